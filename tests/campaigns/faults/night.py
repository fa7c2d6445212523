"""One night: its fault, then runs without one until all is done, then what recipients and suppliers hold."""

import random
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field

from tests.campaigns.faults.bench import Bench, Expected, undone
from tests.campaigns.faults.fault import Fault
from tests.campaigns.faults.processes import PATIENCE, Run, begun, ended, kill, left_over
from tests.campaigns.faults.scene import NotHere, Stage
from tests.campaigns.faults.scenes import SCENES
from tests.hub.world import World, agreed, chained, half_written, proven

RUNS = 4
"""Runs after the fault, by which all must be done."""
TRACE = "Traceback"


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
            _compared(scene.world, bench.expected, done)
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


def _compared(world: World, expected: Expected, done: Night) -> None:
    found = Expected.of(world)
    if found.originals != expected.originals:
        lost, more = expected.originals - found.originals, found.originals - expected.originals
        done.wrong.append(f"lost {sum(lost.values())}, too many {sum(more.values())}: {dict(lost)} {dict(more)}")
    if found.numbers != expected.numbers:
        done.wrong.append(f"certificates {found.numbers}, not {expected.numbers}")
    if not (chained(world) and proven(world) and agreed(world)):
        done.wrong.append("a certificate is not proven, the chain is broken, or the tables say otherwise")
    if half := half_written(world):
        done.wrong.append(f"half-written files: {half}")
    if traces := Counter(_traces(world)):
        done.wrong.append(f"traces of Python told to people: {dict(traces)}")


def _traces(world: World) -> list[str]:
    """The last line of each trace in what the runs said."""
    lines = (world.home / "run.log").read_text(encoding="utf-8", errors="replace").splitlines()
    starts = [rank for rank, line in enumerate(lines) if TRACE in line]
    return [next((line for line in lines[rank + 1 :] if line and not line[0].isspace()), "")[:200] for rank in starts]
