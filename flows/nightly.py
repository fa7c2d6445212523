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

from domain.deposit import Effect
from domain.errors import NavetteError
from flows import answers, progress, steps
from flows.notifications import told
from flows.runner import config_path, outcome, runner_of
from hub.delivering import homeless, rounds
from hub.station import Station
from hub.tally import Count, Tally, total
from hub.unpacking import Unpacked, grouped, is_lot, single


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


def finish(runner: Any, path: Path, place: Station, drops: list[str]) -> list[Tally]:
    """Does every effect that is due: files out of the inboxes, invoices to recipients, answers to suppliers.

    Deliveries change statuses: these are told last. It is the last work of a run: the crew goes home, and its
    memory with it.
    """
    waiting = place.ledger.waiting()
    progress.expect("remise", waiting.get(Effect.DELIVER, 0) + waiting.get(Effect.SUBMIT, 0))
    progress.expect("retour", waiting.get(Effect.CERTIFY, 0) + waiting.get(Effect.REPORT, 0))
    sent = [*_told(runner, path, place, drops, Effect.CERTIFY), *_told(runner, path, place, drops, Effect.REPORT)]
    sent += [
        (name, runner.submit(steps.take_away, {"config": path, "drop": name}))
        for name in steps.due(place, Effect.TAKE)
        if _is_of(name, place, drops)
    ]
    recipients = {effect: steps.due(place, effect) for effect in (Effect.SUBMIT, Effect.DELIVER)}
    brought = [
        (way.door, runner.submit(steps.deliver_round, {"config": path, "way": way}))
        for effect, sirets in recipients.items()
        for way in rounds(place, sirets, place.settings.run.workers, effect)
    ]
    done: list[Tally] = [outcome(future, name) for name, future in sent]
    for door, future in brought:
        answer = outcome(future, door)
        done += [answer] if isinstance(answer, Tally) else list(answer)
    progress.expect("retour", place.ledger.waiting().get(Effect.STATUS, 0))
    done += [outcome(future, name) for name, future in _told(runner, path, place, drops, Effect.STATUS)]
    if place.crew:
        place.crew.close()
    return [*done, *homeless(place, sorted({siret for sirets in recipients.values() for siret in sirets}))]


def _told(runner: Any, path: Path, place: Station, drops: list[str], effect: Effect) -> list[tuple[str, Any]]:
    return [
        (name, runner.submit(steps.tell_supplier, {"config": path, "drop": name, "effect": effect}))
        for name in steps.due(place, effect)
        if _is_of(name, place, drops)
    ]


def _is_of(name: str, place: Station, drops: list[str]) -> bool:
    """Whether the inbox is one of ``drops``; of a recipient, when the run is for every drop."""
    speaker = name.rpartition(":")[2]
    is_drop = any(speaker == drop.name for drop in place.settings.drops)
    return speaker in drops if is_drop else len(drops) == len(place.settings.drops)


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
