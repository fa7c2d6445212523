"""Nights with a fault at a random moment: nothing lost or twice, no "done" while something waits, no process left over.

``python -m tests.campaigns.faults --nights 200 --seed 1`` shows a table, and one line for each night that failed. Each
night is drawn from the seed and its number: ``--first 17 --nights 1`` is the eighteenth again.
"""

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from bench.proxy import Trouble, troubled
from bench.sshd import Server, free_port, running_sshd
from cli.prefect_home import QUIET
from samples.make import cases
from tests.flows.test_processes import below
from tests.hub.world import (
    World,
    agreed,
    certificates,
    chained,
    half_written,
    lay_out,
    names,
    originals,
    proven,
    sftp_door,
)

BIN = Path(sys.executable).parent
SSHD = Path("/usr/sbin/sshd")
ACCOUNT = "operateur-edi"
FILES = (
    "ubl-facture.xml", "ubl-pieces-jointes.xml", "cii-avoir.xml", "facturx-basic.pdf", "texte-classique.pdf",
    "ubl-exoneree.xml", "ttc-faux.xml", "tronquee.xml", "lot-partiel.tar.gz",
)  # fmt: skip
SAMPLES = {case.name: case.content for found in cases().values() for case in found}
PATIENCE = 420
"""Seconds a run may take on a busy machine before the campaign calls it stuck."""
RUNS = 4
"""Runs after the fault, by which all must be done."""


class Fault(StrEnum):
    """What happens to a night."""

    KILLED = "everything killed (-9)"
    RUN_KILLED = "the command alone killed (-9)"
    WORKER_KILLED = "one of its processes killed (-9)"
    TERMINATED = "SIGTERM"
    HUNG_UP = "SIGHUP"
    INTERRUPTED = "Ctrl-C"
    TWICE = "two runs at once"
    CUT = "the line to SFTP cut"
    STALLED = "the line to SFTP silent"
    SLOW = "200 ms of round trip"
    SERVER_STOPPED = "the SFTP server stopped, started again"
    DISK_FULL = "no file may grow beyond 20 kB"


ENDS = {Fault.TERMINATED: signal.SIGTERM, Fault.HUNG_UP: signal.SIGHUP, Fault.INTERRUPTED: signal.SIGINT}


@dataclass(frozen=True)
class Expected:
    """What recipients and suppliers hold after a night without a fault."""

    originals: Counter[tuple[str, str]]
    numbers: list[str]

    @classmethod
    def of(cls, world: World) -> "Expected":
        found = sorted(one.content.numero_facture for one in certificates(world))
        return cls(originals=originals(world), numbers=found)


@dataclass
class Night:
    """One night, its fault and what was wrong afterwards."""

    number: int
    fault: Fault
    wrong: list[str] = field(default_factory=list)
    exits: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Bench:
    """What the nights of a campaign share: servers, a Prefect base without migrations to make, what is expected."""

    home: Path
    base: Path
    expected: Expected
    seconds: float
    """Elapsed time of a night without a fault."""


def begun(world: World, environment: dict[str, str], *, few_bytes: bool = False) -> "subprocess.Popen[bytes]":
    """A run in a session of its own."""
    command = [str(BIN / "navette"), "run", "--config", str(world.config)]
    if few_bytes:
        command = ["bash", "-c", 'ulimit -f 20; exec "$@"', "-", *command]
    log = (world.home / "run.log").open("ab")
    return subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)


def of_world(home: Path) -> list[int]:
    """Processes whose environment names the Prefect home of this night: its run's, wherever they belong by now."""
    mark = f"PREFECT_HOME={home}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            alive = "State:\tZ" not in (folder / "status").read_text()
            if alive and mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return found


def left_over(home: Path) -> list[int]:
    """Those still there after half a minute."""
    until = time.monotonic() + 30
    while (left := of_world(home)) and time.monotonic() < until:
        time.sleep(0.3)
    return left


