"""What reports and people ask."""

import gc
import tracemalloc
from datetime import timedelta

import pytest

from domain.deposit import Disposition, Effect
from domain.route import Route
from domain.status import Status
from ledger import Ledger
from tests.ledger.facts import NOW, ROUTE, accepted, arrival, claim, finding, invoice, received, record, settled

OTHER = Route(siret="22220001600010", raison_sociale="Département des Essais")


def test_a_structure_sees_what_it_was_given_and_a_drop_sees_everything(ledger: Ledger) -> None:
    deposit, elsewhere = received(ledger, "lot.zip"), received(ledger, "b.xml", "menuiserie")
    mine, theirs, refused = record(
        ledger,
        settled(deposit, 0),
        settled(deposit, 1, route=OTHER),
        settled(deposit, 2, disposition=Disposition.REJECTED, findings=(finding(),)),
    )
    other = record(ledger, settled(elsewhere))[0]
    assert list(ledger.invoices.status_rows(siret=ROUTE.siret)) == [mine, other]
    assert list(ledger.invoices.status_rows(siret=OTHER.siret)) == [theirs]
    assert list(ledger.invoices.status_rows(drop="atelier")) == [mine, theirs, refused]
    assert list(ledger.invoices.status_rows(drop="atelier", siret=OTHER.siret)) == [theirs]
    assert list(ledger.invoices.status_rows()) == [mine, theirs, refused, other]
    assert list(ledger.invoices.status_rows(siret="nobody")) == []


def test_rows_come_in_the_order_of_deposit(ledger: Ledger) -> None:
    late = ledger.deposits.receive([arrival("late.xml")], NOW + timedelta(days=1))[0]
    early = ledger.deposits.receive([arrival("early.xml")], NOW)[0]
    record(ledger, settled(late, 0), settled(late, 1))
    record(ledger, settled(early, 0))
    shown = [(row.deposit_name, row.position) for row in ledger.invoices.status_rows()]
    assert shown == [("early.xml", 0), ("late.xml", 0), ("late.xml", 1)]


def test_since_keeps_what_changed_since(ledger: Ledger) -> None:
    moved, still = accepted(ledger, "a.xml"), accepted(ledger, "b.xml")
    unread = record(ledger, settled(received(ledger, "c.xml"), disposition=Disposition.IRRECEVABLE))[0]
    ledger.outbox.done(
        [task for task in claim(ledger, Effect.DELIVER) if task.subject == moved.id], NOW + timedelta(days=9)
    )
    assert [row.id for row in ledger.invoices.status_rows(since=NOW + timedelta(days=8))] == [moved.id]
    assert [row.id for row in ledger.invoices.status_rows(since=NOW + timedelta(days=9))] == [moved.id]
    assert [row.id for row in ledger.invoices.status_rows(since=NOW)] == [moved.id, still.id, unread.id]
    assert list(ledger.invoices.status_rows(since=NOW + timedelta(days=10))) == []


def test_a_report_shows_one_state_of_the_ledger(ledger: Ledger) -> None:
    deposit = received(ledger)
    record(ledger, *(settled(deposit, rank) for rank in range(1500)))
    rows = ledger.invoices.status_rows()
    first = next(rows)
    ledger.outbox.done(claim(ledger, Effect.DELIVER, limit=2000), NOW)
    record(ledger, settled(deposit, 1500))
    assert {row.status for row in (first, *rows)} == {Status.DEPOSEE}
    assert {row.status for row in ledger.invoices.status_rows()} == {Status.MISE_A_DISPOSITION, Status.DEPOSEE}


def test_a_long_report_is_not_held_in_memory(ledger: Ledger) -> None:
    for lot in range(4):
        deposit = received(ledger, f"{lot}.zip")
        record(ledger, *(settled(deposit, rank) for rank in range(1500)))
    gc.collect()
    tracemalloc.start()
    assert sum(1 for _ in ledger.invoices.status_rows()) == 6000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12_000_000, "6,000 rows at once are above 25 MB"


def test_a_report_nobody_reads_to_its_end_lets_go(ledger: Ledger) -> None:
    accepted(ledger, "a.xml")
    accepted(ledger, "b.xml")
    rows = ledger.invoices.status_rows()
    next(rows)
    rows.close()
    accepted(ledger, "c.xml")


@pytest.mark.parametrize("sought", ["f-2026/1", " F-2026/1 ", "F-2026/1"])
def test_an_invoice_is_found_by_its_number(ledger: Ledger, sought: str) -> None:
    document = accepted(ledger, "a.xml", invoice("F-2026/1"))
    refused = record(ledger, settled(received(ledger, "b.xml"), 0, invoice("F-2026/1"), Disposition.REJECTED))[0]
    accepted(ledger, "c.xml", invoice("F-2026/11"))
    found = ledger.invoices.find(sought)
    assert [history.invoice for history in found] == [document, refused]
    assert [event.status for event in found[1].events] == [Status.REJETEE]


def test_an_invoice_is_found_by_its_certificate(ledger: Ledger) -> None:
    document = accepted(ledger)
    number = document.certificate or ""
    assert [one.invoice for one in ledger.invoices.find(number)] == [document]
    assert [one.invoice for one in ledger.invoices.find(f"{number[:4]}-{number[4:8]} {number[8:]}".lower())] == [
        document
    ]
    assert ledger.invoices.find("") == ()
    assert ledger.invoices.find("%") == ()


def test_thousands_are_asked_at_once(ledger: Ledger) -> None:
    document = accepted(ledger)
    ids = range(1, 40_000)
    assert ledger.invoices.by_ids(ids) == (document,)
    assert [deposit.id for deposit in ledger.deposits.by_ids(ids)] == [document.deposit_id]
    assert list(ledger.certificates.of_invoices(ids)) == [document.id]


def test_recipients_are_those_an_invoice_was_accepted_for(ledger: Ledger) -> None:
    deposit = received(ledger)
    refused = settled(deposit, 2, disposition=Disposition.REJECTED)
    record(ledger, settled(deposit, 0), settled(deposit, 1, route=OTHER), refused, settled(deposit, 3))
    assert ledger.invoices.recipients() == (ROUTE.siret, OTHER.siret)
