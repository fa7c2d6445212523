"""The nightly run: every drop is picked up, decided, delivered and answered, each step as soon as its input is ready.
It begins with deadlines and answers about earlier invoices, and ends with the messages about what changed.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.futures import as_completed

from domain.errors import NavetteError
from domain.portal_depositor import is_of_portal
from domain.text import Text
from flows import answers, steps
from flows.afar import seen_from_afar
from flows.deciding import Deciding
from flows.finished import keep
from flows.finishing import finish
from flows.notifications import notify_all, with_published_head
from flows.runner import config_path, outcome, runner_of
from flows.summary import publish
from hub.runtime.late_night import late_nights_of
from hub.runtime.patience import patiently
from hub.runtime.run_counts import RunCounts, total, troubles_of
from hub.runtime.station import Station
from hub.runtime.unfinished import Unfinished
from hub.runtime.what_waits import of_run, with_what_waits

_REMEDY = Text(
    "Ce qui peut passer sera repris par le prochain passage ; pour le reste, voyez docs/operations.md.",
    "What may pass is tried again by the next run; see docs/operations.md for the rest.",
)
_END_UNRECORDED = Text("la fin du passage n'est pas inscrite", "the end of the run is not recorded")


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
    with runner_of(station) as runner, seen_from_afar(station):
        all_counts = keep(total((*whole(runner, path, station, names), *late)))
    all_counts = keep(total((*all_counts, *_end(station, began))))
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
    done = _done(runner, path, station, drops, as_they_end)
    return worth_telling(with_what_waits(station, drops, done), drops)


def _done(
    runner: Any, path: Path, station: Station, drops: list[str], as_they_end: Callable[[list[Any]], Iterable[Any]]
) -> Iterator[RunCounts]:
    """The counts of each step, as they are made."""
    yield from (RunCounts(drop=name) for name in drops)
    if station.pool and station.settings.run.runner == "threads":
        station.pool.call()
    station.store.sweep(station.clock())
    yield from _before(runner, path, station, drops)
    visits = [runner.submit(steps.pick_up, {"config": path, "drop": name}) for name in drops]
    names = {id(visit): name for visit, name in zip(visits, drops, strict=True)}
    deciding = Deciding(runner, path, station)
    yield from _received(deciding, ((visit, names[id(visit)]) for visit in as_they_end(visits)))
    yield from _of_portal(deciding, station)
    yield from deciding.left_by_others()
    yield from finish(runner, path, station, drops)


def _end(station: Station, began: int) -> Iterator[RunCounts]:
    """Records the end of the run; the trouble, when the ledger does not answer."""
    try:
        patiently(lambda: station.ledger.runs.end(began, station.clock()))
    except NavetteError as fault:
        yield of_run(fault, _END_UNRECORDED)


def worth_telling(all_counts: Iterable[RunCounts], drops: list[str]) -> tuple[RunCounts, ...]:
    """The counts of ``drops``, and the non-empty ones of others."""
    return tuple(one for one in all_counts if one.drop in drops or any(one.counts.values()) or _is_told(one))


def _is_told(counts: RunCounts) -> bool:
    return bool(counts.troubles or counts.remarks or counts.open_effects)


def _before(runner: Any, path: Path, station: Station, drops: list[str]) -> Iterator[RunCounts]:
    """Applies the deadlines that passed, and the answers received, since the last run; those of recipients in each run,
    of whichever drops it is.
    """
    answer = outcome(runner.submit(answers.lapse, {"config": path}), answers.ECHEANCES)
    yield answer if isinstance(answer, RunCounts) else answer.drop_counts
    yield from answers.receive_answers(runner, path, station, drops)


def _of_portal(deciding: Deciding, station: Station) -> Iterator[RunCounts]:
    """Decides on what was deposited through the portal and left undecided by a process of it that was stopped."""
    left = patiently(station.ledger.deposits.undecided)
    for name in dict.fromkeys(deposit.drop for deposit in left if is_of_portal(deposit.drop)):
        yield from deciding.begin(name)


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


def _received(deciding: Deciding, visits: Iterable[tuple[Any, str]]) -> Iterator[RunCounts]:
    """The counts of each visit, then those of the deposits of its drop, all of them begun before any is waited for;
    when a door did not open, only earlier deposits are decided. What was begun before a fault of ours is told.
    """
    begun: list[Iterator[RunCounts]] = []
    stopped: NavetteError | None = None
    for visit, name in visits:
        yield outcome(visit, name)
        try:
            begun.append(deciding.begin(name))
        except NavetteError as fault:
            stopped = fault
            break
    yield from chain.from_iterable(begun)
    if stopped:
        raise stopped
