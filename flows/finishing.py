"""The end of a run: every effect that is due."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from domain.deposit import Effect
from flows import progress, steps
from flows.deciding import LEASES
from flows.runner import outcome, refused_by
from hub.deliver.rounds import rounds, without_door
from hub.runtime import memory
from hub.runtime.patience import comes, patiently
from hub.runtime.run_counts import RunCounts
from hub.runtime.station import Station
from hub.runtime.what_waits import TO_RECIPIENTS, is_of
from ledger import HeldTasks


def finish(runner: Any, path: Path, station: Station, drops: list[str]) -> Iterator[RunCounts]:
    """Does every effect that is due: files out of the deposit folders, invoices to recipients, answers to suppliers.
    What other runs hold is theirs; it is taken up when it comes free, because they died, and is waited for as long as
    something of it is done or comes free now and then. The counts come as they are made.

    Then the worker pool is closed and freed memory is given back to the system.
    """
    before = _held(station, drops)
    yield from _due(runner, path, station, drops)
    while (held := _held(station, drops)) or before:  # what was held before may be free now
        if held == before and not comes(lambda: _held(station, drops) != held, LEASES * station.settings.run.lease):
            break
        before = _held(station, drops)
        yield from _due(runner, path, station, drops)
    yield from refused_by(runner)
    if station.pool:
        station.pool.close()
        memory.give_back()


def _held(station: Station, drops: list[str]) -> dict[tuple[Effect, str], HeldTasks]:
    """The effects of this run's that others hold, by kind and target; what dead ones held is free afterwards."""
    held = patiently(station.ledger.outbox.held)
    patiently(station.ledger.leases.free)
    return {
        (effect, target): tasks
        for (effect, target), tasks in held.items()
        if effect in TO_RECIPIENTS or is_of(target, station, drops)
    }


def _due(runner: Any, path: Path, station: Station, drops: list[str]) -> Iterator[RunCounts]:
    """Every effect that is due now and free. Status messages come last, because deliveries change statuses."""
    waiting = patiently(station.ledger.outbox.waiting)
    progress.expect("remise", waiting.get(Effect.DELIVER, 0) + waiting.get(Effect.SUBMIT, 0))
    progress.expect("retour", waiting.get(Effect.CERTIFY, 0) + waiting.get(Effect.REPORT, 0))
    sent = [
        *_submit_replies(runner, path, station, drops, Effect.CERTIFY),
        *_submit_replies(runner, path, station, drops, Effect.REPORT),
    ]
    sent += [
        (name, runner.submit(steps.take_away, {"config": path, "drop": name}))
        for name in steps.due(station, Effect.TAKE)
        if is_of(name, station, drops)
    ]
    recipients = {effect: steps.due(station, effect) for effect in (Effect.SUBMIT, Effect.DELIVER)}
    brought = [
        (delivery_round.door, runner.submit(steps.deliver_round, {"config": path, "delivery_round": delivery_round}))
        for effect, sirets in recipients.items()
        for delivery_round in rounds(station, sirets, station.settings.run.workers, effect)
    ]
    yield from (outcome(future, name) for name, future in sent)
    for door, future in brought:
        answer = outcome(future, door)
        yield from (answer,) if isinstance(answer, RunCounts) else answer
    progress.expect("retour", patiently(station.ledger.outbox.waiting).get(Effect.STATUS, 0))
    yield from (outcome(future, name) for name, future in _submit_replies(runner, path, station, drops, Effect.STATUS))
    yield from without_door(station, sorted({siret for sirets in recipients.values() for siret in sirets}))


def _submit_replies(
    runner: Any, path: Path, station: Station, drops: list[str], effect: Effect
) -> list[tuple[str, Any]]:
    return [
        (name, runner.submit(steps.reply_to_depositor, {"config": path, "drop": name, "effect": effect}))
        for name in steps.due(station, effect)
        if is_of(name, station, drops)
    ]