def undone(world: World) -> int:
    """Effects that wait, files that are not decided, files left in the drop."""
    ((effects,),) = world.ask("select count(*) from outbox where state <> 'done'")
    waiting = len(world.ledger().deposits.undecided())
    return int(str(effects)) + waiting + len(names(world.account(ACCOUNT, "depot")))


def environment_of(home: Path, base: Path) -> dict[str, str]:
    """A Prefect of the night's own, whose base needs no migration."""
    prefect = home / "prefect"
    prefect.mkdir()
    with closing(sqlite3.connect(base)) as there, closing(sqlite3.connect(prefect / "prefect.db")) as here:
        there.backup(here)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {**kept, **QUIET, "PREFECT_HOME": str(prefect)}


def filled(home: Path, door: str = "", port: Server | None = None, proxy: int | None = None) -> World:
    """A world whose drop holds the files; behind SFTP when there is a server."""
    doors = sftp_door(port, "monde", home, proxy) if port else None
    world = lay_out(home, doors=doors, run="workers = 2") if doors else lay_out(home, run="workers = 2")
    for name in FILES:
        world.drop(ACCOUNT, name, SAMPLES[name])
    return world


@contextmanager
def ready(home: Path) -> Iterator[Bench]:
    """A night without a fault, which says what to expect and how long it takes."""
    first = home / "sans-faute"
    first.mkdir()
    world = filled(first)
    prefect = first / "prefect"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    environment = {**kept, **QUIET, "PREFECT_HOME": str(prefect)}
    subprocess.run([sys.executable, "-m", "prefect", "server", "database", "upgrade", "-y"], env=environment,
                   stdout=subprocess.DEVNULL, check=True)  # fmt: skip
    base = home / "base.db"
    with closing(sqlite3.connect(prefect / "prefect.db")) as there, closing(sqlite3.connect(base)) as here:
        there.backup(here)
    began = time.monotonic()
    run = begun(world, environment)
    if run.wait(PATIENCE) or undone(world):
        raise RuntimeError((world.home / "run.log").read_text(encoding="utf-8"))
    yield Bench(home=home, base=base, expected=Expected.of(world), seconds=time.monotonic() - began)


def night(bench: Bench, seed: int, number: int) -> Night:
    """The night of this number."""
    chance = random.Random(f"{seed}-{number}")
    fault = chance.choice(list(Fault))
    home = bench.home / f"nuit-{number}"
    home.mkdir()
    done = Night(number=number, fault=fault)
    with ExitStack() as stack:
        world, run_faulty = _laid_out(stack, bench, home, fault, chance)
        environment = environment_of(home, bench.base)
        for run in run_faulty(world, environment):
            done.exits.append(_ended(run, done))
            if done.exits[-1] == 0 and undone(world):
                done.wrong.append(f"exit 0 while {undone(world)} wait")
            if left := left_over(home / "prefect"):
                done.wrong.append(f"processes left over: {left}")
                for process in left:
                    with suppress(ProcessLookupError):
                        os.kill(process, signal.SIGKILL)
        _recovered(world, environment, done)
        _compared(world, bench.expected, done)
    if not done.wrong:
        shutil.rmtree(home, ignore_errors=True)
    return done


def _ended(run: "subprocess.Popen[bytes]", done: Night) -> int:
    try:
        return run.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        done.wrong.append(f"stuck for {PATIENCE} s")
        os.killpg(run.pid, signal.SIGKILL)
        return run.wait()


def _recovered(world: World, environment: dict[str, str], done: Night) -> None:
    """Runs without a fault, until one says that all is done."""
    for _ in range(RUNS):
        world.later()
        run = begun(world, environment)
        done.exits.append(_ended(run, done))
        if done.exits[-1] == 0:
            if undone(world):
                done.wrong.append(f"exit 0 while {undone(world)} wait")
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


