"""Packs of rules: editions, scope, and asking them of a document."""
