"""Lots: archives of several invoices, unpacked by :mod:`parsers.archives.reader`."""
