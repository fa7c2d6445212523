"""Layouts with what real invoices have: values above labels, broken letters, numbers of other documents."""
