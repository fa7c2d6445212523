"""An account whose files each use up their processor time, beside one whose files are good: a whole night."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from flows import nightly, steps
from hub.decide import chunks
from hub.runtime import station
from hub.runtime.lost_time import LostTimes
from hub.runtime.run_counts import RunCounts, troubles_of
from hub.runtime.worker_pool import WorkerPool
from tests.hub import inline
from tests.hub.test_costly_pages import heavy
from tests.hub.test_signatures import invoice
from tests.hub.world import World, certificates, lay_out, names, originals

COSTLY, ORDINARY = "operateur-edi", "papeterie"
GOOD = ("BONNE-1", "BONNE-2")


class Noted(inline.Inline):
    """Notes when a task is given and when its answer is asked for."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def submit(self, task: Any, parameters: dict[str, Any]) -> inline.Answer:
        self.notes.append(f"{task.name} given")
        return _Asked(value=super().submit(task, parameters).value, name=task.name, notes=self.notes)


class _Asked(inline.Answer):
    def __init__(self, value: Any, name: str, notes: list[str]) -> None:
        super().__init__(value)
        object.__setattr__(self, "note", lambda: notes.append(f"{name} asked"))

    def result(self, raise_on_failure: bool = True) -> Any:
        self.note()  # type: ignore[attr-defined]
        return super().result(raise_on_failure)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return lay_out(tmp_path, run="workers = 1")


def night(world: World, runner: inline.Inline) -> tuple[RunCounts, ...]:
    place = steps.begin(world.config)
    return nightly.whole(runner, world.config, place, [COSTLY, ORDINARY, "travaux-btp"], list)


def test_its_files_are_told_and_wait_and_the_other_is_served_the_same_night(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for rank in range(3):
        world.drop(COSTLY, f"lourde-{rank}.xml", heavy(rank, notes=3000))
    for number in GOOD:
        world.drop(ORDINARY, f"{number}.xml", invoice(number))
    with monkeypatch.context() as little:
        little.setattr(chunks, "QUICK_BATCH", 0.5)
        little.setattr(chunks, "QUICK_ALONE", 0.5)
        little.setattr(station, "WorkerPool", partial(WorkerPool, budget=0.5))
        little.setattr(station, "LostTimes", lambda seconds: LostTimes(seconds=1.2))
        told = [trouble.text.fr for trouble in troubles_of(night(world, inline.Inline()))]
    assert sorted(one.content.numero_facture for one in certificates(world)) == sorted(GOOD)
    assert originals(world).total() == len(GOOD)
    assert names(world.account(COSTLY, "depot")) == [f"lourde-{rank}.xml" for rank in range(3)]
    assert any("lost_time" in text for text in told)
    assert any("pris tout le temps de calcul permis" in text for text in told)
    assert len(world.ledger().deposits.undecided(COSTLY)) == 3


def test_every_account_is_begun_before_any_is_waited_for(world: World) -> None:
    world.drop(COSTLY, "facture.xml", invoice("UNE"))
    world.drop(ORDINARY, "facture.xml", invoice("AUTRE"))
    runner = Noted()
    night(world, runner)
    assert [note for note in runner.notes if note.startswith("decider")] == ["decider given"] * 2 + [
        "decider asked"
    ] * 2
