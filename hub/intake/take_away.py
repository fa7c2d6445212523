"""Taking away: a decided file leaves its inbox for ``traites/`` or ``rejets/``; it is never deleted."""

from connectors import Connector, Entry, Move
from domain.deposit import Deposit, Effect, Task
from domain.errors import NavetteError, Vanished
from domain.status import FluxStatus
from hub.intake.inboxes import Inbox, inbox
from hub.runtime import outbox_tasks
from hub.runtime.run_counts import RunCounts, of_faults
from hub.runtime.station import Station


def take(station: Station, name: str) -> RunCounts:
    """Moves every decided file of the inbox ``name``.

    Raises :class:`domain.errors.DoorClosed` when the door does not open; nothing is claimed then.
    """
    box = inbox(station.settings, name)
    found: list[NavetteError] = []
    with station.door(box.door) as connector:
        for tasks in outbox_tasks.claim_groups(station, Effect.TAKE, [name]):
            faults = _move(station, box, connector, tasks)
            outbox_tasks.finish(station, tasks, faults)
            found += faults.values()
    return of_faults(box.acteur.name, ((fault.text, fault) for fault in found))


def _move(station: Station, box: Inbox, connector: Connector, tasks: tuple[Task, ...]) -> dict[int, NavetteError]:
    deposits = {deposit.id: deposit for deposit in station.ledger.deposits.by_ids([task.subject for task in tasks])}
    moves = {_move_of(box, deposits[task.subject]): task.id for task in tasks}
    answers = list(connector.move(tuple(moves)))
    # Vanished: gone, or replaced under its name. The deposited file has left; a new one is for the next visit.
    return {moves[move]: fault for move, fault in answers if fault is not None and not isinstance(fault, Vanished)}


def _move_of(box: Inbox, deposit: Deposit) -> Move:
    refused = deposit.status is FluxStatus.IN_REJETE
    return Move(
        folder=box.folder,
        entry=Entry(name=deposit.name, size=deposit.size, modified=deposit.modified),
        to_folder=box.refused if refused else box.treated,
        to_name=deposit.name,
    )
