"""A deposit's status follows from its documents and from what was wrong with the file."""

from datetime import timedelta

import pytest

from domain.deposit import Disposition, Effect
from domain.finding import Level, Severity
from domain.status import FluxStatus
from ledger import Ledger
from tests.ledger.facts import NOW, accepted, claim, conclude, finding, received, record, settled

A, R, I, D = Disposition.ACCEPTED, Disposition.REJECTED, Disposition.IRRECEVABLE, Disposition.DOUBLON  # noqa: E741
BROKEN = finding("ARC-01", level=Level.DEPOT)
ODD = finding("ARC-02", Severity.WARNING, Level.DEPOT)


@pytest.mark.parametrize(
    ("dispositions", "own", "status"),
    [
        ([A, A], (), FluxStatus.IN_INTEGRE),
        ([A, R], (), FluxStatus.IN_INTEGRE_PARTIEL),
        ([A, I], (), FluxStatus.IN_INTEGRE_PARTIEL),
        ([R, I], (), FluxStatus.IN_REJETE),
        ([], (BROKEN,), FluxStatus.IN_REJETE),
        ([], (), FluxStatus.IN_REJETE),
        ([A], (BROKEN,), FluxStatus.IN_INTEGRE_PARTIEL),
        ([A], (ODD,), FluxStatus.IN_INTEGRE),
        ([D], (), FluxStatus.IN_INTEGRE),
        ([A, D], (), FluxStatus.IN_INTEGRE),
        ([D, R], (), FluxStatus.IN_INTEGRE_PARTIEL),
    ],
)
def test_the_status_of_a_deposit(
    ledger: Ledger, dispositions: list[Disposition], own: tuple, status: FluxStatus
) -> None:
    deposit = received(ledger)
    record(ledger, *(settled(deposit, rank, disposition=one) for rank, one in enumerate(dispositions)))
    concluded = conclude(ledger, deposit, *own)
    assert (concluded.status, concluded.findings) == (status, own)
    assert ledger.deposits.by_id(deposit.id) == concluded
    for effect in (Effect.TAKE, Effect.REPORT):
        assert [(task.subject, task.target) for task in claim(ledger, effect)] == [(deposit.id, "atelier")]


def test_concluding_again_changes_nothing(ledger: Ledger) -> None:
    deposit = received(ledger)
    record(ledger, settled(deposit))
    first = conclude(ledger, deposit, ODD)
    assert conclude(ledger, deposit, BROKEN, now=NOW + timedelta(hours=1)) == first
    assert len(claim(ledger, Effect.REPORT)) == 1


def test_many_are_concluded_at_once(ledger: Ledger) -> None:
    good, bad, broken = received(ledger, "1"), received(ledger, "2"), received(ledger, "3")
    already = conclude(ledger, received(ledger, "4"))
    record(ledger, settled(good), settled(bad, disposition=R))
    with ledger.batch() as batch:
        answers = batch.conclude_all({broken.id: [BROKEN], bad.id: (), already.id: (), good.id: ()}, NOW)
    statuses = [FluxStatus.IN_REJETE, FluxStatus.IN_REJETE, FluxStatus.IN_REJETE, FluxStatus.IN_INTEGRE]
    assert [one.status for one in answers] == statuses
    assert [one.id for one in answers] == [broken.id, bad.id, already.id, good.id]
    assert answers[0].findings == (BROKEN,)
    assert len(claim(ledger, Effect.TAKE)) == 4


def test_an_invoice_alone_keeps_its_own_findings(ledger: Ledger) -> None:
    document = accepted(ledger)
    with ledger.batch() as batch:
        batch.conclude(document.deposit_id, (BROKEN,), NOW)
    assert ledger.invoices.by_id(document.id).findings == ()
