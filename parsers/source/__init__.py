"""A document's bytes: encoding, hardened XML parsing, cached results."""
