"""Labels of invoice fields: phrases, languages, and where they occur in a text."""
