"""Works dossiers for retention: open while one of their pieces waits, dated by the last piece that changed."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from domain.deposit import DepositedInvoice, Disposition
from domain.status import Status
from ledger import Ledger
from ledger.retention.closed_dossiers import ClosedDossiers, closed_dossiers
from tests.ledger.facts import NOW, ROUTE, received, record, settled
from tests.ledger.works import deliver, deposit, follows, piece

LATER, LAST = NOW + timedelta(days=1), NOW + timedelta(days=2)
NONE = ClosedDossiers(open=frozenset(), moved={}, followed=frozenset())


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/navette.db"


def of(ledger: Ledger, dossiers: Sequence[int | None]) -> ClosedDossiers:
    rows = [SimpleNamespace(invoice_id=0, dossier_id=dossier_id) for dossier_id in dossiers]
    with ledger.retention._database.read() as connection:
        return closed_dossiers(connection, rows)  # type: ignore[arg-type]


def standing(ledger: Ledger, one: DepositedInvoice) -> DepositedInvoice:
    return ledger.invoices.by_id(one.id)


def test_each_question_is_about_its_own_number() -> None:
    found = ClosedDossiers(open=frozenset({1}), moved={2: LATER}, followed=frozenset({3}))
    assert [found.is_open(id_) for id_ in (1, 2, 3, None)] == [True, False, False, False]
    assert [found.is_followed(id_) for id_ in (1, 2, 3)] == [False, False, True]


def test_an_invoice_changed_with_the_last_piece_of_its_dossier() -> None:
    found = ClosedDossiers(open=frozenset(), moved={2: LATER}, followed=frozenset())
    assert found.last_change(None, NOW) == NOW
    assert found.last_change(9, NOW) == NOW
    assert found.last_change(2, NOW) == LATER
    assert found.last_change(2, LAST) == LAST


def test_invoices_without_dossier_have_none(ledger: Ledger) -> None:
    deposit(ledger, "P-1", "A4")
    assert of(ledger, []) == of(ledger, [None, None]) == NONE


def test_a_dossier_is_open_while_a_piece_waits(ledger: Ledger) -> None:
    """The A4 is associated, the A15 waits for the MOA; another dossier is over, a third is not asked for."""
    a4 = deposit(ledger, "P-1", "A4")
    over, _ = deposit(ledger, "P-2", "A4"), deposit(ledger, "P-3", "A4")
    deliver(ledger)
    a15 = follows(ledger, "P-1EA", "A15", standing(ledger, a4))
    deliver(ledger, LATER)
    ledger.lifecycle.change(over.id, Status.REFUSEE_MOE, ROUTE.siret, "prix", LAST)
    found = of(ledger, [a4.id, over.id, None])
    assert standing(ledger, a4).status is Status.ASSOCIEE
    assert found.open == {a4.id}
    assert found.moved == {a4.id: LATER, over.id: LAST}
    assert found.followed == {a4.id}
    assert found.is_open(a15.dossier_id)


def test_a_piece_that_another_follows_is_over_once_it_is_taken_into_account(ledger: Ledger) -> None:
    """An A10 is PRISE_EN_COMPTE_MOE by the piece after it: no step ends it, the follower does."""
    a10, alone = deposit(ledger, "P-1", "A10"), deposit(ledger, "P-2", "A10")
    deliver(ledger)
    a16 = follows(ledger, "P-1EAV", "A16", standing(ledger, a10))
    deliver(ledger)
    ledger.lifecycle.change(alone.id, Status.PRISE_EN_COMPTE_MOE, ROUTE.siret, "", NOW)
    assert standing(ledger, a10).status is standing(ledger, alone).status is Status.PRISE_EN_COMPTE_MOE
    assert of(ledger, [a10.id, alone.id]).open == {a10.id, alone.id}
    ledger.lifecycle.change(a16.id, Status.MISE_EN_PAIEMENT, ROUTE.siret, "", LATER)
    found = of(ledger, [a10.id, alone.id])
    assert found.open == {alone.id}
    assert (found.moved[a10.id], found.followed) == (LATER, {a10.id})


def test_a_piece_that_was_refused_at_its_deposit_opens_nothing(ledger: Ledger) -> None:
    refused = settled(received(ledger), what=piece("P-1", "A4"), disposition=Disposition.REJECTED)
    (one,) = record(ledger, refused)
    assert one.dossier_id is None
    assert of(ledger, [one.id]) == NONE
