"""News since a channel was last told, and how far it was told."""
