"""Deposited files, each with how it was taken in and how many of its invoices were accepted."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.causes import by_cause
from domain.deposit import Deposit
from domain.status import FLUX_LABELS
from domain.text import Text
from exporters.common.cause_sentences import sentence
from exporters.reports import headings
from exporters.reports.report import Column, ColumnKind, Report, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositedFile:
    """A file and the counts of its invoices."""

    deposit: Deposit
    accepted: int
    total: int


def _of(
    label: Text, value: Callable[[DepositedFile], Value], kind: ColumnKind = ColumnKind.TEXT, width: int = 16
) -> Column[DepositedFile]:
    return Column(label=label, value=lambda row, _: value(row), kind=kind, width=width)


FICHIERS: Report[DepositedFile] = Report(
    key="fichiers",
    title=Text("Suivi des flux", "Deposited files"),
    columns=(
        _of(headings.NUMERO_DEPOT, lambda row: row.deposit.number),
        _of(Text("Fichier déposé", "Deposited file"), lambda row: row.deposit.name, width=40),
        _of(Text("Déposant", "Depositor"), lambda row: row.deposit.drop),
        _of(headings.DATE_DEPOT, lambda row: row.deposit.received_at, ColumnKind.MOMENT, 19),
        _of(Text("État du fichier", "File status"), lambda row: FLUX_LABELS[row.deposit.status], width=24),
        _of(Text("Code état du fichier", "File status code"), lambda row: row.deposit.status.value, width=20),
        _of(Text("Factures acceptées", "Invoices accepted"), lambda row: row.accepted, ColumnKind.INT, 10),
        _of(Text("Factures", "Invoices"), lambda row: row.total, ColumnKind.INT, 10),
        Column(
            label=headings.MOTIF,
            value=lambda row, locale: " ".join(sentence(each, locale) for each in by_cause(row.deposit.findings)),
            width=60,
        ),
    ),
)
