"""The night: every drop is picked up, decided, delivered and answered; nothing waits for anything it need not.

It begins with what the calendar and the recipients say of earlier invoices, and ends by telling what changed.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.artifacts import create_table_artifact
from prefect.futures import as_completed

from domain.errors import NavetteError
from flows import answers, progress, steps
from flows.finishing import finish
from flows.notifications import told
from flows.runner import config_path, outcome, runner_of
from hub.decide.unpack import Unpacked, grouped, is_lot, single
from hub.runtime.run_counts import Count, Tally, total
from hub.runtime.station import Station


class Unfinished(NavetteError):
    """The run is over and something stayed undone; what was done is in ``tallies``."""

    def __init__(self, tallies: tuple[Tally, ...], message: str) -> None:
        super().__init__(message, "What may pass is tried again by the next run; see docs/operations.md for the rest.")
        self.tallies = tallies


@flow(name="nightly_ingestion", log_prints=False)
def nightly_ingestion(config: str = "navette.toml", drop: str | None = None) -> tuple[Tally, ...]:
    """The whole night for every drop of the settings, or for ``drop`` alone; one tally a drop.

    What a cut night left undone is finished first. Raises :class:`Unfinished` at the very end, when all that
    could be done is done, if a door did not open or something stayed undone: a night is never silently partial.
    """
    path = config_path(config)
    place = steps.here(path)
    names = [place.settings.drop(drop).name] if drop else [table.name for table in place.settings.drops]
    with runner_of(place.settings) as runner:
        tallies = whole(runner, path, place, names)
    tallies = told(path, place, tallies)
    publish(tallies)
    return fail_if_troubled(tallies)


def whole(
    runner: Any,
    path: Path,
    place: Station,
    drops: list[str],
    as_they_end: Callable[[list[Any]], Iterable[Any]] = as_completed,
) -> tuple[Tally, ...]:
    """Picks up, decides and does what follows, for ``drops``; ``runner`` carries the tasks.

    Drops are decided as their pick-ups end: a door that is tried again and again keeps nobody waiting.
    """
    if place.crew:
        place.crew.call()
    place.store.sweep(place.clock())
    everybody = len(drops) == len(place.settings.drops)
    before = _before(runner, path, place, drops, everybody=everybody)
    visits = [runner.submit(steps.pick_up, {"config": path, "drop": name}) for name in drops]
    names = {id(visit): name for visit, name in zip(visits, drops, strict=True)}
    decided = [
        work for visit in as_they_end(visits) for work in _received(runner, path, place, names[id(visit)], visit)
    ]
    in_order = (Tally(drop=name) for name in drops)
    tallies = total(chain(in_order, before, decided, finish(runner, path, place, drops)))
    return worth_telling(tallies, drops)


def worth_telling(tallies: Iterable[Tally], drops: list[str]) -> tuple[Tally, ...]:
    """The tallies of ``drops``, and those of others that say something."""
    return tuple(one for one in tallies if one.drop in drops or any(one.counts.values()) or one.troubles or one.remarks)


def _before(runner: Any, path: Path, place: Station, drops: list[str], *, everybody: bool) -> list[Tally]:
    """Deadlines that passed, and what was answered, since the last run."""
    lapsed = []
    if everybody:
        answer = outcome(runner.submit(answers.lapse, {"config": path}), answers.ECHEANCES)
        lapsed = [answer if isinstance(answer, Tally) else answer.tally]
    return [*lapsed, *answers.heard(runner, path, place, drops, everybody=everybody)]


def decide_undecided(runner: Any, path: Path, place: Station, drop: str) -> Iterator[Tally]:
    """Decides on every deposit of ``drop`` that waits for it: just received, or left by a cut run."""
    waiting = place.ledger.undecided(drop)
    lots = {deposit.id for deposit in waiting if is_lot(deposit, place.store)}
    opened = [runner.submit(steps.unpack, {"config": path, "deposit": lot}) for lot in waiting if lot.id in lots]
    alone = [single(deposit) for deposit in waiting if deposit.id not in lots]
    progress.expect("decision", len(alone))
    futures = [
        runner.submit(steps.decide, {"config": path, "chunk": chunk})
        for chunk in grouped(drop, alone, place.settings.run.chunk, conclude=True)
    ]
    for lot in opened:
        yield from _lot(runner, path, place, drop, outcome(lot, drop))
    yield from (outcome(future, drop) for future in futures)


def publish(tallies: tuple[Tally, ...]) -> None:
    """The table a night ends with, where Prefect shows it."""
    rows = [
        {"compte": tally.drop}
        | {str(kind): tally.of(kind) for kind in Count}
        | {"incidents": " ; ".join(tally.troubles), "remarques": " ; ".join(tally.remarks)}
        for tally in tallies
    ]
    create_table_artifact(key="bilan", table=rows, description="Bilan par compte fournisseur")


def fail_if_troubled(tallies: tuple[Tally, ...]) -> tuple[Tally, ...]:
    """The tallies. Raises :class:`Unfinished` that names what stayed undone, when anything did."""
    troubles = [f"{tally.drop} : {trouble}" for tally in tallies for trouble in tally.troubles]
    if troubles:
        shown = " | ".join(troubles[:10]) + (f" | … {len(troubles) - 10} de plus" if len(troubles) > 10 else "")
        raise Unfinished(
            tallies, f"The run is over, and not everything is done ({len(troubles)}): {shown.removesuffix('.')}."
        )
    return tallies


def _received(runner: Any, path: Path, place: Station, name: str, visit: Any) -> Iterator[Tally]:
    """The visit's tally, then those of what it brought; a door that did not open leaves what waited before."""
    yield outcome(visit, name)
    yield from decide_undecided(runner, path, place, name)


def _lot(runner: Any, path: Path, place: Station, drop: str, lot: Unpacked | Tally) -> Iterator[Tally]:
    if isinstance(lot, Tally):
        yield lot
        return
    progress.expect("decision", len(lot.pieces))
    chunks = grouped(drop, lot.pieces, place.settings.run.chunk, conclude=False)
    futures = [runner.submit(steps.decide, {"config": path, "chunk": chunk}) for chunk in chunks]
    tallies: list[Tally] = [outcome(future, drop) for future in futures]
    yield from tallies
    if not any(tally.troubles for tally in tallies):
        concluded = outcome(runner.submit(steps.conclude, {"config": path, "lot": lot}), drop)
        if isinstance(concluded, Tally):
            yield concluded
