"""Lots: archives of many invoices, taken apart by :mod:`parsers.archives.reader`."""
