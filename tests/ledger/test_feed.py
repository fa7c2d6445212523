"""The events somebody may see: each once, in the order it was recorded, while others write."""

import threading
import time
from datetime import timedelta

import pytest

from domain.deposit import Effect
from domain.errors import Unsearchable
from domain.espace import Espace
from domain.feed import FeedItem, FeedPosition
from domain.perimetre import Part, Perimetre
from domain.route import Route
from domain.suivi import Action, HistoryNote
from ledger import Ledger
from ledger.search import feed
from tests.ledger.facts import NOW, ROUTE, arrival, claim, conclude, invoice, record, settled

ELSEWHERE = Route(siret="22220001600010", raison_sociale="Département des Essais")
MINE = Perimetre(parts=frozenset({Part(espace=Espace.FACTURES_RECUES, structure=ROUTE.siret)}))


def brought(ledger: Ledger, count: int, drop: str = "atelier", route: Route = ROUTE) -> list[int]:
    """Invoices that were delivered, each in a file of its own."""
    ids = []
    for rank in range(count):
        deposit = ledger.deposits.receive([arrival(f"{drop}-{route.siret}-{rank}.xml", drop)], NOW)[0]
        what = invoice(f"{drop}-{route.siret[:6]}-{rank}")
        ids += [one.id for one in record(ledger, settled(deposit, 0, what, route=route))]
        conclude(ledger, deposit)
    ledger.outbox.done(claim(ledger, Effect.DELIVER), NOW + timedelta(hours=1))
    return ids


def followed(ledger: Ledger, size: int, drops: tuple[str, ...] = (), *, newest: bool = False) -> list[FeedItem]:
    """Every page, until there is no more."""
    found: list[FeedItem] = []
    cursor, more = None, True
    while more:
        page = ledger.search.feed(cursor, size=size, within=MINE, drops=drops, newest=newest)
        found += page.items
        cursor, more = FeedPosition.of(page.position.cursor), page.more
    return found


def rows(items: list[FeedItem]) -> list[tuple[str, int]]:
    return [("e" if one.event else "a" if one.action else "d", one.row) for one in items]


@pytest.mark.parametrize("window", [1, 3, 20_000])
@pytest.mark.parametrize("size", [1, 4, 100])
def test_pages_have_each_thing_once_whatever_their_size(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, window: int, size: int
) -> None:
    monkeypatch.setattr(feed, "WINDOW", window)
    mine = brought(ledger, 3)
    brought(ledger, 2, "papeterie", ELSEWHERE)
    with ledger.batch() as batch:
        batch.note([HistoryNote(invoice_id=id_, action=Action.ACQUITTEMENT_REJET, actor="x") for id_ in mine], NOW)
    found = followed(ledger, size, ("atelier",))
    assert sorted(kind for kind, _ in rows(found)) == ["a"] * 3 + ["d"] * 3 + ["e"] * 6
    assert len(set(rows(found))) == len(found)
    assert {one.invoice.id for one in found if one.invoice} == set(mine)
    assert {one.deposit.drop for one in found if one.deposit} == {"atelier"}
    assert sorted(rows(followed(ledger, size, ("atelier",), newest=True))) == sorted(rows(found))
    assert followed(ledger, size, ()) == [one for one in found if one.deposit is None] or size != 100


def test_who_may_see_nothing_is_told_nothing_and_goes_on(ledger: Ledger) -> None:
    brought(ledger, 2)
    page = ledger.search.feed(None, size=10, within=Perimetre(), drops=())
    assert (page.items, page.more) == ((), False)
    assert page.position.event > 0


@pytest.mark.parametrize("cursor", ["", "1.2", "1.2.3.4", "-1.2.3", "1.2.x", "١.٢.٣", "1.2.3\n", "9" * 19 + ".0.0"])
def test_what_no_feed_gave_is_refused(cursor: str) -> None:
    with pytest.raises(Unsearchable):
        FeedPosition.of(cursor)


def test_a_cursor_from_another_ledger_finds_what_there_is(ledger: Ledger) -> None:
    brought(ledger, 1)
    page = ledger.search.feed(FeedPosition(event=10**17, action=3, account=10**17), size=9, within=MINE, drops=())
    assert (page.items, page.more) == ((), False)


def test_nothing_is_lost_or_told_twice_while_two_write(ledger: Ledger) -> None:
    """Each writer has its rows numbered a while before it commits: a later number that were committed earlier would be
    passed over.
    """
    mine = brought(ledger, 2)
    start = ledger.search.feed(None, size=1000, within=MINE, drops=()).position
    writers = [threading.Thread(target=_write, args=(ledger, id_, f"{rank}")) for rank, id_ in enumerate(mine)]
    for writer in writers:
        writer.start()
    told: list[str] = []
    cursor, last = start, False
    while True:
        page = ledger.search.feed(cursor, size=3, within=MINE, drops=())
        told += [one.action.detail for one in page.items if one.action]
        cursor = page.position
        if last and not page.more:
            break
        last = not any(writer.is_alive() for writer in writers)
    assert sorted(told) == sorted(f"{rank}-{turn}" for rank in range(2) for turn in range(TURNS))
    assert [one for one in told if one.startswith("0-")] == [f"0-{turn}" for turn in range(TURNS)]


TURNS = 12


def _write(ledger: Ledger, invoice_id: int, name: str) -> None:
    for turn in range(TURNS):
        with ledger.batch() as batch:
            kind = Action.CODE_RECU
            batch.note([HistoryNote(invoice_id=invoice_id, action=kind, actor="x", detail=f"{name}-{turn}")], NOW)
            time.sleep(0.004 * (turn % 3))
