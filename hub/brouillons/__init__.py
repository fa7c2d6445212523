"""Deposits made in the portal: kept as drafts, read for a form, sent once, decided at once."""
