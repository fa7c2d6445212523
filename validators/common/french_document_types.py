"""Document types (BT-3, UNTDID 1001) that the French rules admit, and what each group of them is."""

TYPES = frozenset("380 389 393 501 386 500 384 471 472 473 261 262 381 396 502 503".split())
"""The codes of UNTDID 1001 in use in France (BR-FR-04)."""

RECTIFICATIVES = frozenset({"384", "471", "472", "473"})
"""Corrected invoices: they replace another one (BR-FR-CO-04)."""

AVOIRS_SUR_FACTURE = frozenset({"261", "381", "396", "502", "503"})
"""Credit notes that credit a given invoice (BR-FR-CO-05); 262 is a discount over a period."""
