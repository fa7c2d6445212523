"""One night, in namespaces of its own: what dies, then runs without a fault until all is done, then its outcome."""

import json
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psycopg

from tests.campaigns.faults.scene import ACCOUNT, records
from tests.campaigns.machines.place import Place, place
from tests.campaigns.machines.strikes import Striker, planned
from tests.campaigns.machines.waiting import AT_MOST, Waiting
from tests.campaigns.outcome import Expected, compared, traces, undone
from tests.flows.test_processes import BASE
from tests.hub.world import World, names

CLOCK = "clock.so"
"""Beside the reference."""
RUNS = 4
"""Runs without a fault, by which all must be done."""
PATIENCE = 900
"""Seconds a run may take."""
LATER = """\
update outbox set due_at = changed_at - interval '1 hour' where state = 'todo' and attempts > 0 and holder is null"""
"""Time passes: what was put off is due. What nobody has tried yet is due by itself, whatever the clock of its maker."""
ENDS = """\
select deposits.name, deposits.status, documents.member, documents.disposition, documents.sha256, documents.motif
from deposits left join documents on documents.deposit_id = deposits.id"""
EVENTS = "select status, count(*) from events group by status"


@dataclass(kw_only=True)
class Night:
    """One night, and what was wrong with it."""

    number: int
    struck: list[str] = field(default_factory=list)
    exits: list[int | None] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    waited: float = 0.0
    """The longest time that anything waited for a dead process, in seconds."""
    seconds: float = 0.0

    def line(self) -> str:
        """How it ended."""
        told = f"{self.number}: {', '.join(self.struck)}; exits {self.exits}; waited {self.waited:.0f} s"
        return f"{told}; {self.seconds:.0f} s: {'; '.join(self.wrong) or 'nothing wrong'}"


def night(reference: World, home: Path, seed: int, number: int, invoices: int, chunk: int) -> Night:
    """The night of this number. ``reference``: the same files after a night without a fault on one machine."""
    began, done = time.monotonic(), Night(number=number)
    base, clock = reference.home / "prefect" / BASE, reference.home.parent / CLOCK
    with place(home, base, clock, invoices, chunk) as here:
        url = here.database.url + "/postgres"
        waiting = Waiting(here, url)
        striker = Striker(here, planned(seed, number, len(here.workers)), records(reference), waiting)
        waiting.start()
        striker.start()
        try:
            _struck_runs(here, striker, done)
            _recovered(here, done)
        finally:
            waiting.end()
            done.struck, done.waited = striker.told, waiting.longest
            done.wrong += [*striker.failed, *_left_over(here)]
        done.wrong += _compared(here.world, reference)
    if done.waited > AT_MOST:
        done.wrong.append(f"something waited {done.waited:.0f} s for the dead")
    if found := Counter(traces(home / "tete.log")):
        done.wrong.append(f"traces told to people: {dict(found)}")
    done.seconds = time.monotonic() - began
    return done


def _struck_runs(here: Place, striker: Striker, done: Night) -> None:
    """One run after another until the last strike is over and its run has ended."""
    while True:
        while not here.is_database_on and striker.is_alive():
            time.sleep(0.5)
        over = not striker.is_alive()
        _judged(here, done, striker.end)
        if over or done.exits[-1] == 0:
            return


def _recovered(here: Place, done: Night) -> None:
    """Runs without a fault, until one says that all is done."""
    for _ in range(RUNS):
        if _judged(here, done) == 0:
            return
    done.wrong.append(f"not done after {RUNS} more runs")


def _judged(here: Place, done: Night, before: Callable[[], None] = lambda: None) -> int | None:
    """A run: its exit code, ``None`` when it had to be stopped. What it says is true; ``before`` is called before
    that is looked at.
    """
    with suppress(psycopg.Error), here.world.tables() as base:  # it may be struck just now
        base.execute(LATER)
    here.head.start()
    code = _ended(here)
    done.exits.append(code)
    if code is None:
        done.wrong.append(f"stuck for {PATIENCE} s")
    if code == 0:
        before()
    if code == 0 and (waiting := undone(here.world)):
        done.wrong.append(f"exit 0 while {waiting} wait")
    return code


def _ended(here: Place) -> int | None:
    until = time.monotonic() + PATIENCE
    while here.head.is_on and time.monotonic() < until:
        time.sleep(0.2)
    stuck = here.head.is_on
    here.head.stop()
    return None if stuck or here.head.process is None else here.head.process.returncode


def _left_over(here: Place) -> list[str]:
    return [f"left over on {one.name}: {found}" for one in here.workers if (found := one.strays())]


def _compared(world: World, reference: World) -> Iterator[str]:
    yield from compared(world, Expected.of(reference))
    for question in (ENDS, EVENTS):
        found, wanted = Counter(world.ask(question)), Counter(reference.ask(question))
        if found != wanted:
            yield f"ended otherwise: {dict(found - wanted)}, not {dict(wanted - found)}"
    if dead := world.ask("select effect, subject, reason from outbox where state = 'dead'"):
        yield f"dead letters: {dead[:5]}"
    for folder in ("depot", "traites", "rejets"):
        found, wanted = (Counter(names(one.account(ACCOUNT, folder))) for one in (world, reference))
        if found != wanted:
            yield f"{folder}: {dict(found - wanted)}, not {dict(wanted - found)}"


def main() -> None:
    """Its arguments are those of :func:`night`, and a folder for what a night that went wrong has left, or nothing."""
    reference, home, seed, number, invoices, chunk, keep = sys.argv[1:]
    done = night(World(home=Path(reference)), Path(home), int(seed), int(number), int(invoices), int(chunk))
    sys.stdout.write(json.dumps(asdict(done)) + "\n")
    if done.wrong and keep:
        with suppress(shutil.Error):  # sockets are not copied
            shutil.copytree(home, Path(keep) / f"{seed}-{number}", ignore_dangling_symlinks=True)


if __name__ == "__main__":
    main()
