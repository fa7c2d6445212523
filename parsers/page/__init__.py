"""Reads an invoice from page text: words, cells, labels, values, then fields chosen among candidates."""
