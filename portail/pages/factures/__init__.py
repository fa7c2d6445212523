"""The espaces of invoices: lists, one invoice, its files."""
