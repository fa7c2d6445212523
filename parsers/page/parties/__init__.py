"""Supplier and recipient: identifiers, names, addresses."""
