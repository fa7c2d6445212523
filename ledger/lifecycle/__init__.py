"""Statuses of invoices: transitions, history, status files, complements, works dossiers."""
