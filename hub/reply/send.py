"""Answers to depositors: a certificate for each accepted invoice, a compte rendu for each file, each status change.

A few are sent as files, many as one archive with an index: creating files is the main cost. An account may have one
page and one CSV for all comptes rendus and status changes of a day instead (:mod:`hub.reply.day_reports`).
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from connectors import Connector
from domain.deposit import DepositedInvoice, DepositKind, Effect, Task
from domain.errors import NavetteError
from domain.suivi import StatusChange
from domain.text import Text
from hub.intake.deposit_folders import DepositFolder, deposit_folder_of
from hub.reply import day_reports, short_names
from hub.reply.envelopes import (
    CERTIFICATE_PAGES,
    CERTIFICATES,
    COMPTES_RENDUS,
    STATUS_FILE_REPLIES,
    CertificateSubject,
    DepositSubject,
    Envelope,
    Job,
    StatusFileSubject,
    envelopes,
)
from hub.reply.status_messages import messages
from hub.runtime import outbox_tasks
from hub.runtime.loss import Loss
from hub.runtime.outbox_tasks import GROUP
from hub.runtime.run_counts import Count, RunCounts, of_faults
from hub.runtime.station import Station
from hub.runtime.worker_pool import WorkerPool
from hub.runtime.worker_starts import no_workers

CHANGES = 2000
"""Status changes of one message."""
NEVER = sys.maxsize
"""So many answers never come: none is packed."""


def send_replies(station: Station, name: str, effect: Effect) -> RunCounts:
    """Sends everything due to the depositor of the deposit folder ``name``: certificates (CERTIFY), comptes rendus
    (REPORT) of the files deposited there, or the status changes (STATUS) of the drop's invoices.

    Raises :class:`domain.errors.DoorClosed` when the door does not open; nothing is claimed then.
    """
    deposit_folder = deposit_folder_of(station.settings, name)
    returned = 0
    found: list[NavetteError] = []
    group = CHANGES if effect is Effect.STATUS else GROUP
    with (
        station.door(deposit_folder.door) as connector,
        outbox_tasks.claimed_groups(station, effect, [deposit_folder.name], group) as claimed,
    ):
        for envelope in _envelopes(station, deposit_folder, effect, claimed):
            faults = _leave(connector, envelope)
            if deposit_folder.gathered and effect is not Effect.CERTIFY:
                faults = {**day_reports.leave(station, deposit_folder, connector, envelope.tasks), **faults}
            returned += outbox_tasks.finish(station, envelope.tasks, faults)
            found += list(faults.values())[:1]
    drop = deposit_folder.acteur.name
    return RunCounts(drop=drop, counts={Count.RETURNED: returned}).plus(of_faults(drop, found))


def _envelopes(
    station: Station, deposit_folder: DepositFolder, effect: Effect, claimed: Iterable[tuple[Task, ...]]
) -> Iterator[Envelope]:
    """One envelope for each group of tasks; several are made at the same time."""
    if deposit_folder.gathered and effect is Effect.REPORT:
        return (Envelope(tasks=tasks, items=()) for tasks in claimed)
    gather, make = _functions(station, deposit_folder, effect)
    jobs = (gather(station, tasks) for tasks in claimed)
    # A page that links to certificates needs them beside it.
    pack_above = NEVER if deposit_folder.gathered else station.settings.run.pack_above
    write = partial(make, deposit_folder.locale, deposit_folder.answers, pack_above)
    if station.pool is None:
        return (envelope for job in jobs for envelope in write((job,)))
    return _apart(station.pool, write, jobs)


def _functions(station: Station, deposit_folder: DepositFolder, effect: Effect) -> tuple[Any, Any]:
    """The function that reads the subjects of tasks from the ledger, and the one that makes their files in a worker."""
    if effect is Effect.CERTIFY:
        return _certificates, partial(envelopes, CERTIFICATE_PAGES if deposit_folder.gathered else CERTIFICATES)
    if effect is Effect.STATUS:
        return _changes, partial(messages, station.settings.drop(deposit_folder.name).messages, deposit_folder.acteur)
    if deposit_folder.kind is DepositKind.FACTURES:
        return _comptes_rendus, partial(envelopes, COMPTES_RENDUS)
    return _status_file_replies, partial(envelopes, STATUS_FILE_REPLIES)


def _certificates(station: Station, tasks: tuple[Task, ...]) -> Job[CertificateSubject]:
    found = station.ledger.certificates.of_invoices([task.subject for task in tasks])
    return Job(tasks=tasks, subjects=tuple(CertificateSubject(certificate=found[task.subject]) for task in tasks))


def _comptes_rendus(station: Station, tasks: tuple[Task, ...]) -> Job[DepositSubject]:
    ids = [task.subject for task in tasks]
    documents: defaultdict[int, list[DepositedInvoice]] = defaultdict(list)
    for invoice in station.ledger.invoices.of_deposits(*ids):
        documents[invoice.deposit_id].append(invoice)
    deposits = {deposit.id: deposit for deposit in station.ledger.deposits.by_ids(ids)}
    return Job(
        tasks=tasks,
        subjects=tuple(DepositSubject(deposit=deposits[id_], invoices=tuple(documents[id_])) for id_ in ids),
    )


def _status_file_replies(station: Station, tasks: tuple[Task, ...]) -> Job[StatusFileSubject]:
    deposits = {deposit.id: deposit for deposit in station.ledger.deposits.by_ids([task.subject for task in tasks])}
    return Job(
        tasks=tasks,
        subjects=tuple(
            StatusFileSubject(
                deposit=deposits[task.subject], lines=tuple(station.ledger.follow_up.lines_of(task.subject))
            )
            for task in tasks
        ),
    )


def _changes(station: Station, tasks: tuple[Task, ...]) -> Job[StatusChange | None]:
    found = {change.event_id: change for change in station.ledger.follow_up.changes([task.subject for task in tasks])}
    return Job(tasks=tasks, subjects=tuple(found.get(task.subject) for task in tasks))


def _leave(connector: Connector, envelope: Envelope) -> dict[int, NavetteError]:
    """Writes the envelope's files; by id, the tasks that are not answered, each with the fault of its own file. Writing
    them again is harmless.
    """
    faults = dict(envelope.faults)
    every = tuple(task.id for task in envelope.tasks if task.id not in faults)
    answers = dict(zip(map(id, envelope.items), envelope.answered, strict=False))
    for item, fault in short_names.put(connector, envelope.items):
        for task_id in (answers[id(item)],) if answers else every:
            if fault is not None:
                faults.setdefault(task_id, fault)
    return faults


def _apart(pool: WorkerPool, write: Any, jobs: Iterable[Job[Any]]) -> Iterator[Envelope]:
    """An envelope for each of ``jobs``; when the worker that made one is lost, one for each of its tasks."""
    for answer in pool.map(write, jobs, 1, _Lost):
        if not isinstance(answer, _Lost):
            yield answer
        elif len(answer.job.tasks) == 1 or answer.loss is Loss.NO_WORKER:
            yield _given_up(answer)
        else:
            yield from _apart(pool, write, answer.job.apart())


@dataclass(frozen=True, slots=True)
class _Lost:
    """A job whose worker was lost."""

    job: Job[Any]
    loss: Loss


def _given_up(lost: _Lost) -> Envelope:
    loss = lost.loss
    fault: NavetteError = NavetteError(
        Text(
            f"Un document pour le fournisseur n'a pas pu être fait ({loss.text.fr}).",
            f"A document for the supplier could not be made ({loss.text.en}).",
        ),
        Text("Signalez ceci.", "Report this."),
    )
    if loss is Loss.NO_WORKER:
        fault = no_workers()
    return Envelope(tasks=lost.job.tasks, items=(), faults={task.id: fault for task in lost.job.tasks})
