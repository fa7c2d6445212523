"""A task of the outbox is done once, tried again while it may pass, and never silently dropped."""

import subprocess
import sys
from datetime import timedelta
from itertools import pairwise

import pytest

from domain.compte import JournalEntry
from domain.deposit import Effect
from domain.status import Status
from domain.text import NOTHING, Text
from ledger import Ledger
from ledger.accounts.rights import Doer
from ledger.outbox.queue import ATTEMPTS, LONGEST_DELAY, retry_delay
from tests.conftest import ROOT
from tests.ledger.facts import NOW, ROUTE, accepted, claim, conclude, invoice, lapse, received, record, settled

OPERATOR = Doer(name="essai")
MINUTE = timedelta(minutes=1)

DOWN = Text("destinataire injoignable", "recipient down")
LATE = Text("trop tard pour le dire", "too late to say so")


def test_a_claimed_task_is_nobody_elses(ledger: Ledger) -> None:
    deposit = received(ledger)
    record(ledger, *(settled(deposit, rank) for rank in range(5)))
    mine, yours, rest = (claim(ledger, Effect.DELIVER, limit=2) for _ in range(3))
    assert [len(mine), len(yours), len(rest)] == [2, 2, 1]
    assert len({task.id for task in mine + yours + rest}) == 5
    assert claim(ledger, Effect.DELIVER) == ()
    assert ledger.outbox.targets(Effect.DELIVER, NOW) == ()
    assert {task.attempts for task in mine} == {1}


def test_tasks_are_claimed_by_target(ledger: Ledger) -> None:
    conclude(ledger, received(ledger, "a.xml", "atelier"))
    conclude(ledger, received(ledger, "b.xml", "menuiserie"))
    assert ledger.outbox.targets(Effect.REPORT, NOW) == ("atelier", "menuiserie")
    assert [task.target for task in claim(ledger, Effect.REPORT, targets=["menuiserie"])] == ["menuiserie"]
    assert ledger.outbox.targets(Effect.REPORT, NOW) == ("atelier",)
    assert ledger.outbox.waiting() == {Effect.REPORT: 2, Effect.TAKE: 2}


def test_invoices_not_delivered_are_counted_by_their_drop(ledger: Ledger) -> None:
    atelier, other = received(ledger, "a.xml", "atelier"), received(ledger, "b.xml", "menuiserie")
    record(ledger, *(settled(atelier, rank) for rank in range(3)), settled(other, 3))
    assert ledger.outbox.undelivered() == {"atelier": 3, "menuiserie": 1}
    first, second = claim(ledger, Effect.DELIVER, limit=2)
    ledger.outbox.done([first], NOW)
    ledger.outbox.give_up([second], DOWN, NOW)
    assert ledger.outbox.undelivered() == {"atelier": 2, "menuiserie": 1}


def test_a_task_whose_lease_ended_is_claimed_again(ledger: Ledger) -> None:
    accepted(ledger)
    first = claim(ledger, Effect.DELIVER)
    assert claim(ledger, Effect.DELIVER, NOW + timedelta(days=1)) == (), "a clock that is ahead takes nothing"
    lapse(ledger)
    second = claim(ledger, Effect.DELIVER, NOW - timedelta(minutes=15))
    assert [task.id for task in first] == [task.id for task in second]
    ledger.outbox.retry_later(first, LATE, NOW)
    ledger.outbox.give_up(first, LATE, NOW)
    assert ledger.outbox.given_up() == ()
    assert claim(ledger, Effect.DELIVER, NOW + 2 * MINUTE) == (), "the second run still holds it"


def test_a_delivered_invoice_is_made_available_once(ledger: Ledger) -> None:
    document = accepted(ledger)
    late = claim(ledger, Effect.DELIVER)
    lapse(ledger)
    again = claim(ledger, Effect.DELIVER)
    assert [task.id for task in again] == [task.id for task in late]
    ledger.outbox.done(again, NOW + MINUTE)
    ledger.outbox.done(late, NOW + 2 * MINUTE)
    ledger.outbox.done(again, NOW + 2 * MINUTE)
    stands = ledger.invoices.by_id(document.id)
    assert (stands.status, stands.status_at) == (Status.MISE_A_DISPOSITION, NOW + MINUTE)
    events = ledger.invoices.find("F-1-0")[0].events
    assert [(event.status, event.actor) for event in events] == [
        (Status.DEPOSEE, "navette"),
        (Status.MISE_A_DISPOSITION, "navette"),
    ]
    lapse(ledger)
    assert claim(ledger, Effect.DELIVER) == ()


def test_a_status_further_on_is_not_taken_back_by_a_delivery(ledger: Ledger) -> None:
    document = accepted(ledger)
    tasks = claim(ledger, Effect.DELIVER)
    ledger.lifecycle.change(document.id, Status.MISE_A_DISPOSITION, ROUTE.siret, "", NOW)
    ledger.lifecycle.change(document.id, Status.MANDATEE, ROUTE.siret, "", NOW)
    ledger.outbox.done(tasks, NOW)
    assert ledger.invoices.by_id(document.id).status is Status.MANDATEE


