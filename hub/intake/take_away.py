"""Taking away: a decided file leaves its deposit folder for ``traites/`` or ``rejets/``; it is never deleted."""

from connectors import Connector, Entry, Move
from domain.deposit import Deposit, Effect, Task
from domain.errors import NavetteError, PutBack, Vanished
from domain.status import FluxStatus
from hub.intake.deposit_folders import DepositFolder, deposit_folder_of
from hub.runtime import outbox_tasks
from hub.runtime.run_counts import RunCounts, of_faults
from hub.runtime.station import Station


def take(station: Station, name: str) -> RunCounts:
    """Moves every decided file of the deposit folder ``name``.

    Raises :class:`domain.errors.DoorClosed` when the door does not open; nothing is claimed then.
    """
    deposit_folder = deposit_folder_of(station.settings, name)
    found: list[NavetteError] = []
    with (
        station.door(deposit_folder.door) as connector,
        outbox_tasks.claimed_groups(station, Effect.TAKE, [name]) as claimed,
    ):
        for tasks in claimed:
            faults = _move(station, deposit_folder, connector, tasks)
            # Vanished: gone, or replaced under its name. The deposited file has left; a new one is for the next visit.
            undone = {task: fault for task, fault in faults.items() if not isinstance(fault, Vanished)}
            outbox_tasks.finish(station, tasks, undone)
            found += [*undone.values(), *(fault for fault in faults.values() if isinstance(fault, PutBack))]
    return of_faults(deposit_folder.acteur.name, found)


def _move(
    station: Station, deposit_folder: DepositFolder, connector: Connector, tasks: tuple[Task, ...]
) -> dict[int, NavetteError]:
    deposits = {deposit.id: deposit for deposit in station.ledger.deposits.by_ids([task.subject for task in tasks])}
    moves = {_move_of(deposit_folder, deposits[task.subject]): task.id for task in tasks}
    return {moves[move]: fault for move, fault in connector.move(tuple(moves)) if fault is not None}


def _move_of(deposit_folder: DepositFolder, deposit: Deposit) -> Move:
    refused = deposit.status is FluxStatus.IN_REJETE
    return Move(
        folder=deposit_folder.folder,
        entry=Entry(name=deposit.name, size=deposit.size, modified=deposit.modified),
        to_folder=deposit_folder.refused if refused else deposit_folder.treated,
        to_name=deposit.name,
        sha256=deposit.sha256,
    )
