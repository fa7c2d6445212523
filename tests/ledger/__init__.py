"""The ledger's tests: the same on SQLite and on PostgreSQL."""
