"""Searching invoices by any criterion, page by page."""