def _laid_out(stack: ExitStack, bench: Bench, home: Path, fault: Fault, chance: random.Random):  # type: ignore[no-untyped-def]
    """The world of the night, and the function that runs it with its fault; runs it yields have been begun."""
    moment = chance.uniform(0.1, 1.3) * bench.seconds
    if fault in {Fault.CUT, Fault.STALLED, Fault.SLOW, Fault.SERVER_STOPPED}:
        return _behind_sftp(stack, home, fault, chance, moment)
    world = filled(home)

    def runs(world: World, environment: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
        run = begun(world, environment, few_bytes=fault is Fault.DISK_FULL)
        if fault is Fault.TWICE:
            time.sleep(chance.uniform(0, bench.seconds / 2))
            second = begun(world, environment)
            yield run
            yield second
            return
        if fault is not Fault.DISK_FULL:
            _struck(run, fault, chance, moment)
        yield run

    return world, runs


def _struck(run: "subprocess.Popen[bytes]", fault: Fault, chance: random.Random, moment: float) -> None:
    """Waits for the moment, then strikes."""
    with suppress(subprocess.TimeoutExpired):
        run.wait(moment)
    if run.poll() is not None:
        return
    with suppress(ProcessLookupError):
        if fault is Fault.KILLED:
            for process in [run.pid, *below(run.pid)]:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
        elif fault is Fault.RUN_KILLED:
            os.kill(run.pid, signal.SIGKILL)
        elif fault is Fault.WORKER_KILLED:
            if others := list(below(run.pid)):
                os.kill(chance.choice(others), signal.SIGKILL)
        else:
            os.kill(run.pid, ENDS[fault])


def _behind_sftp(stack: ExitStack, home: Path, fault: Fault, chance: random.Random, moment: float):  # type: ignore[no-untyped-def]
    place = home / "sshd"
    place.mkdir()
    own = ExitStack()
    stack.push(own)
    server = own.enter_context(running_sshd(SSHD, place))
    trouble = Trouble()
    if fault is Fault.SLOW:
        trouble.delay = 0.1
    elif fault is not Fault.SERVER_STOPPED:
        trouble.cut_after, trouble.stalls = chance.randrange(2_000, 400_000), fault is Fault.STALLED
        trouble.cuts = chance.choice([1, 3, 1000])
    proxy = stack.enter_context(troubled(server.port, trouble, free_port()))
    world = filled(home, port=server, proxy=proxy)

    def runs(world: World, environment: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
        run = begun(world, environment)
        if fault is Fault.SERVER_STOPPED:
            with suppress(subprocess.TimeoutExpired):
                run.wait(moment)
            trouble.cut_after, trouble.cuts = 0, 10**6  # every connection ends at once, as at a server that restarts
            with suppress(subprocess.TimeoutExpired):
                run.wait(chance.uniform(1, 20))
        yield run
        trouble.cut_after, trouble.delay = None, 0.0

    return world, runs


def campaign(nights: int, seed: int, first: int = 0) -> list[Night]:
    """The nights of these numbers, each said as it ends."""
    found = []
    with tempfile.TemporaryDirectory(prefix="navette-faults-") as home, ready(Path(home)) as bench:
        for number in range(first, first + nights):
            done = night(bench, seed, number)
            found.append(done)
            if done.wrong:
                sys.stdout.write(f"{number}: {done.fault.value}, exits {done.exits}: {'; '.join(done.wrong)}\n")
                sys.stdout.flush()
    return found


def table(found: Sequence[Night]) -> str:
    """A line for each fault: nights, nights with something wrong, runs it took."""
    lines = ["| Fault | Nights | Wrong | Runs until done |", "|---|---|---|---|"]
    for fault in Fault:
        mine = [one for one in found if one.fault is fault]
        if mine:
            runs = sum(len(one.exits) for one in mine) / len(mine)
            lines.append(f"| {fault.value} | {len(mine)} | {sum(bool(one.wrong) for one in mine)} | {runs:.1f} |")
    return "\n".join(lines)


def main() -> None:
    """Runs the campaign; exit code 1 when a night went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nights", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    asked = parser.parse_args()
    found = campaign(asked.nights, asked.seed, asked.first)
    sys.stdout.write(table(found) + "\n")
    sys.exit(any(one.wrong for one in found))


if __name__ == "__main__":
    main()
