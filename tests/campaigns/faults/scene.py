"""What a fault is given, and what it makes of it: a world and its runs."""

import math
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from samples.make import cases
from tests.campaigns.faults.fault import Fault
from tests.campaigns.faults.processes import Run, begun, pause
from tests.hub.world import LOCAL, World, lay_out

ACCOUNT = "operateur-edi"
FILES = (
    "ubl-facture.xml", "ubl-pieces-jointes.xml", "cii-avoir.xml", "facturx-basic.pdf", "texte-classique.pdf",
    "ubl-exoneree.xml", "ttc-faux.xml", "tronquee.xml", "lot-partiel.tar.gz",
)  # fmt: skip
SAMPLES = {case.name: case.content for found in cases().values() for case in found}


RECORDS = """\
select count(*) from deposits union all select count(*) from documents
union all select count(*) from outbox where state = 'done'"""

TOO_LATE = "ended before it"
"""Said of a run that had ended when its fault came."""


class NotHere(Exception):
    """This machine cannot have the fault; its words say why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What a night without a fault comes to."""

    before: float
    """Seconds until its first file is received."""
    records: int
    """What its ledger holds at the end: files received, documents decided, and what was done outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What a fault has for its night."""

    home: Path
    """An empty folder."""
    fault: Fault
    environment: dict[str, str]
    """Of its runs, with a home of Prefect of the night's own."""
    pace: Pace
    chance: random.Random
    stack: ExitStack
    """Ends with the night."""
    drawn: list[str] = field(default_factory=list)
    """What was drawn, in words."""

    def draw(self, what: str, value: str | float) -> None:
        """Keeps what was drawn for the line of the night."""
        self.drawn.append(f"{what} {value:.1f}" if isinstance(value, float) else f"{what} {value}")

    def world(self, **tables: str) -> World:
        """A world whose drop holds the files; now and then its tasks are processes."""
        run = "workers = 2"
        if self.chance.random() < 0.2:
            run += '\nrunner = "processes"'
            self.draw("runner", "processes")
        world = lay_out(self.home, run=run, **tables)
        for name in FILES:
            world.drop(ACCOUNT, name, SAMPLES[name])
        return world

    def moment(self) -> Callable[[World, Run], None]:
        """Draws a moment of a run; what is returned waits for it, or for the run's end. It is told by what the ledger
        holds, so that it comes however busy the machine is.
        """
        if self.chance.random() < 0.25:
            start = self.chance.uniform(0.1, self.pace.before)
            self.draw("s after start:", start)
            return lambda world, run: _reached(world, run, 1, start)
        share = self.chance.uniform(0, 1)
        records = max(1, round(share * self.pace.records))
        self.draw("records:", str(records))
        return lambda world, run: _reached(world, run, records)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The world of a night, and its faulty runs: they have begun when they are given, the fault is over when none
    follows.
    """

    world: World
    runs: Callable[[], Iterator[Run]]


def struck(stage: Stage, strike: Callable[[World, Run], None], doors: str = LOCAL, **tables: str) -> Scene:
    """A night whose run is struck at a moment."""
    world, moment = stage.world(doors=doors, **tables), stage.moment()

    def runs() -> Iterator[Run]:
        run = begun(world, stage.environment)
        moment(world, run)
        if run.poll() is None:
            strike(world, run)
        else:
            stage.drawn.append(TOO_LATE)
        yield run

    return Scene(world=world, runs=runs)


def records(world: World) -> int:
    """Files received, documents decided, and effects done outside; 0 when the ledger does not answer."""
    with suppress(sqlite3.Error, psycopg.Error):
        return sum(int(str(count)) for (count,) in world.ask(RECORDS))
    return 0


def _reached(world: World, run: Run, wanted: int, seconds: float = math.inf) -> None:
    """Waits until the ledger has as many records, for ``seconds`` at most, or until the run has ended."""
    until = time.monotonic() + seconds
    while run.poll() is None and time.monotonic() < until and records(world) < wanted:
        pause(run, min(0.05, max(0.0, until - time.monotonic())))
