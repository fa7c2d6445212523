"""Answers in a run: deposit folders of answers received, status files applied, suspended invoices completed."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE

from domain.deposit import Deposit, DepositKind
from domain.errors import Unavailable
from flows import progress
from flows.prefect_retry import DELAYS, may_pass
from flows.runner import outcome
from flows.steps import here, pause, seen
from hub.deliver import download_watch
from hub.follow_up import complements, deadlines, status_files
from hub.intake import pick_up
from hub.intake.deposit_folders import DepositFolder, answering, deposit_folder_of
from hub.intake.told_today import note_told
from hub.machines.same_run import Place
from hub.runtime.patience import patiently
from hub.runtime.run_counts import Count, RunCounts, of_fault
from hub.runtime.station import Station
from hub.runtime.unexpected import as_fault
from hub.runtime.what_waits import is_of

KINDS = (DepositKind.STATUTS, DepositKind.COMPLEMENTS)
ECHEANCES = deadlines.DROP


@task(
    name="relever-les-reponses",
    task_run_name="relever-les-reponses-{door}",
    cache_policy=NO_CACHE,
    retries=3,
    retry_delay_seconds=DELAYS,
    retry_condition_fn=may_pass,
)
def visit(config: Place, door: str, names: tuple[str, ...]) -> tuple[RunCounts, ...]:
    """Receives everything ready in the deposit folders ``names`` behind one door; one RunCounts for each that held a
    file.

    Raises :class:`domain.errors.DoorClosed` when the door does not open.
    """
    station = here(config)
    deposit_folders = {name: deposit_folder_of(station.settings, name) for name in names}
    with station.door(door) as connector:
        visits = list(
            pick_up.pick_up_all(
                tuple(deposit_folders.values()),
                connector,
                station.ledger,
                station.store,
                pause=lambda: pause(station),
                now=station.clock,
            )
        )
    note_told(station.ledger, (key for one in visits for key in one.told), station.clock())
    return tuple(seen(deposit_folders[one.drop].acteur.name, one) for one in visits)


@task(
    name="suivre",
    task_run_name="suivre-{name}",
    cache_policy=NO_CACHE,
    retries=3,
    retry_delay_seconds=DELAYS,
    retry_condition_fn=may_pass,
)
def follow(config: Place, name: str) -> RunCounts:
    """Applies every undecided status file of the deposit folder, oldest first; one that cannot be read is left, with a
    trouble.
    """
    station = here(config)
    deposit_folder = deposit_folder_of(station.settings, name)
    drop_counts = RunCounts(drop=deposit_folder.acteur.name)
    for deposit in station.ledger.deposits.undecided(name, DepositKind.STATUTS):
        try:
            drop_counts = drop_counts.plus(status_files.follow(station, deposit_folder, deposit))
        except Unavailable:  # the store, the ledger: the whole task is tried again
            raise
        except BaseException as error:  # noqa: BLE001 - whatever one file raises holds up no other
            fault = as_fault(error, deposit.name)
            drop_counts = drop_counts.plus(of_fault(drop_counts.drop, fault, repr(deposit.name)))
    progress.advance("statuts", drop_counts.of(Count.APPLIED) + drop_counts.of(Count.REFUSED))
    return drop_counts


@task(
    name="completer",
    task_run_name="completer-{name}",
    cache_policy=NO_CACHE,
    retries=3,
    retry_delay_seconds=DELAYS,
    retry_condition_fn=may_pass,
)
def complete(config: Place, name: str) -> RunCounts:
    """Completes the invoices named by the undecided files of the deposit folder ``name``."""
    station = here(config)
    return complements.complete(
        station,
        deposit_folder_of(station.settings, name),
        station.ledger.deposits.undecided(name, DepositKind.COMPLEMENTS),
    )


@task(name="telechargements", cache_policy=NO_CACHE, retries=3, retry_delay_seconds=DELAYS, retry_condition_fn=may_pass)
def watch(config: Place) -> tuple[RunCounts, ...]:
    """Records which delivered invoices were downloaded by their recipients."""
    return download_watch.watch(here(config))


@task(name="echeances", cache_policy=NO_CACHE, retries=3, retry_delay_seconds=DELAYS, retry_condition_fn=may_pass)
def lapse(config: Place) -> deadlines.Deadlines:
    """Applies the deadlines that passed without an answer, and records warnings of those about to pass."""
    return deadlines.watch(here(config))


def receive_answers(runner: Any, path: Path, station: Station, drops: Sequence[str]) -> Iterator[RunCounts]:
    """Receives and applies the answers of the accounts ``drops``, and those of every recipient; the counts as they are
    made.
    """
    deposit_folders = [
        deposit_folder
        for kind in KINDS
        for deposit_folder in _answering(station, kind)
        if is_of(deposit_folder.name, station, drops)
    ]
    yield from _visited(runner, path, deposit_folders)
    for kind, step in ((DepositKind.STATUTS, follow), (DepositKind.COMPLEMENTS, complete)):
        waiting = dict.fromkeys(deposit.drop for deposit in _undecided(station, kind))
        futures = [
            (name, runner.submit(step, {"config": path, "name": name}))
            for name in waiting
            if is_of(name, station, drops)
        ]
        yield from (outcome(future, name) for name, future in futures)
    yield from _several(runner.submit(watch, {"config": path}), "téléchargements")


def _answering(station: Station, kind: DepositKind) -> tuple[DepositFolder, ...]:
    return patiently(lambda: answering(station, kind))


def _undecided(station: Station, kind: DepositKind) -> tuple[Deposit, ...]:
    return patiently(lambda: station.ledger.deposits.undecided(kind=kind))


def _visited(runner: Any, path: Path, deposit_folders: Sequence[DepositFolder]) -> Iterator[RunCounts]:
    doors = {
        door: tuple(deposit_folder.name for deposit_folder in deposit_folders if deposit_folder.door == door)
        for door in {deposit_folder.door: None for deposit_folder in deposit_folders}
    }
    futures = [
        (door, runner.submit(visit, {"config": path, "door": door, "names": names})) for door, names in doors.items()
    ]
    for door, future in futures:
        yield from _several(future, door)


def _several(future: Any, name: str) -> list[RunCounts]:
    answer = outcome(future, name)
    return [answer] if isinstance(answer, RunCounts) else list(answer)
