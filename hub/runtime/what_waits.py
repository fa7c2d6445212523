"""What waits when a run is over, asked of the ledger: a run that left anything to do never looks complete."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from domain.deposit import DepositKind, Effect
from domain.errors import NavetteError
from domain.open_effects import OpenEffects
from domain.text import Text
from hub.runtime.connections import recipient_door
from hub.runtime.patience import patiently
from hub.runtime.run_counts import Count, RunCounts, total, with_closed_doors
from hub.runtime.station import Station
from hub.runtime.troubles import Trouble

TO_RECIPIENTS = frozenset({Effect.DELIVER, Effect.SUBMIT})
_UNDECIDED = Text(
    "fichiers reçus et pas encore décidés : {count}, à décider par le prochain passage.",
    "files received and not decided yet: {count}, to be decided by the next run.",
)
_STOPPED = Text(
    "le passage s'est arrêté avant d'avoir tout fait, la suite attend le prochain",
    "the run stopped before everything was done, the rest waits for the next one",
)
_UNTOLD = Text("ce qui attend ne peut pas être dit", "what waits cannot be told")


def with_what_waits(station: Station, drops: Sequence[str], counts: Iterable[RunCounts]) -> tuple[RunCounts, ...]:
    """The counts of a run for ``drops``, those of closed doors, and what waits in the ledger: what no trouble of the
    run explains is a trouble of its own. A fault of ours that ends ``counts``, which come as they are made, is one too:
    what was done before it is told.
    """
    every = _with_workers_told_once(station, tuple(_up_to_fault(counts)))
    try:
        waiting = patiently(lambda: tuple(_waiting(station, drops, every)))
    except NavetteError as fault:
        waiting = (of_run(fault, _UNTOLD),)
    return total((*with_closed_doors(every), *waiting))


def of_run(fault: NavetteError, about: Text) -> RunCounts:
    """The trouble of a whole run that ``fault`` is, after what it means for the run."""
    return RunCounts(drop="", is_account=False, troubles=(Trouble(text=fault.text.about(about)),))


def _up_to_fault(counts: Iterable[RunCounts]) -> Iterator[RunCounts]:
    try:
        yield from counts
    except NavetteError as fault:
        yield of_run(fault, _STOPPED)


def _with_workers_told_once(station: Station, counts: tuple[RunCounts, ...]) -> tuple[RunCounts, ...]:
    """The counts of a machine on which no worker starts: one sentence, whatever that held up."""
    fault = station.pool.starts.fault if station.pool else None
    if fault is None:
        return counts
    told = Trouble.of(fault)
    others = (replace(one, troubles=tuple(each for each in one.troubles if each.words != told.words)) for one in counts)
    return (*others, RunCounts(drop="lecture", is_account=False, troubles=(told,)))


def is_of(name: str, station: Station, drops: Sequence[str]) -> bool:
    """Whether the deposit folder is one of ``drops``, or of nobody who has a drop: recipients are every run's."""
    depositor = name.rpartition(":")[2]
    return depositor in drops or all(depositor != drop.name for drop in station.settings.drops)


def _waiting(station: Station, drops: Sequence[str], done: Sequence[RunCounts]) -> Iterator[RunCounts]:
    for found in station.ledger.outbox.open_effects(station.clock()):
        if found.effect in TO_RECIPIENTS or is_of(found.target, station, drops):
            troubles = () if _is_explained(station, found, done) else (Trouble(text=found.cause),)
            subject = found.target.rpartition(":")[2]
            yield RunCounts(drop=subject, is_account=False, troubles=troubles, open_effects=(found,))
    for drop, count in station.ledger.outbox.undelivered().items():
        yield RunCounts(drop=drop, counts={Count.UNDELIVERED: count})
    in_trouble = {one.drop for one in done if one.troubles or one.closed_doors}
    for kind in DepositKind:
        left: dict[str, int] = {}
        for deposit in station.ledger.deposits.undecided(kind=kind):
            if is_of(deposit.drop, station, drops):
                depositor = deposit.drop.rpartition(":")[2]
                left[depositor] = left.get(depositor, 0) + 1
        for depositor in left.keys() - in_trouble:
            trouble = Trouble(text=_UNDECIDED.with_({"count": left[depositor]}))
            yield RunCounts(drop=depositor, is_account=False, troubles=(trouble,))


def _is_explained(station: Station, found: OpenEffects, done: Sequence[RunCounts]) -> bool:
    """Whether the run says already why: with the same reason, or by a door that did not open before anything was
    tried.
    """
    if any(each.cause and each.cause.text == found.reason for one in done for each in one.troubles):
        return True
    if found.state.given_up or found.state.held or found.state.next_try:
        return False
    closed = {fault.door for one in done for fault in one.closed_doors}
    return _door(station, found) in closed or any(one.drop == found.target and one.troubles for one in done)


def _door(station: Station, found: OpenEffects) -> str | None:
    """The door behind which the effects are to be done; ``None`` when the settings name none."""
    depositor = found.target.rpartition(":")[2]
    for drop in station.settings.drops:
        if drop.name == depositor:
            return drop.door
    behind = recipient_door(station.settings, depositor)
    return behind[0] if behind else None
