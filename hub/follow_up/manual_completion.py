"""Manual completion: values that could not be read from a page are supplied, and the invoice is decided on again. The
rules are those of the nightly run, with the bytes of the store, today's directory and what was supplied so far;
uniqueness is checked in the transaction that writes. A refused completion changes nothing: the invoice still waits.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.decision import Decision, Reading, Verdict
from domain.deposit import INTEGRATED, DepositedInvoice, Disposition
from domain.document import Document
from domain.errors import LedgerError
from domain.finding import Finding
from domain.invoice import ENTRY_FIELDS, Invoice, entry_values
from domain.manual_entry import AwaitingCompletion, Correction, ManualEntry, in_force
from domain.signature import DetachedSignature
from domain.text import Text
from hub.context.terms import Terms, context_of
from hub.decide.one_document import judge, read, slim
from hub.decide.recording import check_against_ledger
from hub.decide.signature_lookup import Bounds, Lot, beside, may_be_signed
from hub.runtime.station import Station
from parsers import manual_entry
from validators.chorus_pro.unicite import Decided

TRIES = 3
"""Attempts at most, when somebody else supplies something meanwhile."""
_GOES_ON = INTEGRATED | {Disposition.A_COMPLETER}


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionAnswer:
    """The result of supplying values."""

    invoice: DepositedInvoice
    """As it stands now; still A_COMPLETER when something else is missing, or when there are ``reasons``."""
    reasons: tuple[Finding, ...] = ()
    """Why nothing was recorded; empty when it was."""
    supplied: tuple[Correction, ...] = ()
    """What was recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionAction:
    """Who supplies values, and why."""

    by: str
    reason: str = ""
    force: bool = False
    """Whether a value that was read without doubt may be replaced."""


def complete(
    station: Station, invoice_id: int, entries: Sequence[ManualEntry], acte: CompletionAction
) -> CompletionAnswer:
    """Supplies ``entries`` for an invoice that waits; without any, it is only decided on again. When the same values
    were supplied before and it was integrated since, returns the invoice as it stands. Raises
    :class:`domain.errors.LedgerError` when the invoice does not wait, or its bytes cannot be read.
    """
    for _ in range(TRIES):
        one = waiting_one(station, invoice_id)
        if one is None:
            return _completed_before(station, invoice_id, entries)
        answer = _complete(station, one, entries, acte)
        if answer is not None:
            return answer
    raise LedgerError(
        Text(
            f"La facture {invoice_id} est en train d'être complétée par quelqu'un d'autre.",
            f"Invoice {invoice_id} is being completed by somebody else.",
        ),
        Text("Regardez-la de nouveau.", "Look at it again."),
    )


def reject(station: Station, invoice_id: int, by: str, motif: str) -> DepositedInvoice:
    """Refuses an invoice that waits, for ``motif``; its supplier is informed.

    Raises :class:`domain.errors.LedgerError` when it does not wait.
    """
    with station.ledger.batch() as batch:
        batch.dismiss(invoice_id, by, motif, station.clock())
    return station.ledger.invoices.by_id(invoice_id)


def waiting_one(station: Station, invoice_id: int) -> AwaitingCompletion | None:
    """The invoice, if it waits to be completed."""
    return next((one for one in station.ledger.invoices.awaiting_completion() if one.invoice.id == invoice_id), None)


def _complete(
    station: Station, one: AwaitingCompletion, entries: Sequence[ManualEntry], acte: CompletionAction
) -> CompletionAnswer | None:
    """The result of one attempt; ``None`` when somebody else supplied something meanwhile."""
    now = station.clock()
    terms, document = _terms(station, one.invoice), _document(station, one.invoice)
    context = context_of(terms)
    reading = read(document, context)
    if refusals := manual_entry.refusals(reading, entries, force=acte.force):
        return CompletionAnswer(invoice=one.invoice, reasons=refusals)
    supplied = _supplied(one, reading, entries, acte, now)
    decision = slim(judge(document, manual_entry.completed(reading, (*in_force(one.corrections), *entries)), context))
    if decision.verdict not in (Verdict.ACCEPTED, Verdict.TO_COMPLETE):
        return CompletionAnswer(invoice=one.invoice, reasons=decision.findings)
    fields_ = {each.field for each in (*in_force(one.corrections), *entries)}
    decision = replace(decision, supplied=tuple(field for field in ENTRY_FIELDS if field in fields_))
    return _record(station, one, decision, supplied, terms.bare.rights, acte.by, now)


