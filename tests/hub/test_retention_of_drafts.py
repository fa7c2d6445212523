"""Files of drafts that were given up leave after their days; no draft, deposit or invoice loses a byte of its own."""

import os
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.brouillon import Brouillon, EtatBrouillon, SourceBrouillon
from domain.deposit import Arrival
from domain.errors import LedgerError
from domain.retention import RetentionAction
from hub.brouillons import uploads
from hub.brouillons.sending import preview, send
from hub.retention.counts import Retained, Sort
from hub.retention.run import retain
from hub.runtime.station import Station, open_station
from ledger.retention.retention import Retention
from tests.hub import retained
from tests.hub.test_crash import ended, run
from tests.hub.test_portal_deposits import SAMPLES, draft, sent
from tests.hub.test_retention import store_files
from tests.hub.test_typed_invoices import typed
from tests.hub.world import ALONE, World, lay_out

TABLE = "[retention]\ndraft_days = 30\n"
FILE, OTHER = SAMPLES["texte-classique.pdf"], SAMPLES["texte-colonnes.pdf"]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return lay_out(tmp_path, run=ALONE, tables=TABLE)


@pytest.fixture
def station(world: World) -> Station:
    return open_station(world.config, pool=False)


def given_up(station: Station, content: bytes = FILE) -> Brouillon:
    one = draft(station, content)
    assert station.ledger.drafts.give_up(one.id, one.compte_id, station.clock())
    return one


def bytes_of(station: Station, one: Brouillon) -> bytes | None:
    """``None``: they left."""
    assert one.file is not None
    try:
        return station.store.get(one.file.location)
    except LedgerError:
        return None


def age(world: World) -> None:
    """Spooled files were put in their place long ago."""
    old = (open_station(world.config, pool=False).clock() - timedelta(days=20)).timestamp()
    for file in (world.home / "store" / "files").rglob("*"):
        os.utime(file, (old, old))


def days_later(station: Station, days: int, *, dry: bool = False) -> Retained:
    at = station.clock() + timedelta(days=days)
    return retain(replace(station, clock=lambda: at), dry=dry)


def test_a_draft_given_up_leaves_after_its_days_and_is_told(world: World, station: Station) -> None:
    gone, kept = given_up(station), draft(station, OTHER)
    age(world)
    assert days_later(station, 30).by_rule == (("brouillons", RetentionAction.PURGE, Sort()),)
    told = (("brouillons", RetentionAction.PURGE, Sort(contents=1, bytes=len(FILE))),)
    assert days_later(station, 31, dry=True).by_rule == told
    assert bytes_of(station, gone) == FILE, "a dry run only counts"
    done = days_later(station, 31)
    assert (done.by_rule, done.freed, done.troubles) == (told, len(FILE), ())
    assert bytes_of(station, gone) is None
    assert bytes_of(station, kept) == OTHER
    assert days_later(station, 4000).by_rule == (("brouillons", RetentionAction.PURGE, Sort()),)
    assert send(station, kept, only_accepted=False), "an open draft is sent however old it is"


def test_bytes_that_anything_else_names_stay(world: World, station: Station) -> None:
    """The same file as a draft that is open, as one that is sent, and as a deposit of a folder."""
    for content, also in ((FILE, "open"), (OTHER, "sent"), (SAMPLES["ubl-facture.xml"], "dropped")):
        one = given_up(station, content)
        assert one.file is not None
        if also == "dropped":
            arrival = Arrival(
                drop="operateur-edi",
                name="a.xml",
                size=len(content),
                modified=1.0,
                sha256=one.file.sha256,
                location=one.file.location,
            )
            station.ledger.deposits.receive([arrival], station.clock(), taken=True)
        else:
            again = draft(station, content)
            if also == "sent":
                sent(send(station, again, only_accepted=False))
        age(world)
        assert days_later(station, 400).by_rule[0][2].contents == 0
        assert bytes_of(station, one) == content, also


