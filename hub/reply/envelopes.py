"""What people get back, made in a worker: the files of a group of certificates or comptes rendus."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from connectors import Put
from domain.certificate import Certificate
from domain.deposit import Deposit, DepositedInvoice, Task
from domain.errors import NavetteError
from domain.paris_time import jour_a_paris
from domain.suivi import LigneSuivi
from domain.text import Locale
from exporters import certificat, compte_rendu
from exporters.common import csv_cells, file_names
from exporters.compte_rendu import status_file

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every member of an archive: the same documents give the same bytes."""
Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """What a certificate's files are made of."""

    certificate: Certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a compte rendu is made of: nothing of the moment it is written, so that written twice it is the same."""

    deposit: Deposit
    invoices: tuple[DepositedInvoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedFile:
    """What the compte rendu of a status file, or of a complement, is made of."""

    deposit: Deposit
    lines: tuple[LigneSuivi, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Generic[Subject]):
    """A group of tasks, and what each one's files are made of."""

    tasks: tuple[Task, ...]
    subjects: tuple[Subject, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The files that answer a group of tasks; ``fault`` says why there are none."""

    tasks: tuple[Task, ...]
    items: tuple[Put, ...]
    fault: NavetteError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One document; ``about`` says in the index what it speaks of."""

    name: str
    about: str
    content: bytes


def certificates(locale: Locale, folder: str, pack_above: int, jobs: tuple[Job[Sealed], ...]) -> list[Envelope]:
    """Each certificate as PDF and JSON."""
    return [
        _envelope(
            job.tasks,
            folder,
            "certificats",
            jour_a_paris(datetime.fromisoformat(job.subjects[0].certificate.content.deposited_at)),
            [sheet for sealed in job.subjects for sheet in _certificate(sealed.certificate, locale)],
            packed=len(job.tasks) > pack_above,
        )
        for job in jobs
    ]


def accounts(locale: Locale, folder: str, pack_above: int, jobs: tuple[Job[Account], ...]) -> list[Envelope]:
    """Each compte rendu as HTML, JSON and CSV."""
    return [
        _envelope(
            job.tasks,
            folder,
            "comptes-rendus",
            jour_a_paris(job.subjects[0].deposit.received_at),
            [sheet for account in job.subjects for sheet in _account(account, locale)],
            packed=len(job.tasks) > pack_above,
        )
        for job in jobs
    ]


def answers(locale: Locale, folder: str, pack_above: int, jobs: tuple[Job[ReturnedFile], ...]) -> list[Envelope]:
    """Each compte rendu of what somebody said of invoices, as HTML, JSON and CSV."""
    return [
        _envelope(
            job.tasks,
            folder,
            "comptes-rendus",
            jour_a_paris(job.subjects[0].deposit.received_at),
            [sheet for answer in job.subjects for sheet in _answer(answer, locale)],
            packed=len(job.tasks) > pack_above,
        )
        for job in jobs
    ]


def _certificate(sealed: Certificate, locale: Locale) -> Iterable[Sheet]:
    stem, about = file_names.certificate_stem(sealed), f"Facture {sealed.content.numero_facture}"
    yield Sheet(name=f"{stem}.pdf", about=about, content=certificat.as_pdf(sealed, locale))
    yield Sheet(name=f"{stem}.json", about=about, content=certificat.as_json(sealed))


def _account(account: Account, locale: Locale) -> Iterable[Sheet]:
    deposit = account.deposit
    name = PurePosixPath(file_names.original_name(deposit.name))
    for ending, write in (
        ("html", compte_rendu.as_html),
        ("json", compte_rendu.as_json),
        ("csv", compte_rendu.as_csv),
    ):
        yield Sheet(
            name=f"compte-rendu_{deposit.number}_{name.stem}.{ending}",
            about=f"Dépôt {deposit.number} : {name}",
            content=write(deposit, account.invoices, locale),
        )


def _answer(answer: ReturnedFile, locale: Locale) -> Iterable[Sheet]:
    deposit = answer.deposit
    name = PurePosixPath(file_names.original_name(deposit.name))
    for ending, write in (
        ("html", status_file.as_html),
        ("json", status_file.as_json),
        ("csv", status_file.as_csv),
    ):
        yield Sheet(
            name=f"compte-rendu_{deposit.kind.value}_{deposit.number}_{name.stem}.{ending}",
            about=f"Dépôt {deposit.number} : {name}",
            content=write(deposit, answer.lines, locale),
        )


def put_up(folder: str, stem: str, sheets: Sequence[Sheet], pack_above: int) -> tuple[Put, ...]:
    """The sheets as they are; above so many, as one archive ``<stem>.zip``."""
    if len(sheets) <= pack_above:
        return tuple(Put(folder=folder, name=sheet.name, content=sheet.content) for sheet in sheets)
    return (Put(folder=folder, name=f"{stem}.zip", content=_archive(sheets)),)


def _envelope(
    tasks: tuple[Task, ...], folder: str, kind: str, day: date, sheets: Sequence[Sheet], *, packed: bool
) -> Envelope:
    """The sheets as they are, or as one archive named after the tasks it answers: sent twice, it is there once."""
    stem = f"{kind}_{day:%Y-%m-%d}_{tasks[0].id:09d}-{tasks[-1].id:09d}"
    return Envelope(tasks=tasks, items=put_up(folder, stem, sheets, -1 if packed else len(sheets)))


def _archive(sheets: Sequence[Sheet]) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(zipfile.ZipInfo("index.csv", EPOCH), _index(sheets), zipfile.ZIP_DEFLATED)
        for sheet in sheets:
            archive.writestr(zipfile.ZipInfo(sheet.name, EPOCH), sheet.content, zipfile.ZIP_DEFLATED)
    return body.getvalue()


def _index(sheets: Sequence[Sheet]) -> str:
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    writer.writerow(("Objet", "Fichier", "Octets"))
    writer.writerows((csv_cells.text(sheet.about), csv_cells.text(sheet.name), len(sheet.content)) for sheet in sheets)
    return "\ufeff" + lines.getvalue()
