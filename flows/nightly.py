"""The nightly run: every drop is picked up, decided, delivered and answered, each step as soon as its input is ready.
It begins with deadlines and answers about earlier invoices, and ends with the messages about what changed.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.futures import as_completed

from domain.deposit import Deposit
from domain.errors import NavetteError
from domain.portal_depositor import is_of_portal
from domain.text import Text
from flows import answers, progress, steps
from flows.finished import keep
from flows.finishing import finish
from flows.notifications import notify_all, with_published_head
from flows.runner import config_path, outcome, runner_of
from flows.summary import publish
from hub.decide.unpack import Unpacked, grouped, is_lot, single
from hub.runtime.late_night import late_nights_of
from hub.runtime.patience import BRIEF, patiently
from hub.runtime.run_counts import RunCounts, of_fault, total, troubles_of
from hub.runtime.station import Station
from hub.runtime.unexpected import as_fault
from hub.runtime.unfinished import Unfinished
from hub.runtime.what_waits import with_what_waits

_REMEDY = Text(
    "Ce qui peut passer sera repris par le prochain passage ; pour le reste, voyez docs/operations.md.",
    "What may pass is tried again by the next run; see docs/operations.md for the rest.",
)


@flow(name="nightly_ingestion", log_prints=False)
def nightly_ingestion(config: str = "navette.toml", drop: str | None = None) -> tuple[RunCounts, ...]:
    """The whole run for every drop of the settings, or for ``drop`` alone; one RunCounts for each drop. What an
    interrupted run left undone is finished first. Raises :class:`Unfinished` at the very end, when all that could be
    done is done, if a door did not open or something stayed undone: a partial run never looks complete.
    """
    path = config_path(config)
    station = steps.begin(path)
    names = [station.settings.drop(drop).name] if drop else [table.name for table in station.settings.drops]
    late = late_nights_of(station)
    began = patiently(lambda: station.ledger.runs.begin(names[0] if drop else None, station.clock()))
    with runner_of(station.settings) as runner:
        all_counts = keep(total((*whole(runner, path, station, names), *late)))
    patiently(lambda: station.ledger.runs.end(began, station.clock()))
    all_counts = notify_all(path, station, with_published_head(path, station, all_counts))
    publish(all_counts, station.settings.locale)
    return fail_if_troubled(all_counts)


def whole(
    runner: Any,
    path: Path,
    station: Station,
    drops: list[str],
    as_they_end: Callable[[list[Any]], Iterable[Any]] = as_completed,
) -> tuple[RunCounts, ...]:
    """Picks up, decides, delivers and answers, for ``drops``; ``runner`` carries the tasks.

    Drops are decided as their pick-ups end: a door that is being retried delays no other drop.
    """
    if station.pool:
        station.pool.call()
    station.store.sweep(station.clock())
    everybody = len(drops) == len(station.settings.drops)
    before = _before(runner, path, station, drops, everybody=everybody)
    visits = [runner.submit(steps.pick_up, {"config": path, "drop": name}) for name in drops]
    names = {id(visit): name for visit, name in zip(visits, drops, strict=True)}
    decided = [
        work for visit in as_they_end(visits) for work in _received(runner, path, station, names[id(visit)], visit)
    ]
    if everybody:
        decided += _of_portal(runner, path, station)
    in_order = (RunCounts(drop=name) for name in drops)
    done = chain(in_order, before, decided, finish(runner, path, station, drops))
    return worth_telling(with_what_waits(station, drops, done), drops)


def worth_telling(all_counts: Iterable[RunCounts], drops: list[str]) -> tuple[RunCounts, ...]:
    """The counts of ``drops``, and the non-empty ones of others."""
    return tuple(one for one in all_counts if one.drop in drops or any(one.counts.values()) or _is_told(one))


def _is_told(counts: RunCounts) -> bool:
    return bool(counts.troubles or counts.remarks or counts.open_effects)


def _before(runner: Any, path: Path, station: Station, drops: list[str], *, everybody: bool) -> list[RunCounts]:
    """Applies the deadlines that passed, and the answers received, since the last run."""
    lapsed = []
    if everybody:
        answer = outcome(runner.submit(answers.lapse, {"config": path}), answers.ECHEANCES)
        lapsed = [answer if isinstance(answer, RunCounts) else answer.drop_counts]
    return [*lapsed, *answers.receive_answers(runner, path, station, drops, everybody=everybody)]


def decide_undecided(runner: Any, path: Path, station: Station, drop: str) -> Iterator[RunCounts]:
    """Decides on every undecided deposit of ``drop``: just received, or left by an interrupted run."""
    looked = [(deposit, _look(station, deposit)) for deposit in _undecided(station, drop)]
    opened = [runner.submit(steps.unpack, {"config": path, "deposit": lot}) for lot, look in looked if look is True]
    alone = [single(deposit) for deposit, look in looked if look is False]
    untold = [(deposit, look) for deposit, look in looked if isinstance(look, NavetteError)]
    yield from (of_fault(drop, fault, repr(deposit.name)) for deposit, fault in untold)
    progress.expect("decision", len(alone))
    futures = [
        runner.submit(steps.decide, {"config": path, "chunk": chunk})
        for chunk in grouped(drop, alone, station.settings.run.chunk, conclude=True)
    ]
    for lot in opened:
        yield from _lot(runner, path, station, drop, outcome(lot, drop))
    yield from (outcome(future, drop) for future in futures)


def _of_portal(runner: Any, path: Path, station: Station) -> Iterator[RunCounts]:
    """Decides on what was deposited through the portal and left undecided by a process of it that was stopped."""
    left = patiently(station.ledger.deposits.undecided)
    for name in dict.fromkeys(deposit.drop for deposit in left if is_of_portal(deposit.drop)):
        yield from decide_undecided(runner, path, station, name)


def _undecided(station: Station, drop: str) -> tuple[Deposit, ...]:
    return patiently(lambda: station.ledger.deposits.undecided(drop))


def _look(station: Station, deposit: Deposit) -> bool | NavetteError:
    """Whether the deposit may hold several documents, or why that cannot be told now: it stays undecided then."""
    try:
        return patiently(lambda: is_lot(deposit, station.store), BRIEF)
    except BaseException as error:  # noqa: BLE001 - whatever one file raises holds up no other
        return as_fault(error, deposit.name)


def fail_if_troubled(all_counts: tuple[RunCounts, ...]) -> tuple[RunCounts, ...]:
    """Returns the counts. Raises :class:`Unfinished`, with the troubles, when anything stayed undone."""
    troubles = troubles_of(all_counts)
    if troubles:
        message = Text(
            f"Le passage est fini, et tout n'est pas fait ({len(troubles)}).",
            f"The run is over, and not everything is done ({len(troubles)}).",
        )
        raise Unfinished(message, _REMEDY, troubles=troubles, all_counts=all_counts)
    return all_counts


def _received(runner: Any, path: Path, station: Station, name: str, visit: Any) -> Iterator[RunCounts]:
    """The counts of the visit, then those of the deposits; when the door did not open, only earlier deposits are
    decided.
    """
    yield outcome(visit, name)
    yield from decide_undecided(runner, path, station, name)


def _lot(runner: Any, path: Path, station: Station, drop: str, lot: Unpacked | RunCounts) -> Iterator[RunCounts]:
    if isinstance(lot, RunCounts):
        yield lot
        return
    progress.expect("decision", len(lot.pieces))
    chunks = grouped(drop, lot.pieces, station.settings.run.chunk, conclude=False)
    futures = [runner.submit(steps.decide, {"config": path, "chunk": chunk}) for chunk in chunks]
    all_counts: list[RunCounts] = [outcome(future, drop) for future in futures]
    yield from all_counts
    if not any(drop_counts.troubles for drop_counts in all_counts):
        yield outcome(runner.submit(steps.conclude, {"config": path, "lot": lot}), drop)
