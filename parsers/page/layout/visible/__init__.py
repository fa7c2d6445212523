"""What a reader of the page sees: text that nobody sees does not count, notes and form fields do."""
