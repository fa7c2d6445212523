"""Telling the supplier: a certificate for each accepted invoice, a compte rendu for each deposit.

A handful travels as files; many travel as one archive with an index: creating a file is what costs.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from connectors import Connector
from domain.deposit import DepositedInvoice, Effect, Task
from domain.errors import NavetteError
from hub import outbox
from hub.doors import RETOURS, drop_folder
from hub.envelope import Account, Envelope, Job, Sealed, accounts, certificates
from hub.settings import DropTable
from hub.station import Station
from hub.tally import Count, Tally
from hub.workers import Loss


def tell(place: Station, drop: str, effect: Effect) -> Tally:
    """Everything due to the supplier of ``drop``: its certificates (CERTIFY) or its comptes rendus (REPORT).

    Raises :class:`NavetteError` when the door does not open; nothing is marked done then.
    """
    table = place.settings.drop(drop)
    told, troubles = 0, []
    with place.door(table.door) as connector:
        for envelope in _envelopes(place, table, effect):
            fault = envelope.fault or _leave(connector, envelope)
            faults = {task.id: fault for task in envelope.tasks} if fault else {}
            told += outbox.settle(place, envelope.tasks, faults)
            troubles += [str(fault)] if fault else []
    return Tally(drop=drop, counts={Count.RETURNED: told}, troubles=tuple(dict.fromkeys(troubles)))


def _envelopes(place: Station, table: DropTable, effect: Effect) -> Iterator[Envelope]:
    """One for each group of tasks; several are made at the same time."""
    gather = _sealed if effect is Effect.CERTIFY else _accounts
    jobs = (gather(place, tasks) for tasks in outbox.claimed(place, effect, [table.name]))
    write = partial(
        certificates if effect is Effect.CERTIFY else accounts,
        place.locale(table),
        drop_folder(table, RETOURS),
        place.settings.run.pack_above,
    )
    if place.crew is None:
        return (envelope for job in jobs for envelope in write((job,)))
    return place.crew.map(write, jobs, 1, _lost)


def _sealed(place: Station, tasks: tuple[Task, ...]) -> Job[Sealed]:
    found = place.ledger.certificates([task.subject for task in tasks])
    return Job(tasks=tasks, subjects=tuple(Sealed(certificate=found[task.subject]) for task in tasks))


def _accounts(place: Station, tasks: tuple[Task, ...]) -> Job[Account]:
    ids = [task.subject for task in tasks]
    documents: defaultdict[int, list[DepositedInvoice]] = defaultdict(list)
    for invoice in place.ledger.invoices_of(*ids):
        documents[invoice.deposit_id].append(invoice)
    deposits = {deposit.id: deposit for deposit in place.ledger.deposits(ids)}
    return Job(
        tasks=tasks,
        subjects=tuple(Account(deposit=deposits[id_], invoices=tuple(documents[id_])) for id_ in ids),
    )


def _leave(connector: Connector, envelope: Envelope) -> NavetteError | None:
    """The first fault of leaving the envelope's files, if any; leaving them again is harmless."""
    faults: Sequence[NavetteError] = [fault for _, fault in connector.put(envelope.items) if fault is not None]
    return faults[0] if faults else None


def _lost(job: Job[Sealed] | Job[Account], loss: Loss) -> Envelope:
    fault = NavetteError(f"Documents for the supplier could not be made ({loss.value}).", "Report this.")
    return Envelope(tasks=job.tasks, items=(), fault=fault)
