"""Status files: read whole, then applied line by line, each batch of lines in one transaction.

When a run was interrupted, the next one resumes: lines the ledger has are not applied again. When the same bytes come
again from the same deposit folder, a finding says so and nothing changes.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from domain.deposit import Deposit, DepositKind
from domain.errors import NavetteError, Undecided
from domain.finding import Finding, Severity
from domain.paris_time import french_datetime
from domain.suivi import Outcome, Statement, StatementResult, StatusReading
from domain.text import Text
from hub.decide import unreadable_files
from hub.decide.chunks import store_at
from hub.decide.recording import conclude_deposit
from hub.intake.deposit_folders import DepositFolder
from hub.runtime.loss import Loss
from hub.runtime.run_counts import Count, RunCounts
from hub.runtime.station import Station
from ledger import MarkedStore
from parsers import suivi as reading
from parsers.limits import Limits
from validators import suivi
from validators.causes import with_causes
from validators.causes.status_lines import with_line_causes

LINES = 2000
"""Lines of one transaction."""
FOLLOWED = frozenset({Outcome.APPLIED, Outcome.ALREADY, Outcome.NOTED})


def follow(station: Station, deposit_folder: DepositFolder, deposit: Deposit) -> RunCounts:
    """Applies the lines of a received status file, and concludes its deposit.

    Raises :class:`domain.errors.LedgerError` when the store cannot return its bytes, and
    :class:`domain.errors.Undecided` when it cannot be read to the end: the deposit then stays undecided.
    """
    findings = _double(station, deposit_folder, deposit)
    read = StatusReading(format=None, findings=findings) if findings else _read(station, deposit)
    counts = Counter({Count.APPLIED: 0, Count.REFUSED: 0})
    if not any(finding.severity is Severity.FATAL for finding in read.findings):
        for applied in _applied(station, deposit_folder, deposit, read.statements):
            for one in applied:
                counts[Count.APPLIED if one.outcome in FOLLOWED else Count.REFUSED] += 1
    else:
        counts[Count.REFUSED] = 1
    conclude_deposit(station.ledger, deposit.id, with_causes(read.findings), station.clock())
    return RunCounts(drop=deposit_folder.acteur.name, counts=counts)


def _double(station: Station, deposit_folder: DepositFolder, deposit: Deposit) -> tuple[Finding, ...]:
    """The finding about a file whose bytes were applied before."""
    earlier = station.ledger.deposits.accepted_files(deposit_folder.name, [deposit.sha256], DepositKind.STATUTS).get(
        deposit.sha256
    )
    if earlier is None or earlier.id == deposit.id:
        return ()
    day = f"{earlier.received_at:%Y-%m-%d %H:%M} UTC"
    first = Text(french_datetime(earlier.received_at), day)
    return (unreadable_files.FOLLOWED_BEFORE.finding(name=deposit.name, number=earlier.number, first=first),)


def _applied(
    station: Station, deposit_folder: DepositFolder, deposit: Deposit, statements: Sequence[Statement]
) -> Iterator[tuple[StatementResult, ...]]:
    """The result of each line, by transaction; lines the ledger has already are left out."""
    there = {line.rank for line in station.ledger.follow_up.lines_of(deposit.id)}
    fresh = [statement for statement in statements if statement.rank not in there]
    for start in range(0, len(fresh), LINES):
        lines = fresh[start : start + LINES]
        with station.ledger.batch() as batch:
            applied = tuple(
                replace(one, findings=with_line_causes(one.findings))
                for one in suivi.apply(lines, batch.matching(lines), deposit_folder.acteur)
            )
            batch.follow(deposit.id, deposit_folder.acteur.name, applied, station.clock())
        yield applied


def _read(station: Station, deposit: Deposit) -> StatusReading:
    """Reads in the worker pool, so that a hostile file cannot crash the run; in this process when there is none."""
    work = partial(_read_all, station.store.place, station.settings.run.status_bytes)
    if station.pool is None:
        (answer,) = work((deposit,))
    else:
        (answer,) = station.pool.map(work, [deposit], 1, _lost)
    if isinstance(answer, NavetteError):
        raise answer
    return answer


def _read_all(store: MarkedStore, largest: int, deposits: tuple[Deposit, ...]) -> list[StatusReading | NavetteError]:
    return [_read_one(store, largest, deposit) for deposit in deposits]


def _read_one(store: MarkedStore, largest: int, deposit: Deposit) -> StatusReading | NavetteError:
    if deposit.size > largest:
        finding = unreadable_files.TOO_LONG.finding(size=deposit.size, limit=largest)
        return StatusReading(format=None, findings=(finding,))
    try:
        content = store_at(store).get(deposit.location)
    except NavetteError as fault:
        return fault
    return reading.read(content, deposit.name, Limits(file=largest))


def _lost(deposit: Deposit, loss: Loss) -> Undecided:
    return unreadable_files.undecided(deposit.name, loss)
