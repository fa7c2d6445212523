"""Reasons of allowances (BT-98, BT-140)."""

SOURCE = "UNTDID 5189"
VERSION = "EN 16931 1.3.16 (2026-04-10)"

UNTDID_5189 = frozenset("41 42 60 62 63 64 65 66 67 68 70 71 88 95 100 102 103 104 105".split())
"""``95`` is a discount."""
