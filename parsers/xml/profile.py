"""The profile of an invoice, from its specification identifier (BT-24)."""

import re

_KNOWN = (
    (re.compile(r"urn:ferd:(?:crossindustrydocument:)?invoice:1p0:(basic|comfort|extended)"), "zugferd-1-"),
    (re.compile(r"urn[.:]cpro\.gouv\.fr:1p0:(en16931-ctc-fr|extended-ctc-fr)"), ""),
    (re.compile(r"(xrechnung)"), ""),
    (re.compile(r"(?:factur-x\.eu|zugferd\.de):[12]p[0-9]:(minimum|basicwl|basic|en16931|comfort|extended)"), ""),
    (re.compile(r"urn:fdc:peppol\.eu:[0-9]{4}:poacc:billing:(3)"), "peppol-bis-"),
    (re.compile(r"^urn:cen\.eu:(en16931):2017$"), ""),
)
"""Patterns in the order tried; the first group is the profile, appended to the prefix."""
_LONGEST = 300
_SAME = {"comfort": "en16931"}


def profile(customization: str | None) -> str | None:
    """Short name of BT-24: ``minimum``, ``basicwl``, ``basic``, ``en16931``, ``extended``, ``xrechnung``,
    ``en16931-ctc-fr``, ``extended-ctc-fr``, ``peppol-bis-3``, ``zugferd-1-basic``...; ``None`` otherwise.
    """
    wanted = (customization or "")[:_LONGEST].lower().replace(" ", "")
    for pattern, prefix in _KNOWN:
        if match := pattern.search(wanted):
            return prefix + match[1] if prefix else _SAME.get(match[1], match[1])
    return None
