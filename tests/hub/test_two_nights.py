"""Two runs at once: a file is one deposit, whichever of them is slow, and what the other did is no trouble."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from connectors import Entry, Failed, Fetched
from connectors.local import LocalConnector
from flows.nightly import fail_if_troubled
from hub.runtime.run_counts import RunCounts, remarks_of, troubles_of
from samples.make import cases
from tests.hub import inline
from tests.hub.world import ALONE, World, lay_out, originals

SAMPLES = {case.name: case.content for found in cases().values() for case in found}
FILES = ("ubl-facture.xml", "ubl-pieces-jointes.xml", "facturx-basic.pdf", "ttc-faux.xml", "lot-travaux.zip")
Answers = Iterator[Fetched | Failed]


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = lay_out(tmp_path, run=ALONE)
    for name in FILES:
        world.drop("operateur-edi", name, SAMPLES[name])
    return world


def meanwhile(
    monkeypatch: pytest.MonkeyPatch, act: Callable[[], object], *, before: bool, account: str = "operateur-edi/depot"
) -> None:
    """The next time files of ``account`` are fetched, ``act`` is done: before they are read, or while they are in the
    memory of the one who fetched them.
    """
    real = LocalConnector.fetch
    left = [act]

    def fetch(self: LocalConnector, folder: str, entries: Sequence[Entry], staging: Path) -> Answers:
        mine = left.pop() if left and folder.endswith(account) and entries else None
        if mine and before:
            mine()
        found = list(real(self, folder, entries, staging))
        if mine and not before:
            mine()
        yield from found

    monkeypatch.setattr(LocalConnector, "fetch", fetch)


def check_once(world: World) -> None:
    assert world.ask("select count(*) from deposits") == [(len(FILES),)]
    assert world.ask("select count(*) from documents where disposition = 'doublon'") == [(0,)]
    assert originals(world).total() == 3 + 12
    assert world.ask("select count(*) from outbox where state <> 'done'") == [(0,)]
    retours = world.account("operateur-edi", "retours")
    assert len(list(retours.glob("compte-rendu_*.json"))) == len(FILES)


def test_what_a_slow_run_holds_in_memory_while_another_does_the_night_is_one_deposit(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick: list[tuple[RunCounts, ...]] = []
    meanwhile(monkeypatch, lambda: quick.append(inline.night(world.config)), before=False)
    slow = inline.night(world.config)
    fail_if_troubled(quick[0])
    fail_if_troubled(slow)
    check_once(world)
    fail_if_troubled(inline.night(world.config))
    check_once(world)


def test_files_that_another_run_took_before_they_were_fetched_are_no_troubles(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, lambda: inline.night(world.config), before=True)
    slow = inline.night(world.config)
    assert troubles_of(slow) == ()
    assert remarks_of(slow) == ()
    check_once(world)


def test_a_status_file_that_two_runs_fetched_is_applied_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_if_troubled(inline.night(world.config))
    ((number, siret),) = world.ask(
        "select numero_facture, route_siret from documents where status = 'MISE_A_DISPOSITION' order by id limit 1"
    )
    content = f"Numéro facture;Statut\n{number};Mise en paiement\n".encode("cp1252")
    world.answer(str(siret), "paiements.csv", content)
    meanwhile(monkeypatch, lambda: inline.follow(world.config), before=False, account=f"{siret}/statuts")
    fail_if_troubled(inline.follow(world.config))
    assert world.ask("select count(*) from deposits where kind = 'statuts'") == [(1,)]
    assert len(list((world.recipients / str(siret) / "rapports").glob("compte-rendu_*.json"))) == 1


def test_a_file_that_its_depositor_withdrew_is_a_remark(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    path = world.account("operateur-edi", "depot") / FILES[0]
    meanwhile(monkeypatch, path.unlink, before=True)
    counts = inline.night(world.config)
    fail_if_troubled(counts)
    assert [FILES[0] in one.text.fr for one in remarks_of(counts)] == [True]


def test_a_file_put_back_after_it_was_taken_is_another_deposit(world: World) -> None:
    """The same name, size, time and bytes: its supplier sent it twice, and is told so."""
    fail_if_troubled(inline.night(world.config))
    taken = world.account("operateur-edi", "traites") / FILES[0]
    taken.rename(world.account("operateur-edi", "depot") / FILES[0])
    inline.night(world.config)
    assert world.ask("select count(*) from documents where disposition = 'doublon'") == [(1,)]
