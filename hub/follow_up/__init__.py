"""After the decision: status files, complements, manual completion, deadlines."""
