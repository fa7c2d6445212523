"""A status file of thousands of lines, killed in the middle, or followed by two runs at once: each line counts once."""

import csv
import io
import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from bench.invoices_at_desk import fill, numbered
from domain.deposit import Effect
from domain.status import Status
from hub.follow_up import status_files
from samples.writers.status_files import Avis, table
from tests.hub import inline
from tests.hub.test_crash import ended, run, same
from tests.hub.world import ALONE, World, lay_out, names

CUTS = int(os.environ.get("NAVETTE_CUTS", "2"))
INVOICES = 1_250 if "NAVETTE_CUTS" in os.environ else 130
"""Two lines each: mandated, then paid. Either way they are applied in several transactions."""
LINES = status_files.LINES if "NAVETTE_CUTS" in os.environ else 100
SIRET = "22060001900016"
ACCOUNT = "operateur-edi"
STEPS = (Status.MANDATEE, Status.MISE_EN_PAIEMENT)


@pytest.fixture(scope="module", autouse=True)
def several() -> Iterator[None]:
    """The lines of one transaction, in the runs that are forked too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(status_files, "LINES", LINES)
        assert len(STEPS) * INVOICES > LINES
        yield


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Delivered invoices, two lines for each in their recipient's folder, and complements of another one's."""
    world = lay_out(tmp_path_factory.mktemp("soir"), run=ALONE)
    fill(world.ledger(), world.store(), INVOICES + 1, drop=ACCOUNT, siret=SIRET, now=datetime.now(UTC))
    last = numbered(INVOICES)
    world.answer(SIRET, "suspension.csv", table([Avis(numero=last, statut=Status.SUSPENDUE, motif="Le bon manque")]))
    inline.follow(world.config)
    lines = [Avis(numero=numbered(rank), statut=step) for rank in range(INVOICES) for step in STEPS]
    world.answer(SIRET, "paiements.csv", table(lines))
    for rank in range(3):
        world.answer(ACCOUNT, f"{last}__piece {rank}.pdf", b"%PDF-1.7 " + bytes(rank), folder="complements")
    with world.ledger().batch():  # the write-ahead log is folded in: the copy is whole
        pass
    return world


@pytest.fixture(scope="module")
def uncut(evening: World, tmp_path_factory: pytest.TempPathFactory) -> tuple[World, int]:
    """The answers followed by a run nobody cut, and how many moments it had."""
    world = same(evening, tmp_path_factory.mktemp("entiere"))
    told = world.home / "moments"
    assert ended(run(inline.counted, inline.follow, world.config, told)) == 0
    return world, int(told.read_text())


def lives(world: World) -> Counter[tuple[str, ...]]:
    """The status histories of the invoices, and the number of invoices with each."""
    found: dict[object, list[str]] = {}
    for invoice, status in world.ask("select invoice_id, status from events order by id"):
        found.setdefault(invoice, []).append(str(status))
    return Counter(map(tuple, found.values()))


def rows(path: Path) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";")


def told(world: World) -> set[tuple[str, str]]:
    """(number, status) of every change the supplier was notified of."""
    found = world.account(ACCOUNT, "retours").glob("changements_*.csv")
    return {(row["Numéro facture"], row["Code statut"]) for path in found for row in rows(path)}


def reports(world: World) -> dict[str, list[tuple[str, ...]]]:
    """Every compte rendu by its name, without the moments."""
    columns = ("Ligne", "Numéro facture", "Demandé", "Suite", "Statut avant", "Statut après", "Code")
    return {
        path.name: [tuple(row[column] for column in columns) for row in rows(path)]
        for path in world.root.rglob("compte-rendu_*.csv")
    }


def assert_same(world: World, other: World) -> None:
    """Nothing applied twice, nothing lost, everybody notified."""
    assert lives(world) == lives(other)
    lines = "select rank, outcome, before, after from status_lines order by deposit_id, rank"
    assert world.ask(lines) == other.ask(lines)
    assert told(world) == told(other)
    for home in (world.recipients / SIRET / "statuts", world.account(ACCOUNT, "complements")):
        there = other.root / home.relative_to(world.root)
        assert names(home) == names(there) == ["traites"]
        assert names(home / "traites") == names(there / "traites")
    assert reports(world) == reports(other)
    assert world.ask("select * from outbox where state <> 'done'") == []
    assert world.ask("select count(*) from complements") == [(3,)]


def test_the_uncut_run_is_what_it_should_be(uncut: tuple[World, int]) -> None:
    world, _ = uncut
    begun = (Status.DEPOSEE, Status.MISE_A_DISPOSITION)
    assert lives(world) == {
        tuple(status.value for status in (*begun, *STEPS)): INVOICES,
        tuple(status.value for status in (*begun, Status.SUSPENDUE, Status.COMPLETEE)): 1,
    }
    assert len(told(world)) == 2 * INVOICES + 2


@pytest.mark.parametrize("turn", range(CUTS))
def test_a_killed_run_is_finished_once_by_the_next(
    turn: int, evening: World, uncut: tuple[World, int], tmp_path: Path
) -> None:
    whole, moments = uncut
    stretch = moments // CUTS
    world = same(evening, tmp_path)
    moment = turn * stretch + Random(turn).randint(1, stretch)
    assert ended(run(inline.killed, inline.follow, world.config, moment)) == -9
    assert ended(run(inline.follow, world.config)) == 0
    assert_same(world, whole)


def test_two_runs_at_once_apply_each_line_once(evening: World, uncut: tuple[World, int], tmp_path: Path) -> None:
    world = same(evening, tmp_path)
    both = [run(inline.follow, world.config) for _ in range(2)]
    assert [ended(one) for one in both] == [0, 0]
    world.later()
    assert ended(run(inline.follow, world.config)) == 0
    assert_same(world, uncut[0])


def test_a_night_at_the_same_time_as_the_answers(evening: World, uncut: tuple[World, int], tmp_path: Path) -> None:
    world = same(evening, tmp_path)
    both = [run(inline.night, world.config), run(inline.follow, world.config)]
    assert [ended(one) for one in both] == [0, 0]
    world.later()
    assert ended(run(inline.follow, world.config)) == 0
    assert_same(world, uncut[0])


def test_nothing_is_left_to_do_then(uncut: tuple[World, int]) -> None:
    world, _ = uncut
    ledger = world.ledger()
    assert [ledger.outbox.targets(effect, datetime.now(UTC)) for effect in Effect] == [()] * len(Effect)
