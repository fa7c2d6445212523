"""Archiving or destroying bytes that are old enough."""
