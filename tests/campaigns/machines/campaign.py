"""A campaign: nights one after another, each said as it ends, and the table of them all."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.sshd import PROGRAM
from tests.campaigns.faults.bench import environment_of
from tests.campaigns.faults.processes import begun, ended
from tests.campaigns.faults.scene import ACCOUNT, TOO_LATE, NotHere
from tests.campaigns.machines.deposits import deposits
from tests.campaigns.machines.machine import UNSHARE
from tests.campaigns.machines.night import CLOCK, Night
from tests.campaigns.machines.strikes import Strike
from tests.campaigns.outcome import undone
from tests.hub.world import ROOT, World, lay_out
from tests.ledger import postgresql

NEEDED = ("unshare", "ip", "mount", "hostname", "taskset", "cc")
STUCK = 3600
"""Seconds after which a night is ended from outside."""


def missing() -> list[str]:
    """What of the programs is not installed."""
    places = {"PostgreSQL": postgresql.BINARIES, "openssh-server": str(PROGRAM)}
    return [
        *(name for name in NEEDED if shutil.which(name) is None),
        *(name for name, path in places.items() if not list(Path("/").glob(path.lstrip("/")))),
    ]


def refused() -> str:
    """Why this machine gives no namespaces; empty when it does."""
    if os.geteuid():
        return "namespaces and their network need root"
    tried = [*UNSHARE, "ip", "link", "add", "pont", "type", "bridge"]
    said = subprocess.run(tried, capture_output=True, text=True)
    return said.stderr.strip() if said.returncode else ""


def campaign(
    nights: int, seed: int, invoices: int, *, first: int = 0, chunk: int = 20, keep: Path | None = None
) -> list[Night]:
    """The nights of these numbers. What one that went wrong has left is copied to ``keep``. Raises :class:`NotHere`
    where they cannot be had.
    """
    if lacking := missing():
        raise NotHere(f"not installed: {', '.join(lacking)}")
    if why := refused():
        raise NotHere(why)
    found = []
    with tempfile.TemporaryDirectory(prefix="navette-machines-", dir="/tmp") as place:
        Path(place).chmod(0o711)  # PostgreSQL, which is not root, goes through it
        _clock(Path(place))
        reference = _reference(Path(place), invoices)
        for number in range(first, first + nights):
            found.append(_night(reference, Path(place), seed, number, invoices, chunk, keep))
            sys.stdout.write(found[-1].line() + "\n")
            sys.stdout.flush()
    return found


def lock_left() -> float:
    """How many seconds the lock of writers stays with a machine that is gone in the middle of a transaction."""
    with tempfile.TemporaryDirectory(prefix="navette-machines-", dir="/tmp") as place:
        Path(place).chmod(0o711)
        words = [*UNSHARE, sys.executable, "-m", "tests.campaigns.machines.lock_left", place, _clock(Path(place))]
        return float(subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=STUCK, check=True).stdout)


def _clock(place: Path) -> Path:
    made = ["cc", "-O2", "-shared", "-fPIC", "-o", place / CLOCK, Path(__file__).with_name("clock.c"), "-ldl"]
    subprocess.run(made, check=True)
    return place / CLOCK


def _reference(place: Path, invoices: int) -> World:
    """The same files after a night without a fault on one machine."""
    home = place / "reference"
    home.mkdir()
    world = lay_out(home, run="workers = 2")
    for name, content in deposits(invoices):
        world.drop(ACCOUNT, name, content)
    if ended(begun(world, environment_of(home, None))) != 0 or undone(world):
        raise RuntimeError((home / "run.log").read_text(encoding="utf-8"))
    return world


def _night(
    reference: World, place: Path, seed: int, number: int, invoices: int, chunk: int, keep: Path | None
) -> Night:
    """In a process whose end is that of all it began."""
    home = place / f"nuit-{number}"
    home.mkdir(mode=0o711)
    words = [reference.home, home, seed, number, invoices, chunk, keep or ""]
    tried = [*UNSHARE, "bash", "-c", 'mount -t tmpfs -o mode=711 tmpfs "$1"; shift; exec "$@"', "-", home]
    command = [str(word) for word in (*tried, sys.executable, "-m", "tests.campaigns.machines.night", *words)]
    try:
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=STUCK)
        done = Night(**json.loads(said.stdout)) if said.returncode == 0 else _broken(number, said.stderr)
    except subprocess.TimeoutExpired:
        done = _broken(number, f"not over after {STUCK} s")
    home.rmdir()  # whatever was mounted there went with the night
    return done


def _broken(number: int, why: str) -> Night:
    return Night(number=number, wrong=[f"the campaign itself: {why[-2000:]}"])


def table(found: Sequence[Night]) -> str:
    """A line for each thing that was struck: how often, in how many nights, and how many of these went wrong."""
    lines = [
        "| Struck | Strikes | Nights | Wrong | Runs until done | Longest wait for the dead |",
        "|---|---|---|---|---|---|",
    ]
    for strike in Strike:
        head = f"{strike.name.lower()} "
        told = [(one, [each for each in one.struck if each.startswith(head) and TOO_LATE not in each]) for one in found]
        mine = [one for one, strikes in told if strikes]
        if mine:
            times, wrong = sum(len(strikes) for _, strikes in told), sum(bool(one.wrong) for one in mine)
            runs, waited = sum(len(one.exits) for one in mine) / len(mine), max(one.waited for one in mine)
            lines.append(f"| {strike.value} | {times} | {len(mine)} | {wrong} | {runs:.1f} | {waited:.0f} s |")
    return "\n".join(lines)