def _record(
    station: Station,
    one: AwaitingCompletion,
    decision: Decision,
    supplied: tuple[Correction, ...],
    rights: frozenset[str] | None,
    by: str,
    now: datetime,
) -> CompletionAnswer | None:
    invoice = one.invoice
    decided = Decided(invoice.deposit_id, invoice.position, invoice.location, decision)
    with station.ledger.batch() as batch:
        still = batch.awaiting_completion(invoice.id)
        if still is None or still.corrections != one.corrections:
            return None
        (checked,) = check_against_ledger(batch, [decided], now, rights)
        if checked.disposition not in _GOES_ON:
            return CompletionAnswer(invoice=invoice, reasons=checked.decision.findings)
        if checked.disposition is Disposition.A_COMPLETER and not supplied:
            return CompletionAnswer(invoice=invoice, reasons=checked.decision.findings)
        batch.supply(checked, supplied, by, now)
        recycled = checked.previous if checked.disposition is Disposition.RECYCLED else None
    stands = station.ledger.invoices.by_id(recycled.invoice_id if recycled else invoice.id)
    return CompletionAnswer(invoice=stands, supplied=supplied)


def _supplied(
    one: AwaitingCompletion, reading: Reading, entries: Sequence[ManualEntry], acte: CompletionAction, now: datetime
) -> tuple[Correction, ...]:
    """The new values among ``entries``, and what was supplied before."""
    before = entry_values(reading.invoice or Invoice()) | {each.field: each.text for each in in_force(one.corrections)}
    supplied = {each.field: manual_entry.written(each) for each in entries}
    supplied_before = {each.field for each in one.corrections}
    return tuple(
        Correction(field=field, old=before[field], new=new, actor=acte.by, at=now, reason=acte.reason)
        for field, new in supplied.items()
        if new is not None and not (field in supplied_before and before[field] == new)
    )


def _completed_before(station: Station, invoice_id: int, entries: Sequence[ManualEntry]) -> CompletionAnswer:
    """The result when the same values were supplied before. Raises :class:`LedgerError` for other values."""
    invoice = station.ledger.invoices.by_id(invoice_id)
    known = {
        (each.field, each.text)
        for each in in_force(station.ledger.invoices.corrections_of([invoice_id]).get(invoice_id, ()))
    }
    if invoice.certificate and entries and {(each.field, manual_entry.written(each)) for each in entries} <= known:
        return CompletionAnswer(invoice=invoice)
    raise LedgerError(
        Text(
            f"La facture {invoice.values['numero_facture'] or invoice_id} n'attend pas d'être complétée.",
            f"Invoice {invoice.values['numero_facture'] or invoice_id} does not wait to be completed.",
        ),
        Text(
            "Voyez où elle en est : `navette status NUMERO` ; ce qui attend : `navette complete --list`.",
            "See where it stands: `navette status NUMBER`; what waits: `navette complete --list`.",
        ),
    )


def _document(station: Station, invoice: DepositedInvoice) -> Document:
    """The document and the files that sign it, which its certificate names."""
    content = station.store.get(invoice.location)
    signed: tuple[DetachedSignature, ...] = ()
    if may_be_signed(invoice, frozenset(station.settings.rules.packs)):
        lot = Lot(location=station.ledger.deposits.by_id(invoice.deposit_id).location, name=invoice.deposit_name)
        signed = beside(station.store, lot, invoice.member, Bounds.of(station.settings))
    return Document(
        path=invoice.deposit_name, member=invoice.member, content=content, sha256=invoice.sha256, beside=signed
    )


def _terms(station: Station, invoice: DepositedInvoice) -> Terms:
    """The terms of the account that deposited it: its rights are still checked."""
    return station.terms(station.settings.drop(invoice.drop))
