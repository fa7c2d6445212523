"""The specification that an invoice says it follows (BT-24): its profile, or none that is known."""

import re
from enum import Enum, auto

from domain.invoice import Invoice, Party
from domain.tree import Syntax

_ZUGFERD_1 = "zugferd-1-"
_LESS = frozenset({"minimum", "basicwl"})
_KNOWN = (
    (re.compile(r"urn:ferd:(?:crossindustrydocument:)?invoice:1p0:(basic|comfort|extended)"), _ZUGFERD_1),
    (re.compile(r"urn[.:]cpro\.gouv\.fr:1p0:(en16931-ctc-fr|extended-ctc-fr)"), ""),
    (re.compile(r"(xrechnung)"), ""),
    (re.compile(r"(?:factur-x\.eu|zugferd\.de):[12]p[0-9]:(minimum|basicwl|basic|en16931|comfort|extended)"), ""),
    (re.compile(r"urn:fdc:peppol\.eu:[0-9]{4}:poacc:billing:(3)"), "peppol-bis-"),
    (re.compile(r"^urn:cen\.eu:(en16931):2017$"), ""),
)
"""Patterns in the order tried; the first group is the profile, appended to the prefix."""
_LONGEST = 300
_SAME = {"comfort": "en16931"}
_NORM = "urn:cen.eu:en16931:2017"
_OLD_SCHEMES = frozenset({"1", "SIRET"})
"""``TypeIdentifiant`` of Chorus Pro as the scheme of an identifier: section 5.1 of its UBL of 2015."""
_OLD_TAX = "TVA"
"""Beginning of the tax schemes of the same UBL: ``TVA``, ``TVA DEBIT``, ``TVA ENCAISSEMENT``."""


class Specification(Enum):
    """What is known of the specification of an invoice."""

    KNOWN = auto()
    """A profile of :func:`profile`, or an unknown restriction of EN 16931, which has all its rules."""
    EXTENSION = auto()
    """An extension of EN 16931 that is not known, nor the rules that it replaces."""
    OLD_CHORUS = auto()
    """None, or an unknown one: a UBL invoice as Chorus Pro has taken them since 2015, before EN 16931."""
    UNKNOWN = auto()
    """One that is neither EN 16931 nor built on it."""
    MISSING = auto()


def profile(customization: str | None, syntax: Syntax | None = None) -> str | None:
    """Short name of BT-24: ``minimum``, ``basicwl``, ``basic``, ``en16931``, ``extended``, ``xrechnung``,
    ``en16931-ctc-fr``, ``extended-ctc-fr``, ``peppol-bis-3``, ``zugferd-1-basic``...; ``None`` otherwise, and for one
    that a given ``syntax`` does not have.
    """
    wanted = (customization or "")[:_LONGEST].lower().replace(" ", "")
    for pattern, prefix in _KNOWN:
        if match := pattern.search(wanted):
            name = prefix + match[1] if prefix else _SAME.get(match[1], match[1])
            return name if syntax is None or _has(syntax, name) else None
    return None


def _has(syntax: Syntax, name: str) -> bool:
    """Whether a document of that syntax can be of a profile: ZUGFeRD 1 has a vocabulary of its own, and UBL has not
    the profiles of Factur-X that are less than the norm.
    """
    return not name.startswith(_ZUGFERD_1) and (syntax is Syntax.CII or name not in _LESS)


def specification(invoice: Invoice, syntax: Syntax | None = None) -> Specification:
    """What is known of the specification of an invoice read from UBL or CII."""
    stated = (invoice.customization or "").strip()
    if profile(stated, syntax) is not None:
        return Specification.KNOWN
    if stated.lower().startswith(_NORM):
        return Specification.EXTENSION if "#conformant#" in stated.lower() else Specification.KNOWN
    if _is_old_chorus(invoice):
        return Specification.OLD_CHORUS
    return Specification.UNKNOWN if stated else Specification.MISSING


def _is_old_chorus(invoice: Invoice) -> bool:
    """Whether the parties or the VAT are written as in the UBL that Chorus Pro defined before EN 16931."""
    parties = any(map(_has_old_scheme, (invoice.seller, invoice.buyer)))
    return parties or any((part.scheme or "").upper().startswith(_OLD_TAX) for part in invoice.vat_breakdown)


def _has_old_scheme(party: Party) -> bool:
    written = (*party.identifiers, party.legal_registration)
    return any(one is not None and (one.scheme or "").upper() in _OLD_SCHEMES for one in written)
