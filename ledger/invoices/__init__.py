"""Documents: recorded, looked up, completed by hand."""
