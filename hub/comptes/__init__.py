"""Accounts of the portal: registration, passwords, links by e-mail, connections."""
