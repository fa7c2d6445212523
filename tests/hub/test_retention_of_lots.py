"""What is kept of a lot is kept for all that it held, what was refused of it too, and leaves for all of it at once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest

from domain.errors import LedgerError
from hub.retention.counts import Retained
from hub.retention.run import retain
from hub.runtime.station import Station, open_station
from samples.writers.archives import zipped
from tests.hub import inline
from tests.hub.test_portal_deposits import SAMPLES
from tests.hub.world import ALONE, World, lay_out

INSIDE = zipped([("a.xml", b"<a/>")])
"""A lot within a lot is refused alone."""
REFUSED = {"un.zip": INSIDE, "deux.zip": INSIDE}
PARTLY = {"ttc-faux.xml": SAMPLES["ttc-faux.xml"], "un.zip": INSIDE}


PURGE, ARCHIVE = 'action = "purge"\n', 'folder = "archives"\n'


def after(tmp_path: Path, lot: Mapping[str, bytes], action: str = PURGE) -> tuple[World, Station]:
    """A night in which the lot came, and nothing of it is pending any more."""
    world = lay_out(tmp_path, run=ALONE, tables=f"[retention]\nyears = 1\n{action}")
    world.drop("operateur-edi", "lot.zip", zipped(lot.items()))
    inline.night(world.config)
    with world.base() as base:
        base.execute("update outbox set state = 'done', holder = null where state = 'todo'")
    return world, open_station(world.config, pool=False)


def later(station: Station, days: int) -> Retained:
    at = station.clock() + timedelta(days=days)
    return retain(replace(station, clock=lambda: at))


@pytest.mark.parametrize("lot", [REFUSED, PARTLY], ids=["all", "some"])
def test_a_lot_of_which_members_are_refused_leaves_by_its_rule(tmp_path: Path, lot: Mapping[str, bytes]) -> None:
    world, station = after(tmp_path, lot)
    ((location,),) = world.ask("select location from deposits")
    assert later(station, 300).by_rule[0][2].contents == 0
    assert station.store.get(location)
    done = later(station, 500)
    assert done.unknown.contents == 0
    assert done.by_rule[0][2].documents == 2
    with pytest.raises(LedgerError):
        station.store.get(location)
    assert world.ask("select count(*) from documents where archived_at is null") == [(0,)]


@pytest.mark.parametrize("lot", [REFUSED, PARTLY], ids=["all", "some"])
def test_what_left_is_not_among_what_a_move_of_the_store_has_to_find(tmp_path: Path, lot: Mapping[str, bytes]) -> None:
    _, station = after(tmp_path, lot)
    for days in (0, 500):
        later(station, days)
        for location in station.ledger.stores.locations():
            assert station.store.get(location)


def test_a_lot_is_archived_under_the_kind_of_file_it_is(tmp_path: Path) -> None:
    world, station = after(tmp_path, PARTLY, ARCHIVE)
    (name,) = later(station, 500).archives
    with ZipFile(world.home / "archives" / name) as archive:
        held = {each: archive.read(each) for each in archive.namelist() if each != "index.csv"}
    assert {name.rpartition(".")[2]: content for name, content in held.items()} == {
        "zip": zipped(PARTLY.items()),
        "xml": PARTLY["ttc-faux.xml"],
    }
