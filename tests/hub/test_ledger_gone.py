"""The ledger stops answering in the middle of a run, and does not come back: what was done until then is told, and that
the rest waits; the next run does it.
"""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from domain.errors import Unavailable
from domain.text import Text
from flows import nightly, steps
from hub.runtime.run_counts import Count, RunCounts, troubles_of
from ledger.database.engine import Database
from samples.make import cases
from tests.hub import inline
from tests.hub.world import ALONE, World, lay_out, originals

SAMPLES = {case.name: case.content for found in cases().values() for case in found}
GONE = Unavailable(Text("Le registre est parti.", "The ledger has left."))


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.runtime.patience.time.sleep", lambda seconds: None)


def laid_out(home: Path) -> World:
    home.mkdir()
    world = lay_out(home, run=ALONE)
    for name in ("ubl-facture.xml", "ttc-faux.xml"):
        world.drop("operateur-edi", name, SAMPLES[name])
    return world


def begun(world: World) -> Callable[[], tuple[RunCounts, ...]]:
    """The night, once it could begin: when it cannot, nothing is done."""
    place = steps.begin(world.config)
    drops = [drop.name for drop in place.settings.drops]
    return lambda: nightly.whole(inline.Inline(), world.config, place, drops, list)


@contextmanager
def answering(times: float) -> Iterator[list[int]]:
    """Within the block the ledger answers ``times`` transactions and no more; the list says how many were asked."""
    count = [0]
    with pytest.MonkeyPatch.context() as patch:
        for name in ("read", "write"):
            patch.setattr(Database, name, _limited(getattr(Database, name), count, times))
        yield count


def _limited(real: Any, count: list[int], times: float) -> Any:
    @contextmanager
    def transaction(self: Database, **options: bool) -> Iterator[Connection]:
        count[0] += 1
        if count[0] > times:
            raise GONE
        with real(self, **options) as connection:
            yield connection

    return transaction


def test_what_was_done_before_is_told_whenever_it_leaves(tmp_path: Path) -> None:
    night = begun(laid_out(tmp_path / "entiere"))
    with answering(math.inf) as asked:
        night()
    told = set()
    for moment in range(0, asked[0], 7):
        world = laid_out(tmp_path / str(moment))
        night = begun(world)
        with answering(moment):
            counts = night()
        assert any(GONE.message.fr in trouble.text.fr for trouble in troubles_of(counts)), moment
        told.add(sum(one.of(Count.ACCEPTED) + one.of(Count.REJECTED) for one in counts))
        with world.tables() as base:  # what the run that was cut has claimed is free, and due
            for words in (
                "delete from claims",
                "update outbox set due_at = changed_at, holder = null where state = 'todo'",
            ):
                base.execute(words)
        assert troubles_of(inline.night(world.config)) == (), moment
        assert originals(world).total() == 1, moment
    assert told == {0, 2}
