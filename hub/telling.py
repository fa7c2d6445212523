"""Telling the supplier: a certificate for each accepted invoice, a compte rendu for each deposit.

A handful travels as files; many travel as one archive with an index: creating a file is what costs.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import PurePosixPath

from connectors import Put
from domain.certificate import Certificate
from domain.deposit import Deposit, DepositedInvoice, Effect, Task
from domain.errors import NavetteError
from domain.text import Locale
from exporters import certificat, compte_rendu, noms
from hub import outbox
from hub.doors import RETOURS, drop_folder
from hub.settings import DropTable
from hub.station import Station
from hub.tally import Count, Tally
from hub.workers import Crew, Loss

BATCH = 20
"""Documents of one trip to a worker."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every member of an archive: the same documents give the same bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One document for the supplier; ``subject`` is the id of the task it answers."""

    subject: int
    folder: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a compte rendu is made of."""

    task: int
    deposit: Deposit
    invoices: tuple[DepositedInvoice, ...]
    now: datetime


def tell(place: Station, drop: str) -> Tally:
    """Everything due to the supplier of ``drop``."""
    table = place.settings.drop(drop)
    told, troubles = 0, []
    for effect, sheets_of in ((Effect.CERTIFY, _certificates), (Effect.REPORT, _accounts)):
        for tasks in outbox.claimed(place, effect, drop):
            faults = _send(place, table, sheets_of(place, table, tasks), tasks)
            told += outbox.settle(place, tasks, faults)
            troubles += [str(fault) for fault in dict.fromkeys(faults.values())]
    return Tally(drop=drop, counts={Count.RETURNED: told}, troubles=tuple(troubles))


def _certificates(place: Station, table: DropTable, tasks: Sequence[Task]) -> Iterator[Sheet]:
    sealed = place.ledger.certificates([task.subject for task in tasks])
    pairs = [(task.id, sealed[task.subject]) for task in tasks]
    return _rendered(place.crew, partial(_print_certificates, place.locale(table)), pairs)


def _accounts(place: Station, table: DropTable, tasks: Sequence[Task]) -> Iterator[Sheet]:
    now = place.clock()
    deposits = {deposit.id: deposit for deposit in place.ledger.deposits([task.subject for task in tasks])}
    accounts = [
        Account(
            task=task.id,
            deposit=deposits[task.subject],
            invoices=tuple(place.ledger.invoices_of(task.subject)),
            now=now,
        )
        for task in tasks
    ]
    return _rendered(place.crew, partial(_print_accounts, place.locale(table)), accounts)


def _rendered(crew: Crew | None, work: "partial[list[list[Sheet]]]", subjects: Sequence[object]) -> Iterator[Sheet]:
    groups = work(tuple(subjects)) if crew is None else crew.map(work, subjects, BATCH, _lost)
    for sheets in groups:
        yield from sheets


def _print_certificates(locale: Locale, pairs: tuple[tuple[int, Certificate], ...]) -> list[list[Sheet]]:
    return [
        [
            Sheet(subject=task, folder="certificats", name=f"{noms.certificate_stem(sealed)}.pdf", content=page),
            Sheet(
                subject=task,
                folder="certificats",
                name=f"{noms.certificate_stem(sealed)}.json",
                content=certificat.as_json(sealed),
            ),
        ]
        for task, sealed in pairs
        for page in (certificat.as_pdf(sealed, locale),)
    ]


def _print_accounts(locale: Locale, accounts: tuple[Account, ...]) -> list[list[Sheet]]:
    return [
        [
            Sheet(
                subject=account.task,
                folder="comptes-rendus",
                name=f"compte-rendu_{account.deposit.number}_{PurePosixPath(noms.original_name(account.deposit.name)).stem}{ending}",
                content=content,
            )
            for ending, content in (
                (".html", compte_rendu.as_html(account.deposit, account.invoices, account.now, locale)),
                (".json", compte_rendu.as_json(account.deposit, account.invoices, account.now, locale)),
                (".csv", compte_rendu.as_csv(account.deposit, account.invoices, account.now, locale)),
            )
        ]
        for account in accounts
    ]


def _send(place: Station, table: DropTable, sheets: Iterable[Sheet], tasks: Sequence[Task]) -> dict[int, NavetteError]:
    """Faults by task; when the door does not open, every task has the same."""
    sheets = list(sheets)
    folder = drop_folder(table, RETOURS)
    packed = len(tasks) > place.settings.run.pack_above
    items = (
        [_archive(folder, sheets, tasks)]
        if packed
        else [Put(folder=folder, name=s.name, content=s.content) for s in sheets]
    )
    try:
        with place.door(table.door) as connector:
            failed = [fault for _, fault in connector.put(items) if fault is not None]
    except NavetteError as fault:
        failed = [fault]
    return dict.fromkeys((task.id for task in tasks), failed[0]) if failed else {}


def _archive(folder: str, sheets: Sequence[Sheet], tasks: Sequence[Task]) -> Put:
    """The sheets as one zip with an index, named after the tasks it answers: sent twice, it is there once."""
    name = f"{sheets[0].folder}_{tasks[0].id:012d}-{tasks[-1].id:012d}.zip"
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for sheet in sheets:
            stored = zipfile.ZIP_STORED if sheet.name.endswith(".pdf") else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(f"{sheet.folder}/{sheet.name}", EPOCH), sheet.content, stored)
        archive.writestr(zipfile.ZipInfo("index.csv", EPOCH), _index(sheets), zipfile.ZIP_DEFLATED)
    return Put(folder=folder, name=name, content=body.getvalue())


def _index(sheets: Sequence[Sheet]) -> str:
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    writer.writerow(("Dossier", "Fichier", "Octets"))
    writer.writerows((sheet.folder, sheet.name, len(sheet.content)) for sheet in sheets)
    return "\ufeff" + lines.getvalue()


def _lost(subject: object, loss: Loss) -> list[Sheet]:
    raise NavetteError(f"A document for the supplier could not be made ({loss.value}): {subject}.", "Report this.")
