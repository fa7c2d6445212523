"""The *compte rendu* as lines, refusals first, in the cells and with the dates of the status report."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from domain.deposit import Deposit, DepositedInvoice
from domain.finding import Finding
from domain.paris_time import moment
from domain.status import FLUX_LABELS
from domain.text import Locale, Text
from exporters.common.csv_cells import BOM, NEWLINE, SEPARATOR, number, text
from exporters.common.labels import SEVERITY_LABELS, SUITES, field_label
from exporters.compte_rendu.summary import DepositSummary, in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One line: a finding of a document, a finding of the file (no document), or a document without findings."""

    deposit: Deposit
    invoice: DepositedInvoice | None
    finding: Finding | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingColumn:
    """A heading, and the finished cell of an entry under it."""

    label: Text
    cell: Callable[[FindingLine, Locale], str]


def lines(deposit: Deposit, found: DepositSummary, locale: Locale) -> bytes:
    """The report: header, findings of the file, refused, to be completed, duplicates, recycled, accepted."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=SEPARATOR, lineterminator=NEWLINE)
    writer.writerow([column.label.in_(locale) for column in COLUMNS])
    for entry in _entries(deposit, found):
        writer.writerow([column.cell(entry, locale) for column in COLUMNS])
    return BOM + target.getvalue().encode("utf-8", "replace")


def _entries(deposit: Deposit, found: DepositSummary) -> Iterator[FindingLine]:
    for said in in_order(deposit.findings):
        yield FindingLine(deposit=deposit, invoice=None, finding=said)
    for invoice in (*found.refused, *found.waiting, *found.doublons, *found.recycled, *found.accepted):
        told: list[Finding | None] = [*in_order(invoice.findings)]
        for finding in told or [None]:
            yield FindingLine(deposit=deposit, invoice=invoice, finding=finding)


def _value(name: str) -> Callable[[FindingLine, Locale], str]:
    return lambda entry, _: text(entry.invoice.values.get(name)) if entry.invoice else ""


def _of_invoice(told: Callable[[DepositedInvoice, Locale], str | None]) -> Callable[[FindingLine, Locale], str]:
    return lambda entry, locale: text(told(entry.invoice, locale)) if entry.invoice else ""


def _of_finding(told: Callable[[Finding, Locale], str]) -> Callable[[FindingLine, Locale], str]:
    return lambda entry, locale: text(told(entry.finding, locale)) if entry.finding else ""


COLUMNS = (
    FindingColumn(label=Text("Numéro de dépôt", "Deposit number"), cell=lambda entry, _: text(entry.deposit.number)),
    FindingColumn(label=Text("Déposant", "Depositor"), cell=lambda entry, _: text(entry.deposit.drop)),
    FindingColumn(label=Text("Fichier déposé", "Deposited file"), cell=lambda entry, _: text(entry.deposit.name)),
    FindingColumn(label=Text("Date dépôt", "Deposited at"), cell=lambda entry, _: moment(entry.deposit.received_at)),
    FindingColumn(
        label=Text("État du dépôt", "State of the deposit"), cell=lambda entry, _: FLUX_LABELS[entry.deposit.status]
    ),
    FindingColumn(
        label=Text("Fichier dans l'archive", "File in the archive"), cell=_of_invoice(lambda invoice, _: invoice.member)
    ),
    FindingColumn(label=Text("Numéro facture", "Invoice number"), cell=_value("numero_facture")),
    FindingColumn(label=Text("Code fournisseur", "Supplier code"), cell=_value("siret_fournisseur")),
    FindingColumn(label=Text("Désignation fournisseur", "Supplier name"), cell=_value("nom_fournisseur")),
    FindingColumn(label=Text("Code destinataire", "Recipient code"), cell=_value("siret_destinataire")),
    FindingColumn(label=Text("Code service exécutant", "Service code"), cell=_value("code_service")),
    FindingColumn(
        label=Text("Montant à payer", "Amount due"),
        cell=lambda entry, _: number(entry.invoice.values.get("montant_a_payer")) if entry.invoice else "",
    ),
    FindingColumn(
        label=Text("Suite donnée au dépôt", "Outcome of deposit"),
        cell=_of_invoice(lambda invoice, locale: SUITES[invoice.disposition].in_(locale)),
    ),
    FindingColumn(
        label=Text("Numéro de certificat", "Certificate number"),
        cell=_of_invoice(lambda invoice, _: invoice.certificate),
    ),
    FindingColumn(
        label=Text("Gravité", "Severity"),
        cell=_of_finding(lambda finding, locale: SEVERITY_LABELS[finding.severity].in_(locale)),
    ),
    FindingColumn(label=Text("Code motif", "Reason code"), cell=_of_finding(lambda finding, _: finding.code)),
    FindingColumn(
        label=Text("Champ", "Field"), cell=_of_finding(lambda finding, locale: field_label(finding.field, locale))
    ),
    FindingColumn(label=Text("Motif", "Reason"), cell=_of_finding(lambda finding, locale: finding.message.in_(locale))),
    FindingColumn(label=Text("Remède", "Remedy"), cell=_of_finding(lambda finding, locale: finding.remedy.in_(locale))),
)
"""The columns, in order."""
