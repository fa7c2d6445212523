"""Categories of VAT (BT-95, BT-102, BT-118, BT-151)."""

SOURCE = "UNTDID 5305"
VERSION = "EN 16931 1.3.16 (2026-04-10)"

CATEGORIES = frozenset("AE B E G K L M O S Z".split())
"""Standard, zero, exempt, reverse charge, intra-community, export, out of scope, IGIC (L), IPSI (M), split (B)."""
