"""Invoices that wait to be completed: what is kept of them, and what becomes of them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import exc, text

from domain.decision import Verdict
from domain.deposit import Deposit, DepositedInvoice, Disposition, Effect, Settled
from domain.document import Doubt, Evidence
from domain.errors import LedgerError
from domain.manual_entry import AwaitingCompletion, Correction
from domain.status import FluxStatus, Status
from domain.suivi import Action
from ledger import Ledger
from tests.english import english
from tests.ledger.facts import (
    NOW,
    accepted,
    claim,
    conclude,
    finding,
    invoice,
    key,
    received,
    record,
    recycled,
    settled,
    steps_of,
)
from tests.ledger.tampering import by_hand

LATER = NOW + timedelta(hours=8)
A = Disposition.ACCEPTED
SEEN = Evidence(field="code_service", text="DAF", page=1, box=(1.0, 2.0, 3.5, 4.0), confidence=0.7, label="Service")
DOUBTS = (
    Doubt(field="date_facture", rivals=()),
    Doubt(field="code_service", rivals=(SEEN, replace(SEEN, text="DRH", label=None))),
)


def waits(deposit: Deposit, position: int = 0, number: str = "F-1", **more: object) -> Settled:
    one = settled(
        deposit,
        position,
        invoice(number),
        Disposition.A_COMPLETER,
        findings=(finding("ACH-05"),),
        verdict=Verdict.TO_COMPLETE,
        doubts=DOUBTS,
        route=None,
    )
    return replace(one, **more)


def waiting(ledger: Ledger, name: str = "scan.pdf", number: str = "F-1", drop: str = "atelier") -> DepositedInvoice:
    deposit = received(ledger, name, drop)
    document = record(ledger, waits(deposit, number=number))[0]
    conclude(ledger, deposit)
    return document


def told(field: str = "code_service", new: str = "DRH", actor: str = "marie", **more: object) -> Correction:
    return replace(Correction(field=field, old=None, new=new, actor=actor, at=LATER), **more)


def supply(ledger: Ledger, document: DepositedInvoice, *supplied: Correction, **more: object) -> None:
    """The waiting document is decided on again, by default accepted, with these corrections."""
    deposit = ledger.deposits.by_id(document.deposit_id)
    what = invoice(document.values["numero_facture"] or "", code_service="DRH")
    one = replace(settled(deposit, document.position, what), location=document.location, **more)
    with ledger.batch() as batch:
        batch.supply(one, supplied or (told(),), supplied[-1].actor if supplied else "marie", LATER)


def test_it_waits_neither_integrated_nor_refused(ledger: Ledger) -> None:
    document = waiting(ledger)
    assert (document.status, document.disposition) == (Status.A_COMPLETER, Disposition.A_COMPLETER)
    assert (document.certificate, document.route) == (None, None)
    assert ledger.deposits.by_id(document.deposit_id).status is FluxStatus.IN_INTEGRE_PARTIEL
    assert ledger.invoices.awaiting_completion() == (AwaitingCompletion(invoice=document, doubts=DOUBTS),)
    assert not claim(ledger, Effect.DELIVER) + claim(ledger, Effect.CERTIFY)
    assert len(claim(ledger, Effect.REPORT)) == 1
    with ledger.batch() as batch:
        assert batch.known([key(invoice("F-1"))]) == {}, "it keeps its number from nobody"


def test_completed_it_goes_on_like_any_other(ledger: Ledger) -> None:
    document = waiting(ledger)
    ledger.outbox.done(claim(ledger, Effect.REPORT), NOW)
    supply(ledger, document, told(reason="appel du fournisseur"))
    stands = ledger.invoices.by_id(document.id)
    assert (stands.status, stands.disposition, stands.status_at) == (Status.DEPOSEE, A, LATER)
    assert stands.findings == ()
    assert stands.route is not None
    assert stands.certificate is not None
    assert ledger.certificates.verify_chain() is None
    assert ledger.deposits.by_id(document.deposit_id).status is FluxStatus.IN_INTEGRE
    assert [len(claim(ledger, effect, LATER)) for effect in (Effect.DELIVER, Effect.CERTIFY, Effect.REPORT)] == [1] * 3
    (history,) = ledger.invoices.find("F-1")
    assert [(event.status, event.actor) for event in history.events] == [
        (Status.A_COMPLETER, "navette"),
        (Status.DEPOSEE, "marie"),
    ]
    assert [(done.action, done.actor, done.detail) for done in history.actions] == [
        (Action.SAISIE, "marie", "code_service = DRH — appel du fournisseur")
    ]
    assert ledger.invoices.corrections_of([document.id]) == {document.id: (told(reason="appel du fournisseur"),)}
    assert ledger.invoices.awaiting_completion() == ()


def test_completed_in_part_it_waits_for_the_rest(ledger: Ledger) -> None:
    document = waiting(ledger)
    rest = waits(ledger.deposits.by_id(document.deposit_id))
    with ledger.batch() as batch:
        batch.supply(rest, [told()], "marie", LATER)
    (one,) = ledger.invoices.awaiting_completion()
    assert [doubt.field for doubt in one.doubts] == ["date_facture"]
    assert one.corrections == (told(),)
    assert (one.invoice.status_at, len(one.invoice.findings)) == (NOW, 1)
    assert steps_of(ledger, document) == [Status.A_COMPLETER]
    supply(ledger, document, told("date_facture", "2026-11-03", "paul"))
    assert ledger.invoices.by_id(document.id).status is Status.DEPOSEE
    assert [each.field for each in ledger.invoices.corrections_of([document.id])[document.id]] == [
        "code_service",
        "date_facture",
    ]


def test_completed_once(ledger: Ledger) -> None:
    document = waiting(ledger)
    supply(ledger, document)
    before = ledger.invoices.by_id(document.id)
    for again in (lambda: supply(ledger, document), lambda: dismiss(ledger, document)):
        with pytest.raises(LedgerError, check=english("does not wait")):
            again()
    assert ledger.invoices.by_id(document.id) == before
    assert len(ledger.invoices.corrections_of([document.id])[document.id]) == 1


def dismiss(ledger: Ledger, document: DepositedInvoice, motif: str = "Illisible") -> None:
    with ledger.batch() as batch:
        batch.dismiss(document.id, "marie", motif, LATER)


def test_a_decision_that_refuses_is_not_written(ledger: Ledger) -> None:
    document = waiting(ledger)
    with pytest.raises(LedgerError, check=english("it waits on")):
        supply(ledger, document, disposition=Disposition.REJECTED)
    assert ledger.invoices.awaiting_completion() == (AwaitingCompletion(invoice=document, doubts=DOUBTS),)


def test_refused_by_hand_its_number_is_free_again(ledger: Ledger) -> None:
    document = waiting(ledger)
    dismiss(ledger, document)
    stands = ledger.invoices.by_id(document.id)
    assert (stands.status, stands.disposition, stands.motif) == (Status.REJETEE, Disposition.REJECTED, "Illisible")
    assert ledger.deposits.by_id(document.deposit_id).status is FluxStatus.IN_REJETE
    assert len(claim(ledger, Effect.STATUS, LATER)) == 1
    assert accepted(ledger, "corrigee.xml", invoice("F-1")).status is Status.DEPOSEE


@pytest.mark.parametrize("same", ["number", "bytes"])
def test_another_deposit_of_it_replaces_what_waits(ledger: Ledger, same: str) -> None:
    document = waiting(ledger)
    newer = received(ledger, "corrigee.xml", "autre")
    one = settled(newer, 0, invoice("F-1" if same == "number" else "F-2"))
    sha = document.sha256 if same == "bytes" else one.decision.sha256
    record(ledger, replace(one, decision=replace(one.decision, sha256=sha)))
    stands = ledger.invoices.by_id(document.id)
    assert stands.status is Status.REJETEE
    assert stands.motif == f"Remplacée par le dépôt n° {newer.number}."
    assert ledger.invoices.awaiting_completion() == ()


def test_in_one_batch_too(ledger: Ledger) -> None:
    deposit = received(ledger, "lot.zip")
    first, second = record(ledger, waits(deposit), settled(deposit, 1, invoice("F-1")))
    assert ledger.invoices.by_id(first.id).status is Status.REJETEE
    assert second.status is Status.DEPOSEE
    assert conclude(ledger, deposit).status is FluxStatus.IN_INTEGRE_PARTIEL


@pytest.mark.parametrize(
    ("drop", "disposition", "left"),
    [
        ("atelier", Disposition.A_COMPLETER, ["scan2.pdf"]),
        ("autre", Disposition.A_COMPLETER, ["scan.pdf", "scan2.pdf"]),
        ("atelier", Disposition.REJECTED, ["scan.pdf"]),
        ("atelier", Disposition.DOUBLON, ["scan.pdf"]),
    ],
)
def test_who_may_replace_what_waits(ledger: Ledger, drop: str, disposition: Disposition, left: list[str]) -> None:
    waiting(ledger)
    record(ledger, waits(received(ledger, "scan2.pdf", drop), disposition=disposition))
    assert [one.invoice.deposit_name for one in ledger.invoices.awaiting_completion()] == left


def test_one_without_a_number_is_replaced_by_nothing_but_its_bytes(ledger: Ledger) -> None:
    deposit = received(ledger, "scan.pdf")
    record(ledger, waits(deposit, key=None))
    accepted(ledger, "corrigee.xml", invoice("F-1"))
    assert len(ledger.invoices.awaiting_completion()) == 1


def test_completed_it_may_be_one_that_was_to_be_recycled(ledger: Ledger) -> None:
    first = accepted(ledger, what=invoice("F-1"))
    ledger.outbox.done(claim(ledger, Effect.DELIVER), NOW)
    ledger.lifecycle.change(first.id, Status.A_RECYCLER, "20005384900017", "Mauvais service", NOW)
    document = waiting(ledger)
    with ledger.batch() as batch:
        previous = batch.known([key(invoice("F-1"))])[key(invoice("F-1"))]
    supply(ledger, document, disposition=Disposition.RECYCLED, previous=previous)
    stands = ledger.invoices.by_id(first.id)
    assert (stands.deposit_name, stands.status) == ("scan.pdf", Status.DEPOSEE)
    assert list(ledger.invoices.corrections_of([first.id])) == [first.id]
    assert ledger.certificates.verify_chain() is None
    assert ledger.invoices.awaiting_completion() == ()


def test_an_invoice_that_came_again_has_no_corrections_of_before(ledger: Ledger) -> None:
    document = waiting(ledger)
    supply(ledger, document)
    ledger.outbox.done(claim(ledger, Effect.DELIVER, LATER), LATER)
    ledger.lifecycle.change(document.id, Status.A_RECYCLER, "20005384900017", "Mauvais service", LATER)
    recycled(ledger, invoice("F-1"))
    assert ledger.invoices.corrections_of([document.id]) == {}


@pytest.mark.parametrize("verb", ["UPDATE {} SET field = field", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["doubts", "corrections"])
def test_what_was_read_and_supplied_is_not_rewritten(ledger: Ledger, url: str, table: str, verb: str) -> None:
    supply(ledger, waiting(ledger))
    with pytest.raises(exc.DBAPIError, match="the ledger only grows"), by_hand(url) as connection:
        assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar()  # noqa: S608
        connection.execute(text(verb.format(table)))


@pytest.mark.parametrize("step", sorted(set(Status) - {Status.REJETEE}))
def test_what_waits_takes_no_step_by_itself(ledger: Ledger, step: Status) -> None:
    document = waiting(ledger)
    with pytest.raises(LedgerError, check=english("may not follow A_COMPLETER")):
        ledger.lifecycle.change(document.id, step, "20005384900017", "", LATER)
    assert len(ledger.invoices.awaiting_completion()) == 1
