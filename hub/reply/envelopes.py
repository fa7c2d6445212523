"""Certificates and comptes rendus as files, or as one archive of them; made in a worker."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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
from hub.runtime.unexpected import as_fault

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every member of an archive: the same documents give the same bytes."""
_INVOICE = Text("Facture {number}", "Invoice {number}")
_DEPOSIT = Text("Dépôt {number} : {name}", "Deposit {number}: {name}")
Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateSubject:
    """The data of a certificate's files."""

    certificate: Certificate


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositSubject:
    """The data of a compte rendu: nothing depends on the moment it is written, so that writing twice gives the same
    file.
    """

    deposit: Deposit
    invoices: tuple[DepositedInvoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusFileSubject:
    """The data of the compte rendu of a status file, or of a complement."""

    deposit: Deposit
    lines: tuple[LigneSuivi, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Generic[Subject]):
    """A group of tasks, and the data of the files of each."""

    tasks: tuple[Task, ...]
    subjects: tuple[Subject, ...]

    def apart(self) -> "tuple[Job[Subject], ...]":
        """A job for each task."""
        return tuple(Job(tasks=(task,), subjects=(one,)) for task, one in zip(self.tasks, self.subjects, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The files that answer a group of tasks."""

    tasks: tuple[Task, ...]
    items: tuple[Put, ...]
    answered: tuple[int, ...] = ()
    """By item, the id of the task it answers; empty when every item answers all the tasks."""
    faults: Mapping[int, NavetteError] = field(default_factory=dict)
    """By id, the tasks for which there is no file, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyFile:
    """One document; ``about`` is its subject in the index of an archive."""

    name: str
    about: str
    content: bytes


_INDEX: Report[ReplyFile] = Report(
    key="index",
    title=Text("Index", "Index"),
    columns=(
        Column(label=Text("Objet", "Subject"), value=lambda file, _: file.about),
        Column(label=Text("Fichier", "File"), value=lambda file, _: file.name),
        Column(label=Text("Octets", "Bytes"), value=lambda file, _: len(file.content), kind=ColumnKind.INT),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyKind(Generic[Subject]):
    """One kind of answer: the name and date of its archive, and the files of each subject."""

    name: str
    day: Callable[[Subject], date]
    files: Callable[[Subject, Locale], Iterable[ReplyFile]]
    about: Callable[[Subject], str]
    """The invoice's number, or the name of the deposited file."""


def envelopes(
    kind: ReplyKind[Subject], locale: Locale, folder: str, pack_above: int, jobs: tuple[Job[Subject], ...]
) -> list[Envelope]:
    """For each job its files, or above ``pack_above`` tasks one archive of them."""
    return [_envelope(kind, locale, folder, job, packed=len(job.tasks) > pack_above) for job in jobs]


def _certificate_files(subject: CertificateSubject, locale: Locale) -> Iterable[ReplyFile]:
    certificate = subject.certificate
    stem = file_names.certificate_stem(certificate)
    about = _INVOICE.with_({"number": certificate.content.numero_facture}).in_(locale)
    yield ReplyFile(name=f"{stem}.pdf", about=about, content=certificat.as_pdf(certificate, locale))
    yield ReplyFile(name=f"{stem}.json", about=about, content=certificat.as_json(certificate))


def _deposit_files(subject: DepositSubject, locale: Locale) -> Iterable[ReplyFile]:
    deposit = subject.deposit
    return _compte_rendu_files(
        deposit,
        f"compte-rendu_{deposit.number}",
        locale,
        {
            "html": compte_rendu.as_html(deposit, subject.invoices, locale),
            "json": compte_rendu.as_json(deposit, subject.invoices, locale),
            "csv": compte_rendu.as_csv(deposit, subject.invoices, locale),
        },
    )


def _status_file_files(subject: StatusFileSubject, locale: Locale) -> Iterable[ReplyFile]:
    deposit = subject.deposit
    return _compte_rendu_files(
        deposit,
        f"compte-rendu_{deposit.kind.value}_{deposit.number}",
        locale,
        {
            "html": status_file.as_html(deposit, subject.lines, locale),
            "json": status_file.as_json(deposit, subject.lines, locale),
            "csv": status_file.as_csv(deposit, subject.lines, locale),
        },
    )


def _compte_rendu_files(
    deposit: Deposit, stem: str, locale: Locale, contents: Mapping[str, bytes]
) -> Iterator[ReplyFile]:
    """One file for each extension in ``contents``, named after the deposit's file."""
    name = PurePosixPath(file_names.original_name(deposit.name))
    about = _DEPOSIT.with_({"number": deposit.number, "name": name}).in_(locale)
    for ending, content in contents.items():
        yield ReplyFile(name=f"{stem}_{name.stem}.{ending}", about=about, content=content)


def _day_of_certificate(subject: CertificateSubject) -> date:
    return paris_day(datetime.fromisoformat(subject.certificate.content.deposited_at))


def _day_of_deposit(subject: DepositSubject | StatusFileSubject) -> date:
    return paris_day(subject.deposit.received_at)


def _certified(subject: CertificateSubject) -> str:
    return subject.certificate.content.numero_facture


def _deposited(subject: DepositSubject | StatusFileSubject) -> str:
    return subject.deposit.name


def _certificate_page(subject: CertificateSubject, locale: Locale) -> Iterable[ReplyFile]:
    """The PDF alone: it carries the JSON inside."""
    return tuple(_certificate_files(subject, locale))[:1]


CERTIFICATES = ReplyKind(name="certificats", day=_day_of_certificate, files=_certificate_files, about=_certified)
"""Each certificate as PDF and JSON."""
CERTIFICATE_PAGES = ReplyKind(name="certificats", day=_day_of_certificate, files=_certificate_page, about=_certified)
"""Each certificate as PDF only, for people."""
COMPTES_RENDUS = ReplyKind(name="comptes-rendus", day=_day_of_deposit, files=_deposit_files, about=_deposited)
"""Each compte rendu of a deposit as HTML, JSON and CSV."""
STATUS_FILE_REPLIES = ReplyKind(name="comptes-rendus", day=_day_of_deposit, files=_status_file_files, about=_deposited)
"""Each compte rendu of a status file, or of a complement, as HTML, JSON and CSV."""


def packed_if_many(
    folder: str, stem: str, files: Sequence[ReplyFile], pack_above: int, locale: Locale
) -> tuple[Put, ...]:
    """The files as they are; above ``pack_above``, as one archive ``<stem>.zip``."""
    if len(files) <= pack_above:
        return tuple(Put(folder=folder, name=file.name, content=file.content) for file in files)
    return (Put(folder=folder, name=f"{stem}.zip", content=_archive(files, locale)),)


def _envelope(kind: ReplyKind[Subject], locale: Locale, folder: str, job: Job[Subject], *, packed: bool) -> Envelope:
    """The files of a job. An archive is named after the tasks it answers: sent twice, it is there once."""
    files_of: dict[int, tuple[ReplyFile, ...]] = {}
    faults: dict[int, NavetteError] = {}
    days: list[date] = []
    for task, subject in zip(job.tasks, job.subjects, strict=True):
        try:
            days.append(kind.day(subject))
            files_of[task.id] = tuple(kind.files(subject, locale))
        except BaseException as error:  # noqa: BLE001 - whatever one document raises holds up no other
            faults[task.id] = as_fault(error, kind.about(subject))
    files = [file for found in files_of.values() for file in found]
    answered = () if packed else tuple(id_ for id_, found in files_of.items() for _ in found)
    if not files:
        return Envelope(tasks=job.tasks, items=(), faults=faults)
    first, last = job.tasks[0].id, job.tasks[-1].id
    stem = f"{kind.name}_{days[0]:%Y-%m-%d}_{first:09d}-{last:09d}"
    items = packed_if_many(folder, stem, files, -1 if packed else len(files), locale)
    return Envelope(tasks=job.tasks, items=items, answered=answered, faults=faults)


def _archive(files: Sequence[ReplyFile], locale: Locale) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(
            zipfile.ZipInfo("index.csv", EPOCH), csv_writer.as_csv(_INDEX, files, locale), zipfile.ZIP_DEFLATED
        )
        for file in files:
            archive.writestr(zipfile.ZipInfo(file.name, EPOCH), file.content, zipfile.ZIP_DEFLATED)
    return body.getvalue()
