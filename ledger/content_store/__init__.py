"""Deposited bytes, by their SHA-256: packs and files on a durable disk."""
