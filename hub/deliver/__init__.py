"""Accepted invoices to the folders of their recipients."""
