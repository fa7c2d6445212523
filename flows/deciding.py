"""Undecided deposits are decided on, chunk by chunk, beside other runs: what another decides on is left to it, and
taken up when it dies.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from domain.deposit import Deposit
from domain.errors import NavetteError
from flows import progress, steps
from flows.runner import outcome
from flows.steps import ChunkCounts
from hub.decide.claimed_pieces import freed, name_of
from hub.decide.unpack import Piece, Unpacked, grouped, is_lot, single
from hub.runtime.patience import BRIEF, comes, patiently
from hub.runtime.run_counts import RunCounts, of_fault
from hub.runtime.station import Station
from hub.runtime.unexpected import as_fault

LEASES = 1.5
"""How long a run waits for what others hold, in leases, as long as nothing of it comes free."""


@dataclass
class _Part:
    """Documents of a drop that are decided on together: single files, or a lot, which is concluded after them."""

    drop: str
    pieces: tuple[Piece, ...]
    lot: Unpacked | None = None
    troubled: bool = False
    elsewhere: tuple[Piece, ...] = ()
    futures: list[Any] = field(default_factory=list)


class Deciding:
    """The deciding of one run, of any number of drops."""

    def __init__(self, runner: Any, path: Path, station: Station) -> None:
        self._runner, self._path, self._station = runner, path, station
        self._left: list[_Part] = []

    def begin(self, drop: str) -> Iterator[RunCounts]:
        """Begins to decide on every undecided deposit of ``drop``: just received, or left by an interrupted run. The
        decisions are waited for in what is returned: no account that was begun too waits for one whose files are slow.
        """
        looked = [(deposit, self._look(deposit)) for deposit in self._undecided(drop)]
        opened = [
            self._runner.submit(steps.unpack, {"config": self._path, "deposit": lot})
            for lot, look in looked
            if look is True
        ]
        alone = tuple(single(deposit) for deposit, look in looked if look is False)
        untold = (
            of_fault(drop, look, repr(deposit.name)) for deposit, look in looked if isinstance(look, NavetteError)
        )
        singles = self._begun(_Part(drop=drop, pieces=alone))
        return chain(untold, self._opened(drop, opened), self._ended(singles))

    def _opened(self, drop: str, opened: Iterable[Any]) -> Iterator[RunCounts]:
        """The counts of the lots of ``drop``, each decided on as it is unpacked."""
        for future in opened:
            lot = outcome(future, drop)
            if isinstance(lot, RunCounts):
                yield lot
            else:
                yield from self._ended(self._begun(_Part(drop=drop, pieces=lot.pieces, lot=lot)))

    def left_by_others(self) -> Iterator[RunCounts]:
        """Decides on what others held and came free undecided, because they died; waits for it, but not for ever: what
        a run that is alive holds much longer is told as undecided.
        """
        while self._left:
            waiting = tuple(piece for part in self._left for piece in part.elsewhere)
            if not comes(lambda: bool(self._freed(waiting)), LEASES * self._station.settings.run.lease):  # noqa: B023
                return
            parts, self._left = self._left, []
            for part in parts:
                yield from self._again(part)

    def _again(self, part: _Part) -> Iterator[RunCounts]:
        free = self._freed(part.elsewhere)
        taken = {name_of(piece) for piece in free}
        held = tuple(piece for piece in part.elsewhere if name_of(piece) not in taken)
        part.pieces, part.elsewhere = free, held
        yield from self._ended(self._begun(part))

    def _begun(self, part: _Part) -> _Part:
        progress.expect("decision", len(part.pieces))
        chunks = grouped(part.drop, part.pieces, self._station.settings.run.chunk, conclude=part.lot is None)
        part.futures = [self._runner.submit(steps.decide, {"config": self._path, "chunk": chunk}) for chunk in chunks]
        return part

    def _ended(self, part: _Part) -> Iterator[RunCounts]:
        """The counts of the part's chunks. A lot is concluded once every document of it is recorded, by whomever."""
        for future in part.futures:
            done = outcome(future, part.drop)
            chunk = done if isinstance(done, ChunkCounts) else ChunkCounts(counts=done)
            part.troubled = part.troubled or bool(chunk.counts.troubles)
            part.elsewhere += chunk.elsewhere
            yield chunk.counts
        if part.elsewhere:
            self._left.append(part)
        elif part.lot and not part.troubled:
            yield outcome(self._runner.submit(steps.conclude, {"config": self._path, "lot": part.lot}), part.drop)

    def _freed(self, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
        return patiently(lambda: freed(self._station.ledger, pieces))

    def _undecided(self, drop: str) -> tuple[Deposit, ...]:
        return patiently(lambda: self._station.ledger.deposits.undecided(drop))

    def _look(self, deposit: Deposit) -> bool | NavetteError:
        """Whether the deposit may hold several documents, or why that cannot be told now: it stays undecided then."""
        try:
            return patiently(lambda: is_lot(deposit, self._station.store), BRIEF)
        except BaseException as error:  # noqa: BLE001 - whatever one file raises holds up no other
            return as_fault(error, deposit.name)
