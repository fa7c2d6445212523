"""When VAT falls due (BT-8): delivery, invoice, payment."""

SOURCE = "UNTDID 2005 and UNTDID 2475"
VERSION = "EN 16931 1.3.16 (2026-04-10)"

UNTDID_2005 = frozenset("3 35 432".split())
"""In UBL."""

UNTDID_2475 = frozenset("5 29 72".split())
"""In CII."""
