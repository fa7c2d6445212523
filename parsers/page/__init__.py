"""Reading a page as a person does: words, cells, labels, values, and what they say together."""
