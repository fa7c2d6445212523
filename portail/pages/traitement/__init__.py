"""Treating invoices: what may be done about one, the forms of it, what became of it."""
