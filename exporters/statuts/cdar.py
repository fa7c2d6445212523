"""Status changes as CDAR messages, the life cycle of XP Z12-012 (FEN1204A).

A message has one phase, one issuer, one recipient and one moment, and may report on many invoices: changes that share
these go together. The sender is the public sector's platform (0238 = 9999), whose reasons of refusal are wider.
Held by test against ``BR-FR-CDV-Schematron-CDAR.sch``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from domain.paris_time import PARIS
from domain.status_codes import CDAR_LABELS
from domain.suivi import StatusChange
from exporters.common.xml_elements import group, put, written
from exporters.statuts.cdar_codes import NAVETTE, Detail, Partie, code_of, details, issuer, phase, seller

_BASE = "urn:un:unece:uncefact:data:standard:"
_SPACES = {
    "rsm": f"{_BASE}CrossDomainAcknowledgementAndResponse:100",
    "ram": f"{_BASE}ReusableAggregateBusinessInformationEntity:100",
    "qdt": f"{_BASE}QualifiedDataType:100",
    "udt": f"{_BASE}UnqualifiedDataType:100",
}
_RSM, _RAM, _QDT, _UDT = (f"{{{_SPACES[prefix]}}}" for prefix in ("rsm", "ram", "qdt", "udt"))
GUIDELINE = "urn.cpro.gouv.fr:1p0:CDV:invoice"
SECTEUR_PUBLIC = ("0238", "9999")
"""Scheme and number of the public sector's platform."""
_TYPES = frozenset("380 389 393 501 386 500 384 471 472 473 261 262 381 396 502 503".split())
"""BR-FR-04: a type of document that is none of these is left out."""
_MOMENT, _DAY = ("204", "%Y%m%d%H%M%S"), ("102", "%Y%m%d")
_DATE_OF_NOTHING = "%Y-%m-%d"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message; ``name`` distinguishes it from the others made with it: ``01``, ``02`` ..."""

    name: str
    content: bytes


class _Group(NamedTuple):
    """What the changes of one message share."""

    phase: str
    issuer: Partie
    seller: Partie
    at: datetime


def messages(changes: Sequence[StatusChange], *, now: datetime, message_id: str) -> tuple[Message, ...]:
    """The changes that the life cycle has a code for, in as few messages as they need; ``()`` when there are none.

    ``now`` is when they are issued; ``message_id`` begins the identifier of each.
    """
    groups: dict[_Group, list[StatusChange]] = {}
    for change in changes:
        if code := code_of(change):
            shared = _Group(phase(code), issuer(change, code), seller(change), change.at)
            groups.setdefault(shared, []).append(change)
    return tuple(
        Message(name=f"{rank:02d}", content=_message(shared, changes_together, now, f"{message_id}_{rank:02d}"))
        for rank, (shared, changes_together) in enumerate(groups.items(), start=1)
    )


def _message(shared: _Group, changes: Sequence[StatusChange], now: datetime, identifier: str) -> bytes:
    root = etree.Element(f"{_RSM}CrossDomainAcknowledgementAndResponse", nsmap=_SPACES)
    context = group(root, f"{_RSM}ExchangedDocumentContext")
    for name, value in (("BusinessProcess", "REGULATED"), ("Guideline", GUIDELINE)):
        put(group(context, f"{_RAM}{name}SpecifiedDocumentContextParameter"), f"{_RAM}ID", value)
    _head(group(root, f"{_RSM}ExchangedDocument"), shared, now, identifier)
    answer = group(root, f"{_RSM}AcknowledgementDocument")
    several = group(answer, f"{_RAM}MultipleReferencesIndicator")
    put(several, f"{_UDT}Indicator", "true" if len(changes) > 1 else "false")
    put(answer, f"{_RAM}TypeCode", shared.phase)
    _moment(answer, "IssueDateTime", shared.at)
    for change in changes:
        _document(group(answer, f"{_RAM}ReferenceReferencedDocument"), change)
    return written(root)


def _head(head: Element, shared: _Group, now: datetime, identifier: str) -> None:
    put(head, f"{_RAM}ID", identifier)
    put(head, f"{_RAM}Name", f"Cycle de vie {identifier}")
    _moment(head, "IssueDateTime", now)
    sender = group(head, f"{_RAM}SenderTradeParty")
    put(sender, f"{_RAM}GlobalID", SECTEUR_PUBLIC[1], {"schemeID": SECTEUR_PUBLIC[0]})
    put(sender, f"{_RAM}Name", NAVETTE.name)
    put(sender, f"{_RAM}RoleCode", NAVETTE.role)
    _party(group(head, f"{_RAM}IssuerTradeParty"), shared.issuer)
    recipient = group(head, f"{_RAM}RecipientTradeParty")
    _party(recipient, shared.seller)
    address = group(recipient, f"{_RAM}URIUniversalCommunication")
    scheme, siren = next(iter(_identifiers(shared.seller.identifier)))
    put(address, f"{_RAM}URIID", siren, {"schemeID": "0225"} if scheme else {})


def _party(party: Element, who: Partie) -> None:
    for scheme, value in _identifiers(who.identifier):
        put(party, f"{_RAM}GlobalID", value, {"schemeID": scheme} if scheme else {})
    put(party, f"{_RAM}Name", who.name)
    put(party, f"{_RAM}RoleCode", who.role)


def _identifiers(identifier: str) -> tuple[tuple[str, str], ...]:
    """Scheme (ISO 6523) and value: the SIREN first, then the SIRET; without a scheme what is neither."""
    if identifier.isdecimal() and len(identifier) == 14:
        return ("0002", identifier[:9]), ("0009", identifier)
    french_vat = len(identifier) == 13 and identifier.startswith("FR") and identifier[4:].isdecimal()
    if french_vat or (identifier.isdecimal() and len(identifier) == 9):
        return (("0002", identifier[-9:]),)
    return (("", identifier),)


def _document(document: Element, change: StatusChange) -> None:
    code = code_of(change)
    put(document, f"{_RAM}IssuerAssignedID", change.numero_facture)
    put(document, f"{_RAM}TypeCode", change.type_facture if change.type_facture in _TYPES else "")
    _moment(document, "ReceiptDateTime", change.deposited_at)
    day = datetime.strptime(change.date_facture, _DATE_OF_NOTHING).replace(tzinfo=PARIS)
    _moment(document, "FormattedIssueDateTime", day, _DAY, _QDT)
    put(document, f"{_RAM}ProcessConditionCode", code)
    put(document, f"{_RAM}ProcessCondition", CDAR_LABELS[code])
    supplier = group(document, f"{_RAM}IssuerTradeParty")
    _party(supplier, seller(change))
    for rank, detail in enumerate(details(change, code), start=1):
        _detail(group(document, f"{_RAM}SpecifiedDocumentStatus"), detail, rank)


def _detail(status: Element, detail: Detail, rank: int) -> None:
    put(status, f"{_RAM}ReasonCode", detail.code)
    put(status, f"{_RAM}Reason", detail.reason)
    if detail.action:
        put(status, f"{_RAM}RequestedActionCode", detail.action[0])
        put(status, f"{_RAM}RequestedAction", detail.action[1])
    put(status, f"{_RAM}SequenceNumeric", str(rank))


def _moment(parent: Element, name: str, at: datetime, form: tuple[str, str] = _MOMENT, space: str = _UDT) -> None:
    """A moment as it is in Paris, which is how the messages of the reform are read."""
    held = group(parent, f"{_RAM}{name}")
    put(held, f"{space}DateTimeString", at.astimezone(PARIS).strftime(form[1]), {"format": form[0]})
