"""What recipients say of invoices goes in whole, once, in order, and only where it may."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.deposit import DepositKind, Disposition, Effect
from domain.errors import LedgerError
from domain.status import FluxStatus, Status
from domain.suivi import Action, LigneSuivi, Outcome, RecordedAction, Scope, Statement, StatementResult
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
    finding,
    follow,
    follow_up,
    invoice,
    received,
    record,
    recycled,
    said,
    settled,
    stands,
    steps_of,
)

LATER = NOW + timedelta(days=2)


def test_a_line_is_a_step_and_is_sent(ledger: Ledger) -> None:
    document = delivered(ledger, what=invoice("F-1"))
    ledger.outbox.done(claim(ledger, Effect.STATUS), NOW)
    happened = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    line = said(3, code="08", motif="Bon", motif_codes=("A", "B"), mandat="M-7", stated_at=happened)
    deposit = follow_up(ledger)
    follow(ledger, deposit, applied(ledger, line, Status.MANDATEE), now=LATER)
    stand = ledger.invoices.by_id(document.id)
    assert (stand.status, stand.status_at, stand.motif, stand.mandat) == (Status.MANDATEE, LATER, "Bon", "M-7")
    event = ledger.invoices.find("F-1")[0].events[-1]
    assert (event.status, event.at, event.actor, event.motif) == (Status.MANDATEE, LATER, ROUTE.siret, "Bon")
    assert (event.motif_codes, event.mandat, event.stated_at) == (("A", "B"), "M-7", happened)
    tasks = claim(ledger, Effect.STATUS, LATER)
    assert [task.target for task in tasks] == ["atelier"]
    (change,) = ledger.follow_up.changes([task.subject for task in tasks])
    assert (change.invoice_id, change.previous, change.status) == (
        document.id,
        Status.MISE_A_DISPOSITION,
        Status.MANDATEE,
    )
    assert (change.numero_facture, change.fournisseur, change.destinataire) == ("F-1", "12345678200018", ROUTE.siret)
    assert (change.mandat, change.motif_codes, change.certificate) == ("M-7", ("A", "B"), document.certificate)
    assert ledger.follow_up.lines_of(deposit.id) == (
        LigneSuivi(
            rank=3,
            outcome=Outcome.APPLIED,
            code="08",
            number="F-1",
            invoice_id=document.id,
            before=Status.MISE_A_DISPOSITION,
            after=Status.MANDATEE,
        ),
    )


def test_several_lines_on_one_invoice_apply_in_order(ledger: Ledger) -> None:
    document = delivered(ledger, what=invoice("F-1"))
    first = applied(ledger, said(1, mandat="M-1"), Status.MANDATEE)
    second = applied(ledger, said(2), Status.MISE_EN_PAIEMENT)
    follow(ledger, follow_up(ledger), first, second, now=LATER)
    assert steps_of(ledger, document)[-2:] == [Status.MANDATEE, Status.MISE_EN_PAIEMENT]
    stand = ledger.invoices.by_id(document.id)
    assert (stand.status, stand.mandat) == (Status.MISE_EN_PAIEMENT, "M-1")


def test_lines_applied_before_are_skipped(ledger: Ledger) -> None:
    document = delivered(ledger, what=invoice("F-1"))
    deposit = follow_up(ledger)
    lines = [
        applied(ledger, said(1), Status.SERVICE_FAIT),
        applied(ledger, said(2), Status.MANDATEE),
        applied(ledger, said(3, "inconnue"), findings=(finding("SUI-09"),)),
    ]
    follow(ledger, deposit, lines[0])
    before = steps_of(ledger, document)
    follow(ledger, deposit, *lines)
    follow(ledger, deposit, *lines)
    assert steps_of(ledger, document) == [*before, Status.MANDATEE]
    told = ledger.follow_up.lines_of(deposit.id)
    assert [line.outcome for line in told] == [Outcome.APPLIED, Outcome.APPLIED, Outcome.REFUSED]
    assert told[2].findings == (finding("SUI-09"),)
    assert told[2].invoice_id is None


def test_a_step_the_field_does_not_know_gives_the_batch_up(ledger: Ledger) -> None:
    document = delivered(ledger, what=invoice("F-1"))
    deposit = follow_up(ledger)
    good, bad = (applied(ledger, said(rank), after) for rank, after in ((1, Status.MANDATEE), (2, Status.DEPOSEE)))
    with pytest.raises(LedgerError, check=english("DEPOSEE may not follow MANDATEE")):
        follow(ledger, deposit, good, bad)
    assert ledger.follow_up.lines_of(deposit.id) == ()
    assert ledger.invoices.by_id(document.id).status is Status.MISE_A_DISPOSITION


def test_a_code_that_moves_nothing_is_noted_once(ledger: Ledger) -> None:
    document = delivered(ledger, what=invoice("F-1"))
    noted = applied(ledger, said(1, code="37", label="NON CONFORME", motif="illisible"), outcome=Outcome.NOTED)
    flux = StatementResult(statement=Statement(rank=2, scope=Scope.FLUX, code="90"), outcome=Outcome.NOTED)
    again = replace(noted, statement=replace(noted.statement, rank=3))
    deposit = follow_up(ledger)
    follow(ledger, deposit, noted, flux, again, now=LATER)
    done = RecordedAction(action=Action.CODE_RECU, at=LATER, actor=ROUTE.siret, detail="37 — NON CONFORME — illisible")
    assert ledger.invoices.find("F-1")[0].actions == (done,)
    assert ledger.invoices.by_id(document.id).status is Status.MISE_A_DISPOSITION
    assert len(ledger.follow_up.lines_of(deposit.id)) == 3


def test_invoices_are_found_by_number_and_by_any_certificate(ledger: Ledger) -> None:
    mine = delivered(ledger, "a.xml", invoice("F-1"))
    other = accepted(ledger, "b.xml", invoice("f-1 ", supplier="987654321"))
    record(ledger, settled(received(ledger, "c.xml"), 0, invoice("F-9"), Disposition.REJECTED))
    found = stands(
        ledger,
        said(1, " F-1 "),
        said(2, "ailleurs", certificate=(mine.certificate or "").lower()),
        said(3, "F-9"),
        said(4, "F-1", scope=Scope.FLUX),
        said(5, "F-1", certificate="rien"),
        said(6, ""),
    )
    assert {rank: [one.invoice_id for one in several] for rank, several in found.items()} == {
        1: [mine.id, other.id],
        2: [mine.id],
        3: [],
        4: [],
        5: [],
        6: [],
    }
    one = found[2][0]
    assert (one.numero_facture, one.date_facture, one.cadre) == ("F-1", "2026-11-03", "A1")
    assert (one.status, one.fournisseur, one.siren_fournisseur) == (
        Status.MISE_A_DISPOSITION,
        "12345678200018",
        "123456782",
    )
    assert (one.destinataire, one.drop, one.certificate) == (ROUTE.siret, "atelier", mine.certificate)


def test_a_certificate_of_an_earlier_version_finds_the_one_that_stands(ledger: Ledger) -> None:
    old = delivered(ledger, "a.xml", invoice("F-1"))
    follow(ledger, follow_up(ledger), applied(ledger, said(1, motif="ailleurs"), Status.A_RECYCLER))
    new = recycled(ledger, invoice("F-1"))
    assert stands(ledger, said(1, certificate=old.certificate or ""))[1][0].certificate == new.certificate


@pytest.mark.parametrize(
    ("outcomes", "own", "status"),
    [
        ([Outcome.APPLIED, Outcome.ALREADY, Outcome.NOTED], (), FluxStatus.IN_INTEGRE),
        ([Outcome.APPLIED, Outcome.REFUSED], (), FluxStatus.IN_INTEGRE_PARTIEL),
        ([Outcome.REFUSED], (), FluxStatus.IN_REJETE),
        ([], (), FluxStatus.IN_INTEGRE),
        ([], (finding("SUI-01"),), FluxStatus.IN_REJETE),
    ],
)
def test_the_status_of_a_status_file(ledger: Ledger, outcomes: list[Outcome], own: tuple, status: FluxStatus) -> None:
    delivered(ledger, what=invoice("F-1"))
    deposit = follow_up(ledger)
    lines = [
        applied(ledger, said(rank), Status.MANDATEE if outcome is Outcome.APPLIED else None, outcome=outcome)
        for rank, outcome in enumerate(outcomes, 1)
    ]
    follow(ledger, deposit, *lines)
    concluded = conclude(ledger, deposit, *own)
    assert (concluded.status, concluded.findings, concluded.kind) == (status, own, DepositKind.STATUTS)
    for effect in (Effect.TAKE, Effect.REPORT):
        assert [task.target for task in claim(ledger, effect)] == ["statuts:x"]
    found = ledger.deposits.accepted_files("statuts:x", [deposit.sha256, "0" * 64], DepositKind.STATUTS)
    assert found == ({} if status is FluxStatus.IN_REJETE else {deposit.sha256: concluded})
    assert ledger.deposits.accepted_files("statuts:y", [deposit.sha256], DepositKind.STATUTS) == {}
    assert ledger.deposits.accepted_files("statuts:x", [deposit.sha256], DepositKind.COMPLEMENTS) == {}


def test_deposits_of_each_kind_are_kept_apart(ledger: Ledger) -> None:
    invoices, statuses = received(ledger), follow_up(ledger)
    assert (ledger.deposits.undecided(), ledger.deposits.undecided(kind=DepositKind.STATUTS)) == (
        (invoices,),
        (statuses,),
    )
    assert ledger.deposits.undecided("statuts:x", DepositKind.STATUTS) == (statuses,)
    assert ledger.deposits.still_in_drop("statuts:x") == frozenset()
    assert len(ledger.deposits.still_in_drop("statuts:x", DepositKind.STATUTS)) == 1
    with pytest.raises(LedgerError, check=english("holds invoices")):
        follow(ledger, invoices, applied(ledger, said(1)))
    conclude(ledger, statuses)
    with pytest.raises(LedgerError, check=english("concluded already")):
        follow(ledger, statuses, applied(ledger, said(1)))
