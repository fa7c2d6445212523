"""Read-only commands: check, explain, verify, list of rules."""
