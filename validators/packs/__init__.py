"""Packs of rules: editions, scope, and their evaluation on a document."""
