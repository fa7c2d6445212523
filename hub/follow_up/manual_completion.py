"""Completing by hand: what reading a page could not give is supplied, and the invoice is decided on again.

By the same rules as the night's, with the bytes of the store, the directory of today and what was supplied so far;
uniqueness is asked in the transaction that writes. What is refused changes nothing: the invoice waits on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.decision import Decision, Reading, Verdict
from domain.deposit import INTEGRATED, DepositedInvoice, Disposition
from domain.document import Document
from domain.errors import LedgerError
from domain.finding import Finding
from domain.invoice import FIELDS, Invoice, fields
from domain.manual_entry import Correction, EnAttente, Saisie, in_force
from domain.signature import Detachee
from hub.context.terms import Terms, context_of
from hub.decide.one_document import judge, read, slim
from hub.decide.recording import settle
from hub.decide.signature_lookup import Bounds, Lot, beside, may_be_signed
from hub.runtime.station import Station
from parsers import manual_entry
from validators.chorus_pro.unicite import Decided

TRIES = 3
"""How often it is decided anew because somebody else supplied something meanwhile."""
_GOES_ON = INTEGRATED | {Disposition.A_COMPLETER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reponse:
    """What became of values that were supplied."""

    invoice: DepositedInvoice
    """As it stands now; still A_COMPLETER when something else is missing, or when ``reasons`` refuse it."""
    reasons: tuple[Finding, ...] = ()
    """Why nothing was recorded; empty when it was."""
    supplied: tuple[Correction, ...] = ()
    """What was recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acte:
    """Who supplies values, and why."""

    by: str
    reason: str = ""
    force: bool = False
    """Whether what the page says clearly may be contradicted."""


def complete(place: Station, invoice_id: int, saisies: Sequence[Saisie], acte: Acte) -> Reponse:
    """Supplies ``saisies`` for an invoice that waits; without any, it is only decided on again.

    Supplied before and integrated since: answers the invoice as it stands. Raises :class:`domain.errors.LedgerError`
    when the invoice does not wait, or its bytes cannot be had.
    """
    for _ in range(TRIES):
        one = waiting_one(place, invoice_id)
        if one is None:
            return _settled_before(place, invoice_id, saisies)
        answer = _complete(place, one, saisies, acte)
        if answer is not None:
            return answer
    raise LedgerError(f"Invoice {invoice_id} is being completed by somebody else.", "Look at it again.")


def reject(place: Station, invoice_id: int, by: str, motif: str) -> DepositedInvoice:
    """The invoice waits no more: it is refused for ``motif``, and its supplier is told.

    Raises :class:`domain.errors.LedgerError` when it does not wait.
    """
    with place.ledger.batch() as batch:
        batch.dismiss(invoice_id, by, motif, place.clock())
    return place.ledger.invoice(invoice_id)


def waiting_one(place: Station, invoice_id: int) -> EnAttente | None:
    """The invoice if it waits."""
    return next((one for one in place.ledger.en_attente() if one.invoice.id == invoice_id), None)


def _complete(place: Station, one: EnAttente, saisies: Sequence[Saisie], acte: Acte) -> Reponse | None:
    """``None`` when somebody else supplied something meanwhile."""
    now = place.clock()
    terms, document = _terms(place, one.invoice), _document(place, one.invoice)
    context = context_of(terms)
    reading = read(document, context)
    if refusals := manual_entry.refusals(reading, saisies, force=acte.force):
        return Reponse(invoice=one.invoice, reasons=refusals)
    supplied = _supplied(one, reading, saisies, acte, now)
    decision = slim(judge(document, manual_entry.completed(reading, (*in_force(one.corrections), *saisies)), context))
    if decision.verdict not in (Verdict.ACCEPTED, Verdict.TO_COMPLETE):
        return Reponse(invoice=one.invoice, reasons=decision.findings)
    fields_ = {each.field for each in (*in_force(one.corrections), *saisies)}
    decision = replace(decision, supplied=tuple(field for field in FIELDS if field in fields_))
    return _record(place, one, decision, supplied, terms.bare.rights, acte.by, now)


def _record(
    place: Station,
    one: EnAttente,
    decision: Decision,
    supplied: tuple[Correction, ...],
    rights: frozenset[str] | None,
    by: str,
    now: datetime,
) -> Reponse | None:
    invoice = one.invoice
    decided = Decided(invoice.deposit_id, invoice.position, invoice.location, decision)
    with place.ledger.batch() as batch:
        still = batch.waiting(invoice.id)
        if still is None or still.corrections != one.corrections:
            return None
        (settled,) = settle(batch, [decided], now, rights)
        if settled.disposition not in _GOES_ON:
            return Reponse(invoice=invoice, reasons=settled.decision.findings)
        if settled.disposition is Disposition.A_COMPLETER and not supplied:
            return Reponse(invoice=invoice, reasons=settled.decision.findings)
        batch.supply(settled, supplied, by, now)
        recycled = settled.previous if settled.disposition is Disposition.RECYCLED else None
    stands = place.ledger.invoice(recycled.invoice_id if recycled else invoice.id)
    return Reponse(invoice=stands, supplied=supplied)


def _supplied(
    one: EnAttente, reading: Reading, saisies: Sequence[Saisie], acte: Acte, now: datetime
) -> tuple[Correction, ...]:
    """What is new of ``saisies``, with what was there before."""
    before = fields(reading.invoice or Invoice()) | {each.field: each.text for each in in_force(one.corrections)}
    told = {each.field: manual_entry.written(each) for each in saisies}
    supplied_before = {each.field for each in one.corrections}
    return tuple(
        Correction(field=field, old=before[field], new=new, actor=acte.by, at=now, reason=acte.reason)
        for field, new in told.items()
        if new is not None and not (field in supplied_before and before[field] == new)
    )


def _settled_before(place: Station, invoice_id: int, saisies: Sequence[Saisie]) -> Reponse:
    """Done twice, it is done once; anything else comes too late."""
    invoice = place.ledger.invoice(invoice_id)
    known = {
        (each.field, each.text) for each in in_force(place.ledger.corrections_of([invoice_id]).get(invoice_id, ()))
    }
    if invoice.certificate and saisies and {(each.field, manual_entry.written(each)) for each in saisies} <= known:
        return Reponse(invoice=invoice)
    raise LedgerError(
        f"Invoice {invoice.values['numero_facture'] or invoice_id} does not wait to be completed.",
        "See where it stands: `navette status NUMBER`; what waits: `navette complete --list`.",
    )


def _document(place: Station, invoice: DepositedInvoice) -> Document:
    """The document, and what signs it: its certificate will say so."""
    content = place.store.get(invoice.location)
    signed: tuple[Detachee, ...] = ()
    if may_be_signed(invoice, frozenset(place.settings.rules.packs)):
        lot = Lot(location=place.ledger.deposit(invoice.deposit_id).location, name=invoice.deposit_name)
        signed = beside(place.store, lot, invoice.member, Bounds.of(place.settings))
    return Document(
        path=invoice.deposit_name, member=invoice.member, content=content, sha256=invoice.sha256, beside=signed
    )


def _terms(place: Station, invoice: DepositedInvoice) -> Terms:
    """Those of the account it came by: its rights are still asked."""
    return place.terms(place.settings.drop(invoice.drop))
