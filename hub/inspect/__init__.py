"""Questions without side effects: check, explain, verify, list of rules."""
