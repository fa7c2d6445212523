"""Depositing: the file, the draft, what is sent."""
