"""A document's bytes: limits, encoding and hardened XML."""
