"""Documents that another run decides on are left to it, and taken up by who waits when it dies."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256 as digest
from pathlib import Path
from threading import Timer

import pytest

from domain.deposit import Arrival, Effect
from domain.portal_depositor import deposits_of
from flows import finishing, steps
from flows.nightly import fail_if_troubled
from hub.brouillons.lots import decide_now
from hub.deliver import rounds
from hub.deliver.parcels import Consignment, Parcel
from hub.intake import pick_up
from hub.intake.deposit_folders import deposit_folder_of
from hub.runtime.run_counts import Count, RunCounts, troubles_of
from hub.runtime.station import Station
from ledger import Hold, Ledger
from samples.make import cases
from tests.hub import inline
from tests.hub.world import ALONE, ROOT, World, agreed, lay_out, originals
from tests.ledger.facts import lapse

SAMPLES = {case.name: case.content for found in cases().values() for case in found}
FILES = ("ubl-facture.xml", "ubl-pieces-jointes.xml", "facturx-basic.pdf", "ttc-faux.xml")
LOT = "lot-travaux.zip"
ACCOUNT = "operateur-edi"
HOUR = timedelta(hours=1)
RECORDED = "select count(*) from documents join deposits on deposits.id = deposit_id where name = 'lot-travaux.zip'"
UNDECIDED = "select name from deposits where status = 'IN_RECU' order by name"


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = lay_out(tmp_path, run=f"{ALONE}\nlease = 1\nchunk = 5")
    for name in (*FILES, LOT):
        world.drop(ACCOUNT, name, SAMPLES[name])
    station = steps.begin(world.config)
    with station.door("monde") as door:
        folder = deposit_folder_of(station.settings, ACCOUNT)
        pick_up.receive_ready(folder, door, station.ledger, station.store, pause=lambda: None, now=station.clock)
    return world


@contextmanager
def other_run(world: World, *places: str) -> Iterator[tuple[Ledger, Hold]]:
    """A run that decides on these documents, and lives."""
    ledger = world.ledger()
    with ledger.leases.holding(HOUR) as hold:
        assert ledger.leases.claim(hold, places) == set(places)
        yield ledger, hold


def of(counts: tuple[RunCounts, ...], kind: Count) -> int:
    return sum(one.of(kind) for one in counts)


def ids(world: World) -> dict[str, int]:
    return {str(name): int(str(id_)) for name, id_ in world.ask("select name, id from deposits")}


def check_all_is_done(world: World) -> None:
    assert originals(world).total() == 3 + 12
    assert world.ask("select count(*) from documents where disposition = 'doublon'") == [(0,)]
    assert world.ask("select count(*) from deposits where status = 'IN_RECU'") == [(0,)]
    assert world.ask("select count(*) from outbox where state <> 'done'") == [(0,)]
    assert agreed(world)


def test_what_another_run_decides_on_is_left_to_it_and_told(world: World) -> None:
    held, lot = ids(world)["ubl-facture.xml"], ids(world)[LOT]
    with other_run(world, f"{held}/0", f"{lot}/7"):
        counts = inline.night(world.config)
        assert troubles_of(counts), "the run does not look complete"
        assert world.ask(UNDECIDED) == [(LOT,), ("ubl-facture.xml",)]
        assert world.ask(RECORDED) == [(11,)]
    rest = inline.night(world.config)
    fail_if_troubled(rest)
    assert of(rest, Count.ACCEPTED) == 2, "what was decided is not decided again"
    check_all_is_done(world)


def test_what_a_run_that_ends_leaves_is_taken_up_by_who_waits_for_it(world: World) -> None:
    held, lot = ids(world)["ubl-facture.xml"], ids(world)[LOT]
    with other_run(world, f"{held}/0", f"{lot}/7") as (ledger, hold):
        end = Timer(0.8, lambda: ledger.leases.end(hold))
        end.start()
        fail_if_troubled(inline.night(world.config))
        end.join()
    check_all_is_done(world)


def test_a_lot_is_not_concluded_while_another_decides_on_a_part_of_it(world: World) -> None:
    lot = ids(world)[LOT]
    with other_run(world, f"{lot}/0"):
        inline.night(world.config)
        assert world.ask(UNDECIDED) == [(LOT,)]
        assert world.ask("select count(*) from outbox where state = 'done' and effect = 'report'") == [(len(FILES),)]


def test_effects_that_another_run_holds_are_waited_for(world: World) -> None:
    waits_at_its_recipients_door(world)
    ledger = world.ledger()
    hold = ledger.leases.take(timedelta(seconds=0.8))
    assert len(ledger.outbox.claim(Effect.DELIVER, steps.here(world.config).clock(), limit=100, hold=hold)) > 3
    fail_if_troubled(inline.night(world.config))
    check_all_is_done(world)


def test_effects_that_come_free_while_a_run_does_the_last_ones_are_taken_up(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine held deliveries, and its lease ends after the run looked for what is due: nothing of it is left."""
    waits_at_its_recipients_door(world)
    ledger = world.ledger()
    hold = ledger.leases.take(HOUR)
    assert len(ledger.outbox.claim(Effect.DELIVER, steps.here(world.config).clock(), limit=100, hold=hold)) > 3
    last = finishing.without_door

    def dies(station: Station, recipients: Sequence[str]) -> tuple[RunCounts, ...]:
        ledger.leases.end(hold)
        return last(station, recipients)

    monkeypatch.setattr(finishing, "without_door", dies)
    fail_if_troubled(inline.night(world.config))
    check_all_is_done(world)


