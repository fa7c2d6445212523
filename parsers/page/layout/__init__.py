"""Positions of words, lines and cells on a page."""
