"""What sample invoices say: parties, goods, identifiers, amounts."""
