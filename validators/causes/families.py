"""Rules that decide for others: those that stop everything, those on the recipient, and the order of headlines."""

import re

from domain.causes import LOUDEST
from domain.finding import Finding, Level, Pack, Severity
from validators.causes.terms import Terms

_NO_INVOICE = frozenset({"LEC-060"})
"""Of the invoice and not of the file, and yet: the document is something else."""
_CONTAINERS = frozenset({"LEC-024"})
"""What is said of the file that carries the XML, before what is said of the XML: the remedy is that of the file."""
_NOBODY = frozenset({"SIRET-01", "SIRET-02", "ACH-01", "ACH-02", "ACH-18", "LEC-036"})
"""The SIRET of the recipient is missing, malformed, unknown, or that of a structure that is gone."""
_OF_THE_STRUCTURE = frozenset(f"ACH-{number:02}" for number in (3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 19))
"""What one structure asks."""
_BUYER = frozenset({"BT-46", "BT-46-0224", "BT-47", "BT-49", "BG-7"})
"""Terms that change with the recipient: identifiers, electronic address."""
_RATE = "BR-FR-16_"
"""A rate that France does not have, in any of the places an invoice repeats it."""
_NEGATIVE = frozenset({"BR-27", "BR-28"})
"""A price below zero: said so, and not as a number that is written wrongly (BR-FR-DEC-03)."""
_OF_ZERO = re.compile(r"BR-(?:FREXT-|FXEXT-)?(?:Z|E|AE|IC|G|O)-0[567]")
"""Rates that are not zero in a category without VAT."""
_CATEGORY = re.compile(r"BR-CL-1[78]|BR-FR-(?:15|08)_BT-(?:95|118|151).*|REG-04")
"""A VAT category that does not exist, in any of the places an invoice repeats it."""
_RATE_OF_GROUP, _VAT_OF_GROUP = "BR-FR-16_BT-119", "BT-117"
COUNTS = {"XSD-02": "XSD-01", "LEC-039": "LEC-030"}
"""Findings that count what another code does not tell one by one, with this code."""
_REPEATED = frozenset(
    {
        "BT-21",
        "BT-22",
        *(f"BT-{number}" for number in (*range(92, 106), *range(116, 166))),
        *("BG-1", "BG-20", "BG-21", "BG-23", "BG-24", *(f"BG-{number}" for number in range(25, 33))),
    }
)
"""Terms that an invoice has several times: two faults on them may be two."""


def rank(finding: Finding, terms: Terms) -> tuple[int, int]:
    """Order in which findings may become headlines: the gravest first, then the one that explains most."""
    return LOUDEST.index(finding.severity), _kind(finding, terms)


def _kind(finding: Finding, terms: Terms) -> int:
    if is_stopper(finding):
        return 0 if finding.code in _CONTAINERS else 1
    if names_nobody(finding):
        return 2
    if finding.code == _RATE_OF_GROUP:
        return 4
    if finding.code in _NEGATIVE:
        return 5
    if not terms.official:
        alone = terms.uses == terms.at
        return 3 if alone and terms.missing else 4 if alone else 5
    if finding.pack is Pack.XSD:
        return 8
    return 6 if terms.missing else 7


def is_stopper(finding: Finding) -> bool:
    """Whether nothing else is worth saying of the document."""
    if finding.severity is not Severity.FATAL:
        return False
    return finding.level is Level.DEPOT or finding.code in _NO_INVOICE


def names_nobody(finding: Finding) -> bool:
    """Whether the recipient is unknown by this finding."""
    return finding.code in _NOBODY and finding.severity is Severity.FATAL


def is_of_recipient(finding: Finding, terms: Terms) -> bool:
    """Whether ``finding`` is about the recipient, or about what its structure asks."""
    if finding.code in _OF_THE_STRUCTURE or finding.field == "siret_destinataire":
        return True
    return terms.official and bool(terms.at) and terms.at <= _BUYER


def is_of_rate(head: Finding, finding: Finding, terms: Terms) -> bool:
    """Whether ``head`` says that a rate does not exist, and ``finding`` is the same rate elsewhere or the VAT that was
    computed with the one that was meant.
    """
    if not head.code.startswith(_RATE):
        return False
    if finding.code.startswith(_RATE) or finding.code == "REG-03":
        return True
    return head.code == _RATE_OF_GROUP and terms.is_sum and _VAT_OF_GROUP in terms.at


def is_of_category(head: Finding, finding: Finding) -> bool:
    """Whether ``head`` says that VAT is charged in a category without, and ``finding`` that its rates are not zero; or
    both that a category does not exist.
    """
    if head.code == "REG-05":
        return _OF_ZERO.fullmatch(finding.code) is not None
    return _CATEGORY.fullmatch(head.code) is not None and _CATEGORY.fullmatch(finding.code) is not None


def is_of_unread(head: Finding, finding: Finding) -> bool:
    """Whether ``head`` says which amount cannot be read, and ``finding`` that sums were not verified for want of it."""
    return head.code == "LEC-030" and finding.code == "TOT-09"


def is_single(terms: frozenset[str]) -> bool:
    """Whether an invoice has each of ``terms`` once at most."""
    return terms.isdisjoint(_REPEATED)
