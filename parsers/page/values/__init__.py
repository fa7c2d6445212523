"""Parsing of printed values: amounts, dates, identifiers."""
