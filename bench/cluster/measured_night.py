"""Nights in a process of their own, with a look at what was spent at the end of each phase.

``python -m bench.cluster.measured_night SEED CHUNK SIZE...``, and as its input a line for each night, the first
included: the URL of its ledger. Answers the nights as JSON.
"""

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import Any

from bench import servers
from bench.cluster.costs import Phase
from bench.cluster.ledger_meter import LedgerMeter, on_the_ledger
from bench.cluster.nights import Night, Spent
from bench.cluster.prefect_meter import on_prefect
from bench.cluster.processes import descendants, seconds_of
from bench.night import lay_out, night_of
from bench.sshd import Server

FIRST = 10
"""Invoices of the first night."""
SETTLED = 2.0
"""Seconds that Prefect's server has to write down the last events."""
WRITERS = 4
"""Files at once, in the look at what a disk can do."""
SMALL = (200, 4096)
"""Files of that look, and bytes of a file."""
PACK = 32 * 2**20
"""Bytes of a full pack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """Everything that was spent until a moment."""

    at: float
    process: float
    flow: float
    pool: float
    other_side: float
    held_here: float
    held_database: float
    commit: float
    held: float
    waited: float
    questions: int
    files: int
    door_bytes: int
    store_bytes: int


@dataclass(slots=True)
class _Phases:
    """The looks at the beginning of each phase, and at the end of the last."""

    place: Path
    sshd: int
    ledger: LedgerMeter
    looks: dict[Phase, _Look] = field(default_factory=dict)

    def begin(self, phase: Phase) -> None:
        """Looks at what was spent before ``phase``; a phase begins once."""
        if phase not in self.looks:
            self.looks[phase] = self.look()

    def look(self) -> _Look:
        """What was spent until now; to be asked by the thread of the flow."""
        behind = descendants(self.sshd)
        below = set(descendants(os.getpid())) - {os.getpid(), *behind}
        door, store = _files(self.place / "sftp"), _files(self.place / "store")
        return _Look(
            at=perf_counter(),
            process=time.process_time(),
            flow=time.thread_time(),
            pool=seconds_of(below),
            other_side=seconds_of(behind),
            held_here=self.ledger.here,
            held_database=self.ledger.database,
            commit=self.ledger.commit,
            held=self.ledger.held,
            waited=self.ledger.waited,
            questions=self.ledger.questions,
            files=len(door),
            door_bytes=sum(door),
            store_bytes=sum(store),
        )

    def spent(self, deposited: int) -> tuple[Spent, ...]:
        """What each phase took; ``deposited``: bytes that were fetched in the first."""
        looks = [self.looks[phase] for phase in Phase] + [self.look()]
        came = {Phase.RELEVE: deposited}
        return tuple(
            _between(phase, *pair, came.get(phase, 0)) for phase, pair in zip(Phase, pairwise(looks), strict=True)
        )


def _between(phase: Phase, begin: _Look, end: _Look, came: int) -> Spent:
    flow = end.flow - begin.flow
    return Spent(
        phase=phase,
        seconds=end.at - begin.at,
        pool=end.pool - begin.pool,
        threads=max(0.0, end.process - begin.process - flow),
        flow=flow,
        other_side=end.other_side - begin.other_side,
        held_here=end.held_here - begin.held_here,
        held_database=end.held_database - begin.held_database,
        commit=end.commit - begin.commit,
        held=end.held - begin.held,
        waited=end.waited - begin.waited,
        questions=end.questions - begin.questions,
        files=end.files - begin.files,
        door_bytes=end.door_bytes - begin.door_bytes + came,
        store_bytes=end.store_bytes - begin.store_bytes,
    )


def nights(sizes: Sequence[int], seed: int, chunk: int, ledgers: Sequence[str]) -> list[Night]:
    """A night of each of ``sizes`` with the empty ledger of the same rank, after one of :data:`FIRST` that is not told:
    what a process and its workers import once is in that one.
    """
    with servers.workplace() as place, servers.sshd(place / "secrets") as server:
        every = zip((FIRST, *sizes), ledgers, strict=True)
        return [_night(place / str(rank), server, size, seed, chunk, url) for rank, (size, url) in enumerate(every)][1:]


def _night(place: Path, server: Server, count: int, seed: int, chunk: int, ledger: str) -> Night:
    place.mkdir()
    config = lay_out(place, server, count, seed, ledger=ledger, chunk=chunk, pack_above=1)
    deposited, load = sum(_files(place / "sftp")), os.getloadavg()[0]
    prefect = _PrefectServer()
    with on_the_ledger() as meter, on_prefect() as asked:
        phases = _Phases(place=place, sshd=server.process, ledger=meter)
        with _told(phases):
            rate = night_of(config, count)
        spent = phases.spent(deposited)
    return Night(
        invoices=count,
        chunk=chunk,
        seconds=count / rate,
        phases=spent,
        calls=asked.calls,
        events=asked.events,
        statements=meter.statements,
        prefect=prefect.seconds(),
        door_file=_file_seconds(place),
        store_byte=_byte_seconds(place),
        load=load,
    )


class _PrefectServer:
    """Prefect's server, which runs beside this process, below the same one; what it does while nothing is asked of it
    is not counted.
    """

    def __init__(self) -> None:
        self._processes = sorted(set(descendants(os.getppid())) - {os.getppid(), *descendants(os.getpid())})
        before, began = seconds_of(self._processes), perf_counter()
        time.sleep(SETTLED)
        self._before, self._began = seconds_of(self._processes), perf_counter()
        self._idle = (self._before - before) / (self._began - began)

    def seconds(self) -> float:
        """Processor seconds that it needed for what it was asked, once it has written down the last events."""
        time.sleep(SETTLED)
        more, elapsed = seconds_of(self._processes) - self._before, perf_counter() - self._began
        return max(0.0, more - self._idle * elapsed)


@contextmanager
def _told(phases: _Phases) -> Iterator[None]:
    """Tells ``phases`` when each begins, within the block."""
    from flows import reports
    from flows.deciding import Deciding

    steps: Any = Deciding
    begin, left_by_others, status_reports = steps.begin, steps.left_by_others, reports.status_reports

    def begun(deciding: Deciding, drop: str) -> Any:
        phases.begin(Phase.DECISION)
        return begin(deciding, drop)

    def decided(deciding: Deciding) -> Iterator[Any]:
        yield from left_by_others(deciding)
        phases.begin(Phase.REMISE)

    def reported(*values: Any) -> Any:
        phases.begin(Phase.ETATS)
        return status_reports(*values)

    phases.begin(Phase.RELEVE)
    steps.begin, steps.left_by_others = begun, decided
    reports.status_reports = reported  # type: ignore[assignment]
    try:
        yield
    finally:
        steps.begin, steps.left_by_others = begin, left_by_others
        reports.status_reports = status_reports


def _files(folder: Path) -> list[int]:
    """The sizes of all files below ``folder``."""
    return [path.stat().st_size for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


def _file_seconds(place: Path) -> float:
    """Seconds for which the disk has to do with a small file that is to last, by :data:`WRITERS` at once."""
    files, size = SMALL
    folder = place / "essai-fichiers"
    folder.mkdir()

    def write(name: str) -> None:
        with (folder / f".{name}").open("xb") as file:
            file.write(os.urandom(size))
            file.flush()
            os.fsync(file.fileno())
        (folder / f".{name}").rename(folder / name)

    with ThreadPoolExecutor(WRITERS) as threads:
        began = perf_counter()
        list(threads.map(write, map(str, range(files))))
        return (perf_counter() - began) / files


def _byte_seconds(place: Path) -> float:
    """Seconds for which the disk has to do with a byte of a pack that is to last."""
    content = os.urandom(PACK)
    began = perf_counter()
    with (place / "essai-paquet").open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return (perf_counter() - began) / PACK


if __name__ == "__main__":
    seed, chunk, *sizes = map(int, sys.argv[1:])
    told = nights(sizes, seed, chunk, sys.stdin.read().splitlines())
    sys.stdout.write(json.dumps([asdict(night) for night in told]) + "\n")
