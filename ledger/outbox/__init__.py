"""Tasks still to be done outside the ledger: claimed, done, retried later, given up, revived."""