def test_waits_double_from_a_minute_to_six_hours() -> None:
    waits = [retry_delay(attempt) for attempt in range(1, ATTEMPTS + 1)]
    assert waits[0] == MINUTE
    assert all(later in {2 * earlier, LONGEST_DELAY} for earlier, later in pairwise(waits))
    assert waits[-1] == LONGEST_DELAY == timedelta(hours=6)
    assert sum(waits, timedelta()) > timedelta(days=3)


def test_a_task_to_retry_later_comes_back_when_it_is_due(ledger: Ledger) -> None:
    accepted(ledger)
    now = NOW
    for attempt in range(1, 4):
        tasks = claim(ledger, Effect.DELIVER, now)
        assert [task.attempts for task in tasks] == [attempt]
        ledger.outbox.retry_later(tasks, DOWN, now)
        due = now + retry_delay(attempt)
        assert claim(ledger, Effect.DELIVER, due - timedelta(seconds=1)) == ()
        now = due


def test_a_task_that_never_passes_is_given_up_and_may_be_revived(ledger: Ledger) -> None:
    accepted(ledger)
    now = NOW
    for _ in range(ATTEMPTS):
        tasks = claim(ledger, Effect.DELIVER, now)
        ledger.outbox.retry_later(tasks, DOWN, now)
        now += LONGEST_DELAY
    assert claim(ledger, Effect.DELIVER, now) == ()
    one = ledger.outbox.given_up()[0]
    assert (one.task.id, one.reason) == (tasks[0].id, DOWN)
    assert ledger.outbox.waiting() == {Effect.CERTIFY: 1}
    assert ledger.revive([999], now, OPERATOR) == 0
    assert ledger.revive(None, now, OPERATOR) == 1
    (line,) = ledger.accounts.journal_of_operator()
    assert (line.entry, line.actor, line.detail) == (JournalEntry.REPRISE, OPERATOR.name, "1")
    assert [task.attempts for task in claim(ledger, Effect.DELIVER, now)] == [1]


def test_the_page_of_what_waits_shows_the_oldest_of_each_state(ledger: Ledger) -> None:
    for number in range(5):
        accepted(ledger, f"{number}.xml", invoice(f"F-{number}"))
    given_up = claim(ledger, Effect.DELIVER, limit=3)
    ledger.outbox.give_up(given_up, DOWN, NOW)
    every = ledger.outbox.open_tasks(NOW)
    assert len(every) == 10
    few = ledger.outbox.open_tasks(NOW, most=2)
    waiting, dead = ([one for one in every if one.state.given_up is state] for state in (False, True))
    assert {one.task.id for one in few} == {one.task.id for one in (*waiting[:2], *dead[:2])}


def test_a_task_that_kills_every_run_is_given_up_too(ledger: Ledger) -> None:
    deposit = received(ledger)
    record(ledger, settled(deposit, 0), settled(deposit, 1))
    for _ in range(ATTEMPTS):
        assert len(claim(ledger, Effect.DELIVER, limit=1, targets=[ROUTE.siret])) == 1
        lapse(ledger)
    for _ in range(ATTEMPTS):
        claim(ledger, Effect.DELIVER, limit=1)
        lapse(ledger)
    assert claim(ledger, Effect.DELIVER) == ()
    assert [("a été tué" in one.reason.fr) for one in ledger.outbox.given_up()] == [True, True]


def test_a_task_given_up_that_was_done_after_all_is_done(ledger: Ledger) -> None:
    document = accepted(ledger)
    tasks = claim(ledger, Effect.DELIVER)
    ledger.outbox.give_up(tasks, DOWN, NOW)
    ledger.outbox.done(tasks, NOW)
    assert ledger.outbox.given_up() == ()
    assert ledger.invoices.by_id(document.id).status is Status.MISE_A_DISPOSITION


def test_what_a_dead_process_held_is_due_at_once(url: str) -> None:
    ledger = Ledger.create(url)
    accepted(ledger, "a.xml", invoice("F-1"))
    accepted(ledger, "b.xml", invoice("F-2"))
    held = claim(ledger, Effect.DELIVER, limit=1)
    claims = (
        "from tests.ledger.facts import *; from ledger import Ledger;"
        f"assert len(claim(Ledger.open({url!r}), Effect.DELIVER, limit=1)) == 1"
    )
    subprocess.run([sys.executable, "-c", claims], cwd=ROOT, check=True)
    assert claim(ledger, Effect.DELIVER) == ()
    freed = claim(Ledger.open(url), Effect.DELIVER)
    assert len(freed) == 1
    assert freed[0].attempts == 2
    assert freed[0].id != held[0].id, "this process is alive: what it holds stays its own"


def test_an_empty_reason_is_no_fault(ledger: Ledger) -> None:
    ledger.outbox.done((), NOW)
    ledger.outbox.retry_later((), NOTHING, NOW)
    ledger.outbox.give_up((), NOTHING, NOW)
    assert ledger.revive([], NOW, OPERATOR) == 0


@pytest.mark.parametrize("effect", list(Effect))
def test_an_empty_outbox_gives_nothing(ledger: Ledger, effect: Effect) -> None:
    assert claim(ledger, effect) == ()
