"""What people answer, in a run: their inboxes visited, status files followed, suspended invoices completed."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE

from domain.deposit import Kind
from domain.errors import LedgerError
from flows import progress
from flows.retry import DELAYS, may_pass
from flows.runner import outcome
from flows.steps import here, pause, seen
from hub.deliver import download_watch
from hub.follow_up import complements, deadlines, status_files
from hub.intake import pick_up
from hub.intake.inboxes import Inbox, answering, inbox
from hub.runtime.run_counts import Count, Tally, total
from hub.runtime.station import Station

KINDS = (Kind.STATUTS, Kind.COMPLEMENTS)
ECHEANCES = deadlines.DROP


@task(
    name="relever-les-reponses",
    task_run_name="relever-les-reponses-{door}",
    cache_policy=NO_CACHE,
    retries=3,
    retry_delay_seconds=DELAYS,
    retry_condition_fn=may_pass,
)
def visit(config: Path, door: str, names: tuple[str, ...]) -> tuple[Tally, ...]:
    """Receives everything ready in the inboxes ``names`` behind one door; one tally for each that held something.

    Raises ``Unavailable`` when the door does not open.
    """
    place = here(config)
    boxes = {name: inbox(place.settings, name) for name in names}
    with place.door(door) as connector:
        visits = list(
            pick_up.pick_up_all(
                tuple(boxes.values()),
                connector,
                place.ledger,
                place.store,
                pause=lambda: pause(place),
                now=place.clock,
            )
        )
    return tuple(seen(boxes[one.drop].acteur.name, one) for one in visits)


@task(
    name="suivre",
    task_run_name="suivre-{name}",
    cache_policy=NO_CACHE,
    retries=3,
    retry_delay_seconds=DELAYS,
    retry_condition_fn=may_pass,
)
def follow(config: Path, name: str) -> Tally:
    """Follows every status file that waits in the inbox, oldest first; one that cannot be is left, and told."""
    place = here(config)
    box = inbox(place.settings, name)
    tally = Tally(drop=box.acteur.name)
    for deposit in place.ledger.undecided(name, Kind.STATUTS):
        try:
            tally = tally.plus(status_files.follow(place, box, deposit))
        except LedgerError as fault:
            tally = tally.plus(Tally(drop=tally.drop, troubles=(f"{deposit.name!r} : {fault}",)))
    progress.advance("statuts", tally.of(Count.APPLIED) + tally.of(Count.REFUSED))
    return tally


@task(
    name="completer",
    task_run_name="completer-{name}",
    cache_policy=NO_CACHE,
    retries=3,
    retry_delay_seconds=DELAYS,
    retry_condition_fn=may_pass,
)
def complete(config: Path, name: str) -> Tally:
    """Completes the invoices that the waiting files of the inbox ``name`` are for."""
    place = here(config)
    return complements.complete(place, inbox(place.settings, name), place.ledger.undecided(name, Kind.COMPLEMENTS))


@task(name="telechargements", cache_policy=NO_CACHE, retries=3, retry_delay_seconds=DELAYS, retry_condition_fn=may_pass)
def watch(config: Path) -> tuple[Tally, ...]:
    """Notes which delivered invoices were taken by their recipients."""
    return download_watch.watch(here(config))


@task(name="echeances", cache_policy=NO_CACHE, retries=3, retry_delay_seconds=DELAYS, retry_condition_fn=may_pass)
def lapse(config: Path) -> deadlines.Deadlines:
    """Applies the deadlines that passed in silence, and warns of those about to pass."""
    return deadlines.watch(here(config))


def heard(runner: Any, path: Path, place: Station, drops: Sequence[str], *, everybody: bool) -> tuple[Tally, ...]:
    """What the accounts ``drops`` answered, and with ``everybody`` the recipients too, received and applied."""
    boxes = [box for kind in KINDS for box in answering(place, kind) if everybody or box.acteur.name in drops]
    tallies = list(_visited(runner, path, boxes))
    for kind, step in ((Kind.STATUTS, follow), (Kind.COMPLEMENTS, complete)):
        waiting = dict.fromkeys(deposit.drop for deposit in place.ledger.undecided(kind=kind))
        mine = {box.name for box in boxes if box.kind is kind}
        futures = [
            (name, runner.submit(step, {"config": path, "name": name})) for name in waiting if name in mine or everybody
        ]
        tallies += [outcome(future, name) for name, future in futures]
    if everybody:
        tallies += _several(runner.submit(watch, {"config": path}), "téléchargements")
    return total(tallies)


def _visited(runner: Any, path: Path, boxes: Sequence[Inbox]) -> Iterator[Tally]:
    doors = {door: tuple(box.name for box in boxes if box.door == door) for door in {box.door: None for box in boxes}}
    futures = [
        (door, runner.submit(visit, {"config": path, "door": door, "names": names})) for door, names in doors.items()
    ]
    for door, future in futures:
        yield from _several(future, door)


def _several(future: Any, name: str) -> list[Tally]:
    answer = outcome(future, name)
    return [answer] if isinstance(answer, Tally) else list(answer)
