"""Invoices as UN/CEFACT Cross Industry Invoice (D16B and D22B)."""

from exporters.cii.invoice import write

__all__ = ["write"]
