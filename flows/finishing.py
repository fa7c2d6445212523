"""The end of a run: every effect that is due is done, and told."""

from pathlib import Path
from typing import Any

from domain.deposit import Effect
from flows import progress, steps
from flows.runner import outcome
from hub.deliver.rounds import homeless, rounds
from hub.runtime import memory
from hub.runtime.run_counts import Tally
from hub.runtime.station import Station


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
        memory.give_back()
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
