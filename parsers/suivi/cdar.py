"""Reader of CDAR, the life-cycle message of XP Z12-012: several documents, each with a status and details.

The status of a document (MDT-105) gives one statement; a detail (MDG-37) with its own status (MDT-115) gives one
before it, in the order of sequence numbers. Source: XP Z12-012, ``BR-FR-CDV-Schematron-CDAR.sch``.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from lxml.etree import _Element as Element

from domain.comparable_text import code as code_of
from domain.finding import Finding
from domain.status_codes import CDAR_FLUX, of_cdar
from domain.suivi import LONGEST_MOTIF, Scope, Statement, StatusFormat, StatusReading
from parsers.suivi import rules, values

_RSM = "{urn:un:unece:uncefact:data:standard:CrossDomainAcknowledgementAndResponse:100}"
_RAM = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}"
ROOT = f"{_RSM}CrossDomainAcknowledgementAndResponse"
_INVOICES = frozenset("380 389 393 501 386 500 384 471 472 473 261 262 381 396 502 503".split())
"""MDT-91, the types of document that are invoices (BR-FR-04)."""
_NATIONAL = frozenset({"0002", "0009"})
"""SIREN and SIRET (ISO 6523)."""


def read(root: Element) -> StatusReading:
    """Every status of every document of the message, in its order."""
    units = chain.from_iterable(_of_document(root, answer, one) for answer, one in _documents(root))
    statements = tuple(_ranked(units))
    findings = () if statements else (rules.NO_LINE.finding(),)
    return StatusReading(format=StatusFormat.CDAR, statements=statements, findings=findings)


def _documents(root: Element) -> Iterator[tuple[Element, Element]]:
    for answer in root.iterfind(f"{_RSM}AcknowledgementDocument"):
        for one in answer.iterfind(f"{_RAM}ReferenceReferencedDocument"):
            yield answer, one


def _ranked(units: Iterable[tuple[Element, Element, Element, str, Sequence[Element]]]) -> Iterator[Statement]:
    for rank, (root, answer, document, code, details) in enumerate(units, start=1):
        yield _statement(rank, root, answer, document, code, details)


def _of_document(
    root: Element, answer: Element, document: Element
) -> Iterator[tuple[Element, Element, Element, str, Sequence[Element]]]:
    """A code with its details, for each status the document is given."""
    code = _text(document, "ProcessConditionCode")
    by_code: dict[str, list[Element]] = {}
    for detail in sorted(document.iterfind(f"{_RAM}SpecifiedDocumentStatus"), key=_sequence):
        by_code.setdefault(_text(detail, "ProcessConditionCode") or code, []).append(detail)
    own = by_code.pop(code, [])
    for other, details in by_code.items():
        yield root, answer, document, other, details
    if code or own or not by_code:
        yield root, answer, document, code, own


def _sequence(detail: Element) -> float:
    number = _text(detail, "SequenceNumeric")
    return float(number) if number.isascii() and number.isdecimal() else float("inf")


def _statement(
    rank: int, root: Element, answer: Element, document: Element, code: str, details: Sequence[Element]
) -> Statement:
    reasons = tuple(dict.fromkeys(filter(None, (code_of(_text(one, "ReasonCode")) for one in details))))
    number, kind = _text(document, "IssuerAssignedID"), _text(document, "TypeCode")
    day, moment = _when(document, "FormattedIssueDateTime"), _moment(root, answer)
    scope = Scope.FLUX if code in CDAR_FLUX and kind not in _INVOICES else Scope.FACTURE
    stated_at, invoiced = values.moment(moment) if moment else None, values.day(day) if day else None
    return Statement(
        rank=rank,
        scope=scope,
        code=code,
        label=_text(document, "ProcessCondition") if code == _text(document, "ProcessConditionCode") else "",
        asked=of_cdar(code, reasons) if scope is Scope.FACTURE else (),
        numero_facture=number,
        date_facture=invoiced,
        fournisseur=_identifier(document.find(f"{_RAM}IssuerTradeParty")),
        destinataire=_buyer(root, document),
        motif=_motif(details),
        motif_codes=reasons,
        stated_at=stated_at,
        findings=tuple(_faults(number, code, moment="" if stated_at else moment, day="" if invoiced else day)),
    )


def _faults(number: str, code: str, *, moment: str, day: str) -> Iterator[Finding]:
    if not number:
        yield rules.NO_NUMBER.finding()
    if not code:
        yield rules.NO_STATUS.finding()
    if moment:
        yield rules.BAD_MOMENT.finding(value=moment)
    if day:
        yield rules.BAD_DATE.finding(value=day)


def _motif(details: Sequence[Element]) -> str:
    """All reason texts, then notes and requested actions, up to the length of a motif."""
    reasons = " ; ".join(dict.fromkeys(filter(None, (_text(one, "Reason") for one in details))))
    for name in ("IncludedNote", "RequestedAction"):
        for note in (note for one in details for note in one.iterfind(f"{_RAM}{name}")):
            words = values.words(" ".join(str(text) for text in note.itertext()))
            more = " ; ".join(filter(None, (reasons, words)))
            reasons = more if len(more) <= LONGEST_MOTIF else reasons
    return reasons[: values.LONGEST]


def _buyer(root: Element, document: Element) -> str:
    """The recipient's identifier: the document's, else the issuer's when it is a buyer."""
    issuers = root.iterfind(f"{_RSM}ExchangedDocument/{_RAM}IssuerTradeParty")
    for party in chain(document.iterfind(f"{_RAM}RecipientTradeParty"), issuers):
        if _text(party, "RoleCode") == "BY" and (named := _identifier(party)):
            return named
    return ""


def _identifier(party: Element | None) -> str:
    """The SIRET, else the SIREN, digits only; empty for any other identifier."""
    if party is None:
        return ""
    found = (
        values.identifier(values.words(one.text))
        for one in party.iterfind(f"{_RAM}GlobalID")
        if one.get("schemeID") in _NATIONAL
    )
    return max((one for one in found if one.isdecimal() and len(one) in {9, 14}), key=len, default="")


def _moment(root: Element, answer: Element) -> str:
    return _when(answer, "IssueDateTime") or _when(root.find(f"{_RSM}ExchangedDocument"), "IssueDateTime")


def _when(parent: Element | None, name: str) -> str:
    """The text of the ``DateTimeString`` in an element, whatever its namespace."""
    held = parent.find(f"{_RAM}{name}") if parent is not None else None
    return values.words("".join(str(text) for text in held.itertext())) if held is not None else ""


def _text(parent: Element, name: str) -> str:
    return values.words(parent.findtext(f"{_RAM}{name}"))
