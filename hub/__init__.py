"""The line: one document from bytes to decision, and the settings and wiring around it."""
