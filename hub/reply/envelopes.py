"""Certificates and comptes rendus as files, or as one archive of them; made in a worker."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from connectors import Put
from domain.certificate import Certificate
from domain.deposit import Deposit, DepositedInvoice, Task
from domain.errors import NavetteError
from domain.paris_time import paris_day
from domain.suivi import LigneSuivi
from domain.text import Locale, Text
from exporters import certificat, compte_rendu
from exporters.common import file_names
from exporters.compte_rendu import status_file
from exporters.reports import csv_writer
from exporters.reports.report import Column, ColumnKind, Report

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every member of an archive: the same documents give the same bytes."""
_INVOICE = Text("Facture {number}", "Invoice {number}")
_DEPOSIT = Text("Dépôt {number} : {name}", "Deposit {number}: {name}")
Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """The data of a certificate's files."""

    certificate: Certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The data of a compte rendu: nothing depends on the moment it is written, so that writing twice gives the same
    file.
    """

    deposit: Deposit
    invoices: tuple[DepositedInvoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedFile:
    """The data of the compte rendu of a status file, or of a complement."""

    deposit: Deposit
    lines: tuple[LigneSuivi, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Generic[Subject]):
    """A group of tasks, and the data of the files of each."""

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
    """One document; ``about`` is its subject in the index of an archive."""

    name: str
    about: str
    content: bytes


_INDEX: Report[Sheet] = Report(
    key="index",
    title=Text("Index", "Index"),
    columns=(
        Column(label=Text("Objet", "Subject"), value=lambda sheet, _: sheet.about),
        Column(label=Text("Fichier", "File"), value=lambda sheet, _: sheet.name),
        Column(label=Text("Octets", "Bytes"), value=lambda sheet, _: len(sheet.content), kind=ColumnKind.INT),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers(Generic[Subject]):
    """One kind of answer: the name and date of its archive, and the files of each subject."""

    name: str
    day: Callable[[Subject], date]
    sheets: Callable[[Subject, Locale], Iterable[Sheet]]


def envelopes(
    papers: Papers[Subject], locale: Locale, folder: str, pack_above: int, jobs: tuple[Job[Subject], ...]
) -> list[Envelope]:
    """For each job its files, or above ``pack_above`` tasks one archive of them."""
    return [_envelope(papers, locale, folder, job, packed=len(job.tasks) > pack_above) for job in jobs]


def _certificate(sealed: Sealed, locale: Locale) -> Iterable[Sheet]:
    certificate = sealed.certificate
    stem = file_names.certificate_stem(certificate)
    about = _INVOICE.with_({"number": certificate.content.numero_facture}).in_(locale)
    yield Sheet(name=f"{stem}.pdf", about=about, content=certificat.as_pdf(certificate, locale))
    yield Sheet(name=f"{stem}.json", about=about, content=certificat.as_json(certificate))


def _account(account: Account, locale: Locale) -> Iterable[Sheet]:
    deposit = account.deposit
    return _compte_rendu(
        deposit,
        f"compte-rendu_{deposit.number}",
        locale,
        {
            "html": compte_rendu.as_html(deposit, account.invoices, locale),
            "json": compte_rendu.as_json(deposit, account.invoices, locale),
            "csv": compte_rendu.as_csv(deposit, account.invoices, locale),
        },
    )


def _answer(answer: ReturnedFile, locale: Locale) -> Iterable[Sheet]:
    deposit = answer.deposit
    return _compte_rendu(
        deposit,
        f"compte-rendu_{deposit.kind.value}_{deposit.number}",
        locale,
        {
            "html": status_file.as_html(deposit, answer.lines, locale),
            "json": status_file.as_json(deposit, answer.lines, locale),
            "csv": status_file.as_csv(deposit, answer.lines, locale),
        },
    )


def _compte_rendu(deposit: Deposit, stem: str, locale: Locale, contents: Mapping[str, bytes]) -> Iterator[Sheet]:
    """One file for each extension in ``contents``, named after the deposit's file."""
    name = PurePosixPath(file_names.original_name(deposit.name))
    about = _DEPOSIT.with_({"number": deposit.number, "name": name}).in_(locale)
    for ending, content in contents.items():
        yield Sheet(name=f"{stem}_{name.stem}.{ending}", about=about, content=content)


def _day_of_certificate(sealed: Sealed) -> date:
    return paris_day(datetime.fromisoformat(sealed.certificate.content.deposited_at))


def _day_of_deposit(subject: Account | ReturnedFile) -> date:
    return paris_day(subject.deposit.received_at)


CERTIFICATES = Papers(name="certificats", day=_day_of_certificate, sheets=_certificate)
"""Each certificate as PDF and JSON."""
ACCOUNTS = Papers(name="comptes-rendus", day=_day_of_deposit, sheets=_account)
"""Each compte rendu of a deposit as HTML, JSON and CSV."""
ANSWERS = Papers(name="comptes-rendus", day=_day_of_deposit, sheets=_answer)
"""Each compte rendu of a status file, or of a complement, as HTML, JSON and CSV."""


def packed_if_many(folder: str, stem: str, sheets: Sequence[Sheet], pack_above: int, locale: Locale) -> tuple[Put, ...]:
    """The sheets as they are; above ``pack_above``, as one archive ``<stem>.zip``."""
    if len(sheets) <= pack_above:
        return tuple(Put(folder=folder, name=sheet.name, content=sheet.content) for sheet in sheets)
    return (Put(folder=folder, name=f"{stem}.zip", content=_archive(sheets, locale)),)


def _envelope(papers: Papers[Subject], locale: Locale, folder: str, job: Job[Subject], *, packed: bool) -> Envelope:
    """The files of a job. An archive is named after the tasks it answers: sent twice, it is there once."""
    sheets = [sheet for subject in job.subjects for sheet in papers.sheets(subject, locale)]
    first, last = job.tasks[0].id, job.tasks[-1].id
    stem = f"{papers.name}_{papers.day(job.subjects[0]):%Y-%m-%d}_{first:09d}-{last:09d}"
    return Envelope(tasks=job.tasks, items=packed_if_many(folder, stem, sheets, -1 if packed else len(sheets), locale))


def _archive(sheets: Sequence[Sheet], locale: Locale) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(
            zipfile.ZipInfo("index.csv", EPOCH), csv_writer.as_csv(_INDEX, sheets, locale), zipfile.ZIP_DEFLATED
        )
        for sheet in sheets:
            archive.writestr(zipfile.ZipInfo(sheet.name, EPOCH), sheet.content, zipfile.ZIP_DEFLATED)
    return body.getvalue()
