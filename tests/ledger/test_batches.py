"""What a batch answers and writes beside decisions: known MOE, reports due again, values supplied at the deposit."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.deposit import Disposition, Effect
from domain.manual_entry import Correction
from domain.status import Status
from domain.suivi import Action, RecordedAction
from domain.text import NOTHING
from domain.travaux import NamedMoe
from ledger import Ledger
from ledger.database.schema import outbox
from ledger.outbox.new_tasks import add_tasks
from tests.ledger.facts import NOW, ROUTE, claim, conclude, invoice, received, record, settled
from tests.ledger.works import agent, deliver, piece

pytestmark = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
LATER = NOW + timedelta(days=1)
SIREN = "555555555"
MOE, BRANCH = f"{SIREN}00013", f"{SIREN}00021"


def named(ledger: Ledger, number: str, moe: str | None, cadre: str = "A4", **more: object) -> int:
    """The id of a piece that names this MOE."""
    what = piece(number, cadre, buyer_agent=agent(moe) if moe else None)
    return record(ledger, settled(received(ledger, f"{number}.xml"), what=what, **more))[0].id


def naming(ledger: Ledger, *moes: str) -> frozenset[NamedMoe]:
    with ledger.batch() as batch:
        return batch.naming_moe(moes)


def report_again(ledger: Ledger, deposit_id: int) -> None:
    with ledger.batch() as batch:
        batch.report_again(deposit_id, LATER)


def reports(ledger: Ledger) -> list[tuple[int, str, int]]:
    """Subject, state and attempts of every report."""
    columns = outbox.c
    query = select(columns.subject, columns.state, columns.attempts).where(columns.effect == Effect.REPORT.value)
    with ledger.outbox._database.read() as connection:
        return [tuple(row) for row in connection.execute(query.order_by(columns.id))]


def test_pieces_that_name_a_moe_say_for_whom_and_where_they_stand(ledger: Ledger) -> None:
    named(ledger, "P-1", MOE)
    deliver(ledger)
    named(ledger, "P-2", BRANCH, "A10")
    expected = {
        NamedMoe(structure=ROUTE.siret, moe=MOE, cadre="A4", status=Status.MISE_A_DISPOSITION_MOE),
        NamedMoe(structure=ROUTE.siret, moe=BRANCH, cadre="A10", status=Status.DEPOSEE),
    }
    assert naming(ledger, MOE) == naming(ledger, BRANCH, "12345678200018") == expected, "of any establishment"


def test_what_is_no_works_piece_of_this_moe_is_left_out(ledger: Ledger) -> None:
    named(ledger, "P-1", "55555555600013")
    named(ledger, "P-2", None)
    named(ledger, "P-3", MOE, disposition=Disposition.REJECTED)
    named(ledger, "F-1", MOE, "A1")
    assert naming(ledger, MOE) == frozenset()
    assert naming(ledger) == naming(ledger, "inconnu") == frozenset()
    assert len(naming(ledger, "55555555600013")) == 1


@pytest.mark.parametrize("nic", ["00000", "99999"])
def test_the_first_and_the_last_establishment_are_of_the_company(ledger: Ledger, nic: str) -> None:
    named(ledger, "P-1", f"{SIREN}{nic}")
    assert [one.moe for one in naming(ledger, MOE)] == [f"{SIREN}{nic}"]


def test_pieces_that_say_the_same_say_it_once(ledger: Ledger) -> None:
    named(ledger, "P-1", MOE)
    named(ledger, "P-2", MOE)
    assert len(naming(ledger, MOE)) == 1


def test_a_report_that_was_left_is_due_again(ledger: Ledger) -> None:
    mine, other = received(ledger, "a.xml"), received(ledger, "b.xml")
    for deposit in (mine, other):
        conclude(ledger, deposit)
    ledger.outbox.retry_later(claim(ledger, Effect.REPORT), NOTHING, NOW)
    ledger.outbox.done(claim(ledger, Effect.REPORT, LATER), LATER)
    assert reports(ledger) == [(mine.id, "done", 2), (other.id, "done", 2)]
    report_again(ledger, mine.id)
    assert reports(ledger) == [(mine.id, "todo", 0), (other.id, "done", 2)]
    (task,) = claim(ledger, Effect.REPORT, LATER)
    assert (task.subject, task.tried) == (mine.id, False)


def test_a_report_that_is_to_do_or_given_up_stays_as_it_is(ledger: Ledger) -> None:
    waits, dead = received(ledger, "a.xml"), received(ledger, "b.xml")
    for deposit in (waits, dead):
        conclude(ledger, deposit)
    first, second = claim(ledger, Effect.REPORT)
    ledger.outbox.retry_later([first], NOTHING, NOW)
    ledger.outbox.give_up([second], NOTHING, NOW)
    before = reports(ledger)
    for deposit in (waits, dead):
        report_again(ledger, deposit.id)
    assert reports(ledger) == before == [(waits.id, "todo", 1), (dead.id, "dead", 1)]


def test_of_several_reports_of_a_deposit_the_last_one_is_left_again(ledger: Ledger) -> None:
    mine = received(ledger)
    conclude(ledger, mine)
    with ledger._database.write() as connection:
        add_tasks(connection, [(Effect.REPORT, mine.id, "atelier"), (Effect.TAKE, mine.id, "atelier")], NOW)
    for effect in (Effect.REPORT, Effect.TAKE):
        ledger.outbox.done(claim(ledger, effect), NOW)
    report_again(ledger, mine.id)
    assert [state for _, state, _ in reports(ledger)] == ["done", "todo"]
    assert claim(ledger, Effect.TAKE, LATER) == ()


@pytest.mark.parametrize(("drop", "state"), [("portail:12345678200018", "done"), ("portail-atelier", "todo")])
def test_who_deposits_through_the_portal_is_left_no_report(ledger: Ledger, drop: str, state: str) -> None:
    mine = received(ledger, drop=drop)
    conclude(ledger, mine)
    ledger.outbox.done(claim(ledger, Effect.REPORT), NOW)
    report_again(ledger, mine.id)
    assert [each for _, each, _ in reports(ledger)] == [state]


def test_values_supplied_at_the_deposit_are_kept_with_the_invoice_and_told_in_its_history(ledger: Ledger) -> None:
    deposit = received(ledger, "lot.zip")
    supplied = (
        Correction(field="devise", old="USD", new="EUR", actor="portail:1", at=NOW, reason="le cachet"),
        Correction(field="date_facture", old=None, new="2026-11-03", actor="portail:1", at=NOW),
    )
    with ledger.batch() as batch:
        other, mine = batch.record([settled(deposit, 0), settled(deposit, 1, what=invoice("F-9"))], NOW)
        batch.supplied_at_deposit(mine, supplied, LATER)
    assert ledger.invoices.corrections_of([other.id, mine.id]) == {mine.id: supplied}
    (history,) = ledger.invoices.find("F-9")
    assert history.actions == (
        RecordedAction(action=Action.SAISIE, at=LATER, actor="portail:1", detail="devise = EUR (lu : USD) — le cachet"),
        RecordedAction(action=Action.SAISIE, at=LATER, actor="portail:1", detail="date_facture = 2026-11-03"),
    )
    assert [history.actions for history in ledger.invoices.find(other.values["numero_facture"] or "")] == [()]
