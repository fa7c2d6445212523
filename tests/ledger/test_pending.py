"""What is not done yet: by deposit and invoice, as it was claimed, and counted by kind, target and state."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.deposit import DepositedInvoice, Effect, Task
from domain.open_effects import OpenEffects, OpenState
from domain.status import Status
from domain.text import NOTHING, Text
from ledger import Ledger
from ledger.database.schema import leases
from ledger.outbox.pending import Pending, pending
from ledger.outbox.queue import FIRST_DELAY, LONGEST_DELAY, HeldTasks
from tests.ledger.facts import NOW, ROUTE, accepted, claim, conclude, lapse, received, record, settled

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
DOWN = Text("destinataire injoignable", "recipient down")
FULL = Text("zone pleine", "disk full")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/navette.db"


def left(ledger: Ledger) -> tuple[set[int], set[int]]:
    """The deposits and the invoices that something is left to do of."""
    with ledger.outbox._database.read() as connection:
        found = pending(connection)
    return set(found.deposits), set(found.invoices)


def do(ledger: Ledger, *effects: Effect, subject: int | None = None) -> None:
    for effect in effects:
        tasks = claim(ledger, effect)
        ledger.outbox.done([task for task in tasks if subject in {None, task.subject}], NOW)
        lapse(ledger)


def two(ledger: Ledger) -> tuple[DepositedInvoice, DepositedInvoice]:
    """Two invoices, of the deposits 3 and 4."""
    for name in ("x.xml", "y.xml"):
        received(ledger, name)
    return accepted(ledger, "a.xml"), accepted(ledger, "b.xml")


def only(ledger: Ledger, effect: Effect, at: timedelta = timedelta()) -> list[OpenEffects]:
    return [one for one in ledger.outbox.open_effects(NOW + at) if one.effect is effect]


def test_a_deposit_and_an_invoice_of_one_number_are_two_things() -> None:
    found = Pending(deposits=frozenset({1, 3}), invoices=frozenset({2, 3}))
    assert [found.of_deposit(id_) for id_ in range(1, 5)] == [True, False, True, False]
    assert [found.of_invoice(id_) for id_ in range(1, 5)] == [False, True, True, False]


def test_a_deposit_waits_until_its_file_is_taken_and_reported(ledger: Ledger) -> None:
    first, second = two(ledger)
    assert left(ledger) == (set(), {first.id, second.id})
    for one in (first, second):
        conclude(ledger, ledger.deposits.by_id(one.deposit_id))
    do(ledger, Effect.DELIVER, Effect.CERTIFY, Effect.STATUS)
    assert left(ledger) == ({3, 4}, set())
    do(ledger, Effect.TAKE)
    do(ledger, Effect.REPORT, subject=3)
    assert left(ledger) == ({4}, set())
    do(ledger, Effect.REPORT)
    assert left(ledger) == (set(), set())


@pytest.mark.parametrize("effect", [Effect.DELIVER, Effect.CERTIFY])
def test_an_invoice_waits_until_everything_about_it_is_done(ledger: Ledger, effect: Effect) -> None:
    first, second = two(ledger)
    do(ledger, *{Effect.DELIVER, Effect.CERTIFY} - {effect})
    do(ledger, Effect.STATUS)
    do(ledger, effect, subject=second.id)
    do(ledger, Effect.STATUS)
    assert left(ledger) == (set(), {first.id})
    ledger.outbox.give_up(claim(ledger, effect), DOWN, NOW)
    assert left(ledger) == (set(), {first.id}), "given up is not done"


def test_a_status_to_be_sent_keeps_the_invoice_it_is_about(ledger: Ledger) -> None:
    first, second = two(ledger)
    do(ledger, Effect.CERTIFY, Effect.DELIVER, Effect.STATUS)
    assert left(ledger) == (set(), set())
    ledger.lifecycle.change(second.id, Status.MISE_EN_PAIEMENT, ROUTE.siret, "", NOW)
    assert left(ledger) == (set(), {second.id})
    ledger.outbox.give_up(claim(ledger, Effect.STATUS), DOWN, NOW)
    assert left(ledger) == (set(), {second.id})
    assert first.id != second.id


def test_tasks_are_claimed_until_somebody_does_frees_or_claims_one(ledger: Ledger) -> None:
    deposit = received(ledger)
    record(ledger, *(settled(deposit, rank) for rank in range(3)))
    tasks = claim(ledger, Effect.DELIVER)
    assert len(tasks) == 3
    assert ledger.outbox.are_claimed(tasks) is True
    ledger.outbox.done(tasks[:1], NOW)
    assert [ledger.outbox.are_claimed(some) for some in (tasks, tasks[:1], tasks[1:])] == [False, False, True]
    lapse(ledger)
    assert ledger.outbox.are_claimed(tasks[1:]) is False
    again = claim(ledger, Effect.DELIVER)
    assert [ledger.outbox.are_claimed(some) for some in (tasks[1:], again)] == [False, True]
    assert ledger.outbox.are_claimed([replace(again[0], attempts=3)]) is False
    ledger.outbox.retry_later(again[:1], DOWN, NOW)
    ledger.outbox.give_up(again[1:], DOWN, NOW)
    assert [ledger.outbox.are_claimed([one]) for one in again] == [False, False]
    unknown = Task(id=999, effect=Effect.DELIVER, subject=1, target=ROUTE.siret, attempts=1)
    assert ledger.outbox.are_claimed([unknown]) is False


def test_effects_that_wait_are_counted_by_kind_and_target_the_oldest_first(ledger: Ledger) -> None:
    atelier, other = received(ledger, "a.xml"), received(ledger, "b.xml", "menuiserie")
    record(ledger, settled(atelier, 0), settled(other, 0))
    record(ledger, settled(atelier, 1), now=NOW + HOUR)
    assert [(one.effect, one.target, one.count, one.since) for one in ledger.outbox.open_effects(NOW + HOUR)] == [
        (Effect.DELIVER, ROUTE.siret, 3, NOW),
        (Effect.CERTIFY, "atelier", 2, NOW),
        (Effect.CERTIFY, "menuiserie", 1, NOW),
    ]
    (deliver,) = only(ledger, Effect.DELIVER, HOUR)
    expected = OpenEffects(effect=Effect.DELIVER, target=ROUTE.siret, count=3, since=NOW, state=OpenState())
    assert replace(deliver, reason=NOTHING) == expected
    assert (deliver.reason.fr, deliver.other_reasons) == ("", 0)
    do(ledger, Effect.DELIVER)
    assert only(ledger, Effect.DELIVER, HOUR) == []


def test_effects_of_one_kind_are_told_apart_by_where_they_stand(ledger: Ledger) -> None:
    deposit = received(ledger)
    record(ledger, *(settled(deposit, rank) for rank in range(6)))
    late, failed, other = claim(ledger, Effect.DELIVER, limit=3)
    ledger.outbox.retry_later([late], DOWN, NOW)
    ledger.outbox.give_up([failed], DOWN, NOW)
    ledger.outbox.give_up([other], FULL, NOW)
    (held,) = claim(ledger, Effect.DELIVER, limit=1)
    with ledger.outbox._database.read() as connection:
        (until,) = set(connection.execute(select(leases.c.until).where(leases.c.until > NOW)).scalars().all()[-1:])
    found = {one.state: (one.count, one.reason, one.other_reasons) for one in only(ledger, Effect.DELIVER)}
    assert found == {
        OpenState(next_try=NOW + FIRST_DELAY): (1, DOWN, 0),
        OpenState(given_up=True): (2, max(DOWN, FULL, key=lambda text: text.fr), 1),
        OpenState(held=True, next_try=until): (1, Text("", ""), 0),
        OpenState(): (2, Text("", ""), 0),
    }
    assert ledger.outbox.are_claimed([held])
    at = {one.state: one.count for one in only(ledger, Effect.DELIVER, FIRST_DELAY)}
    assert at[OpenState()] == 2 + 1, "its moment has come"


def test_a_task_put_off_by_a_clock_that_was_ahead_is_due(ledger: Ledger) -> None:
    accepted(ledger)
    ledger.outbox.retry_later(claim(ledger, Effect.DELIVER), DOWN, NOW)
    for before, state in (
        (LONGEST_DELAY - FIRST_DELAY, OpenState(next_try=NOW + FIRST_DELAY)),
        (LONGEST_DELAY - FIRST_DELAY + timedelta(seconds=1), OpenState()),
        (-FIRST_DELAY, OpenState()),
        (-FIRST_DELAY + timedelta(seconds=1), OpenState(next_try=NOW + FIRST_DELAY)),
    ):
        assert [one.state for one in only(ledger, Effect.DELIVER, -before)] == [state]


def test_the_next_try_of_several_is_the_first(ledger: Ledger) -> None:
    deposit = received(ledger)
    record(ledger, settled(deposit, 0), settled(deposit, 1))
    tasks = claim(ledger, Effect.DELIVER)
    ledger.outbox.retry_later(tasks[:1], DOWN, NOW + MINUTE)
    ledger.outbox.retry_later(tasks[1:], DOWN, NOW)
    (found,) = only(ledger, Effect.DELIVER)
    assert (found.count, found.state, found.other_reasons) == (2, OpenState(next_try=NOW + FIRST_DELAY), 0)


def test_what_somebody_holds_is_counted_by_kind_and_target(ledger: Ledger) -> None:
    for name, drop in (("a.xml", "atelier"), ("b.xml", "atelier"), ("c.xml", "menuiserie")):
        record(ledger, settled(received(ledger, name, drop)))
    assert ledger.outbox.held() == {}
    claim(ledger, Effect.DELIVER, NOW, 1)
    claim(ledger, Effect.DELIVER, NOW + HOUR, 1)
    claim(ledger, Effect.CERTIFY, NOW, targets=["menuiserie"])
    assert ledger.outbox.held() == {
        (Effect.DELIVER, ROUTE.siret): HeldTasks(count=2, claimed_at=NOW + HOUR),
        (Effect.CERTIFY, "menuiserie"): HeldTasks(count=1, claimed_at=NOW),
    }
    lapse(ledger)
    assert ledger.outbox.held() == {}