def test_a_run_that_was_suspended_delivers_nothing_that_another_delivered_meanwhile(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its process is stopped in the middle of a round; the recipients have taken their files when it goes on."""
    made, pauses = rounds.parcels, [0]

    def suspended(station: Station, consignments: list[Consignment]) -> Iterator[Parcel]:
        for rank, parcel in enumerate(made(station, consignments)):
            if rank == 1 and not pauses[0]:
                pauses[0] += 1
                lapse(world.ledger())
                said = subprocess.check_output([sys.executable, "-m", "tests.hub.inline", world.config], cwd=ROOT)
                assert said == b""
                assert originals(world).total() == 3 + 12
                shutil.rmtree(world.recipients)
                world.recipients.mkdir()
            yield parcel

    monkeypatch.setattr(rounds, "parcels", suspended)
    inline.night(world.config)
    assert pauses == [1]
    assert originals(world).total() <= 1, "no recipient has an invoice twice, but for the one that was under way"
    assert world.ask("select count(*) from outbox where state <> 'done'") == [(0,)]
    assert agreed(world)


def test_a_lot_of_the_portal_has_one_answer_whoever_decides_on_it(tmp_path: Path) -> None:
    """It has more documents than a lot may have, and fewer than a bulk upload: the portal and a run that decide on it
    at the same time refuse it both.
    """
    world = lay_out(tmp_path, run=f"{ALONE}\narchive_members = 3")
    station = steps.begin(world.config)
    content = SAMPLES[LOT]
    sha256 = digest(content).hexdigest()
    kept = station.store.put_many([(sha256, content)])
    arrivals = [
        Arrival(
            drop=deposits_of("99900022700018"), name=f"{rank}.zip", size=len(content), modified=1.5, sha256=sha256,
            location=kept[sha256],
        )
        for rank in range(2)
    ]  # fmt: skip
    first, second = station.ledger.deposits.receive(arrivals, station.clock(), taken=True)
    assert decide_now(station, first) == ()
    by_run = steps.unpack.fn(world.config, second)
    assert by_run.pieces == ()
    assert by_run.findings == station.ledger.deposits.by_id(first.id).findings


def waits_at_its_recipients_door(world: World) -> None:
    """Every delivery failed, and is due again."""
    refused = world.recipients
    refused.rmdir()
    refused.write_bytes(b"")
    inline.night(world.config)
    refused.unlink()
    refused.mkdir()
    world.later()
