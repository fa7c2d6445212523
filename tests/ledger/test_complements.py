"""What is missing comes: a suspended invoice is completed once, with its files, and brought to its recipient again."""

from datetime import timedelta

import pytest

from domain.deposit import Deposit, DepositedInvoice, DepositKind, Effect
from domain.errors import LedgerError
from domain.status import FluxStatus, Status
from domain.suivi import Action, Complement, HistoryNote, Outcome
from ledger import Ledger
from tests.english import english
from tests.ledger.facts import (
    NOW,
    ROUTE,
    accepted,
    applied,
    claim,
    conclude,
    delivered,
    digest,
    follow,
    follow_up,
    invoice,
    received,
    said,
    steps_of,
)

LATER = NOW + timedelta(days=2)


def file(name: str, place: tuple[int, int] | None = None) -> Complement:
    return Complement(name=name, sha256=digest(name), location=f"files/{digest(name)}", place=place)


def suspended(ledger: Ledger) -> DepositedInvoice:
    document = delivered(ledger, what=invoice("F-1"))
    follow(ledger, follow_up(ledger), applied(ledger, said(1, motif="Manque le bon"), Status.SUSPENDUE))
    ledger.outbox.done(claim(ledger, Effect.STATUS), NOW)
    return document


def brought(ledger: Ledger, name: str = "F-1__bon.pdf") -> Deposit:
    return follow_up(ledger, name, DepositKind.COMPLEMENTS, "complements:atelier")


def complete(ledger: Ledger, deposit: Deposit, invoice_id: int, *files: Complement, comment: str = "Voici") -> None:
    with ledger.batch() as batch:
        batch.complete(deposit.id, 0, invoice_id, files, comment, "atelier", LATER)


def test_a_completed_invoice_goes_back_to_its_recipient(ledger: Ledger) -> None:
    document = suspended(ledger)
    deposit = brought(ledger)
    complete(ledger, deposit, document.id, file("bon.pdf"), file("plan \ud800.pdf"))
    stand = ledger.invoices.by_id(document.id)
    assert (stand.status, stand.motif, stand.status_at) == (Status.COMPLETEE, "Voici", LATER)
    kept = ledger.follow_up.complements_of([document.id, 999])
    assert [(one.name, one.place) for one in kept[document.id]] == [
        ("bon.pdf", (deposit.id, 0)),
        ("plan \ud800.pdf", (deposit.id, 1)),
    ]
    (told,) = ledger.invoices.find("F-1")
    assert [(done.action, done.detail) for done in told.actions] == [
        (Action.COMPLEMENT, "bon.pdf"),
        (Action.COMPLEMENT, "plan \ufffd.pdf"),
    ]
    tasks = claim(ledger, Effect.DELIVER, LATER)
    assert [(task.subject, task.target) for task in tasks] == [(document.id, ROUTE.siret)]
    assert len(claim(ledger, Effect.STATUS, LATER)) == 1
    ledger.outbox.done(tasks, LATER)
    assert ledger.invoices.by_id(document.id).status is Status.COMPLETEE, "delivered again, it stays completed"
    assert [line.outcome for line in ledger.follow_up.lines_of(deposit.id)] == [Outcome.APPLIED] * 2
    assert conclude(ledger, deposit).status is FluxStatus.IN_INTEGRE


def test_completing_again_changes_nothing(ledger: Ledger) -> None:
    document = suspended(ledger)
    deposit = brought(ledger)
    complete(ledger, deposit, document.id, file("bon.pdf"))
    before = steps_of(ledger, document)
    complete(ledger, deposit, document.id, file("bon.pdf"))
    assert steps_of(ledger, document) == before
    assert len(ledger.follow_up.complements_of([document.id])[document.id]) == 1
    assert len(claim(ledger, Effect.DELIVER, LATER)) == 1


def test_files_of_several_deposits_complete_together(ledger: Ledger) -> None:
    document = suspended(ledger)
    first, second = brought(ledger, "F-1__a.pdf"), brought(ledger, "F-1__b.pdf")
    complete(ledger, first, document.id, file("a.pdf", (first.id, 0)), file("b.pdf", (second.id, 0)))
    assert [one.place for one in ledger.follow_up.complements_of([document.id])[document.id]] == [
        (first.id, 0),
        (second.id, 0),
    ]
    assert [len(ledger.follow_up.lines_of(one.id)) for one in (first, second)] == [1, 1]
    assert conclude(ledger, second).status is FluxStatus.IN_INTEGRE


def test_a_comment_alone_completes(ledger: Ledger) -> None:
    document = suspended(ledger)
    complete(ledger, brought(ledger), document.id, comment="Le bon est au verso")
    assert ledger.invoices.find("F-1")[0].events[-1].motif == "Le bon est au verso"
    assert ledger.follow_up.complements_of([document.id]) == {}


def test_only_a_suspended_invoice_is_completed(ledger: Ledger) -> None:
    document = accepted(ledger, what=invoice("F-1"))
    deposit = brought(ledger)
    for id_, said_ in ((document.id, "is DEPOSEE"), (999, "is unknown")):
        with pytest.raises(LedgerError, check=english(said_)):
            complete(ledger, deposit, id_, file("bon.pdf"))
    assert ledger.follow_up.lines_of(deposit.id) == ()
    assert ledger.follow_up.complements_of([document.id]) == {}


def test_files_have_each_a_place_in_a_deposit_of_their_kind(ledger: Ledger) -> None:
    document = suspended(ledger)
    deposit = brought(ledger)
    with pytest.raises(LedgerError, check=english("same place")):
        complete(ledger, deposit, document.id, file("a", (deposit.id, 0)), file("b", (deposit.id, 0)))
    with pytest.raises(LedgerError, check=english("holds invoices")):
        complete(ledger, received(ledger, "autre.xml"), document.id, file("a"))
    with pytest.raises(LedgerError, check=english("no deposit 999")):
        complete(ledger, deposit, document.id, file("a", (999, 0)))


def test_an_action_is_written_once(ledger: Ledger) -> None:
    document = delivered(ledger, what=invoice("F-1"))
    taken = HistoryNote(invoice_id=document.id, action=Action.TELECHARGEMENT_FACTURE, actor=ROUTE.siret)
    reminder = HistoryNote(
        invoice_id=document.id, action=Action.RAPPEL_ECHEANCE, actor="navette", detail="PAIEMENT 2026-12-21"
    )
    with ledger.batch() as batch:
        batch.note([taken, reminder, taken], NOW)
    with ledger.batch() as batch:
        batch.note([reminder, taken], LATER)
    assert ledger.invoices.by_id(document.id).downloaded_at == NOW
    assert [(done.action, done.at, done.actor, done.detail) for done in ledger.invoices.find("F-1")[0].actions] == [
        (Action.TELECHARGEMENT_FACTURE, NOW, ROUTE.siret, ""),
        (Action.RAPPEL_ECHEANCE, NOW, "navette", "PAIEMENT 2026-12-21"),
    ]
    with ledger.batch() as batch:
        batch.note([], LATER)
