"""Content of sample invoices: parties, goods, identifiers, amounts."""
