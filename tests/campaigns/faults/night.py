"""One night: its fault, then runs without one until all is done, then what recipients and suppliers hold."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

from tests.campaigns.faults.bench import Bench
from tests.campaigns.faults.fault import Fault
from tests.campaigns.faults.processes import PATIENCE, Run, begun, ended, kill, left_over
from tests.campaigns.faults.scene import NotHere, Stage
from tests.campaigns.faults.scenes import SCENES
from tests.campaigns.outcome import Expected, compared, traces, undone
from tests.hub.world import World

RUNS = 4
"""Runs after the fault, by which all must be done."""


@dataclass
class Night:
    """One night, its fault and what was wrong afterwards."""

    number: int
    fault: Fault
    wrong: list[str] = field(default_factory=list)
    exits: list[int | None] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    left_out: str = ""
    """Why this machine cannot have it."""
    seconds: float = 0.0

    def line(self) -> str:
        """How it ended."""
        head = f"{self.number}: {self.fault.option}"
        if self.left_out:
            return f"{head}, left out: {self.left_out}"
        told = f"{head} ({', '.join(self.drawn)}), exits {self.exits}, {self.seconds:.0f} s"
        return f"{told}: {'; '.join(self.wrong) or 'nothing wrong'}"


def night(bench: Bench, seed: int, number: int, fault: Fault) -> Night:
    """The night of this number."""
    home = bench.home / f"nuit-{number}"
    home.mkdir()
    done = Night(number=number, fault=fault)
    began = time.monotonic()
    with ExitStack() as stack:
        stage = Stage(
            home=home, fault=fault, environment=bench.environment(home, fault), pace=bench.pace,
            chance=random.Random(f"{seed}-{number}"), stack=stack, drawn=done.drawn,
        )  # fmt: skip
        try:
            scene = SCENES[fault](stage)
        except NotHere as why:
            done.left_out = str(why)
        else:
            for run in scene.runs():
                _judged(scene.world, run, done)
            _gone(scene.world, done)
            _recovered(scene.world, stage.environment, done)
            done.wrong += _told(scene.world, bench.expected)
    done.seconds = time.monotonic() - began
    return done


def _judged(world: World, run: Run, done: Night) -> None:
    """Waits for the run's end; what it says is true."""
    done.exits.append(ended(run))
    if done.exits[-1] is None:
        done.wrong.append(f"stuck for {PATIENCE} s")
    if done.exits[-1] == 0 and (waiting := undone(world)):
        done.wrong.append(f"exit 0 while {waiting} wait")


def _gone(world: World, done: Night) -> None:
    """None of the processes of the runs that have ended stays; two runs of one night are looked at together."""
    if left := left_over(world.home / "prefect"):
        done.wrong.append(f"processes left over: {left}")
        kill(left)


def _recovered(world: World, environment: dict[str, str], done: Night) -> None:
    """Runs without a fault, until one says that all is done."""
    for _ in range(RUNS):
        world.later()
        _judged(world, begun(world, environment), done)
        _gone(world, done)
        if done.exits[-1] == 0:
            return
    done.wrong.append(f"not done after {RUNS} more runs")


def _told(world: World, expected: Expected) -> Iterator[str]:
    yield from compared(world, expected)
    if found := Counter(traces(world.home / "run.log")):
        yield f"traces of Python told to people: {dict(found)}"
