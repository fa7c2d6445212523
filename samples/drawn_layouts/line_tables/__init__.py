"""Layouts whose matter is the table of lines: columns, wraps, discounts, several pages."""