def test_an_open_draft_keeps_bytes_that_left_as_a_deposit(tmp_path: Path) -> None:
    world = lay_out(tmp_path, run=ALONE, tables=TABLE + 'years = 1\naction = "purge"\n')
    station = open_station(world.config, pool=False)
    sent(send(station, draft(station, SAMPLES["tronquee.xml"]), only_accepted=False))
    with world.base() as base:
        base.execute("update outbox set state = 'done', holder = null where state = 'todo'")
    age(world)
    assert days_later(station, 500).by_rule[0][2].contents == 1
    again = draft(station, SAMPLES["tronquee.xml"])
    age(world)
    days_later(station, 501)
    assert bytes_of(station, again) == SAMPLES["tronquee.xml"]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_file_dropped_again_while_it_is_leaving_stays(
    world: World, station: Station, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """``when``: before or after it is written that the bytes leave."""
    one = given_up(station)
    age(world)
    record, again = Retention.record_departures, list[Brouillon]()

    def drop() -> None:
        file = uploads.keep(station.store, "encore.pdf", [FILE], 2**20)
        drafts, source = station.ledger.drafts, SourceBrouillon.FICHIER
        again.append(drafts.add(one.compte_id, one.structure, source, file, station.clock()))

    def recorded(self: Retention, *arguments: object) -> object:
        if when == "before":
            drop()
        found = record(self, *arguments)  # type: ignore[arg-type]
        if when == "after":
            drop()
        return found

    monkeypatch.setattr(Retention, "record_departures", recorded)
    at = station.clock() + timedelta(days=31)
    later = replace(station, clock=lambda: at)
    if when == "after":  # as its mtime is: the file is put in its place on that day
        monkeypatch.setattr(uploads, "keep", dated(uploads.keep, world, at.timestamp()))
    retain(later)
    assert bytes_of(station, again[0]) == FILE
    assert sent(send(station, again[0], only_accepted=False)).deposit


def dated(keep: object, world: World, moment: float) -> object:
    def kept(*arguments: object) -> object:
        found = keep(*arguments)  # type: ignore[operator]
        os.utime(world.home / "store" / found.location, (moment, moment))
        return found

    return kept


@pytest.mark.parametrize("share", [0.5, 0.8])
def test_a_killed_run_is_ended_by_the_next(
    world: World, station: Station, tmp_path_factory: pytest.TempPathFactory, share: float
) -> None:
    gone, kept = given_up(station), draft(station, OTHER)
    age(world)
    at, home = station.clock() + timedelta(days=40), tmp_path_factory.mktemp("copies")
    whole, cut = (World(home=Path(shutil.copytree(world.home, home / name))) for name in ("whole", "cut"))
    assert ended(run(retained.counted, whole.config, at, home / "moments")) == 0
    moment = int(int((home / "moments").read_text()) * share)
    assert ended(run(retained.killed, cut.config, at, moment)) == -9
    assert retained.years_later(cut.config, at).troubles == ()
    after = open_station(cut.config, pool=False)
    assert bytes_of(after, gone) is None
    assert bytes_of(after, kept) == OTHER
    found = after.ledger.drafts.one(gone.id, gone.compte_id)
    assert found is not None
    assert found.etat is EtatBrouillon.ABANDONNE


def test_looking_at_a_typed_invoice_leaves_nothing_in_the_store(world: World, station: Station) -> None:
    one = typed(station)
    before = store_files(world)
    assert preview(station, one).is_acceptable
    changed = typed(station, numero_facture="")
    assert not preview(station, changed).is_acceptable
    send(station, changed, only_accepted=True)
    assert {name for name in store_files(world) if name.startswith("packs")} == {
        name for name in before if name.startswith("packs")
    }
    found = sent(send(station, one, only_accepted=True))
    assert station.store.get(found.deposit.location).startswith(b"%PDF")
