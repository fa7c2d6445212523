"""Files of no known format, explained by their content."""
