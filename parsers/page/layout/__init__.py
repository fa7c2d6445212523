"""Words, lines and cells where they stand on a page."""
