"""The *compte rendu* as CSV, refusals first, in the cells and with the dates of the status report."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from domain.causes import Cause, by_cause
from domain.deposit import Deposit, DepositedInvoice
from domain.status import FLUX_LABELS
from domain.suivi import LigneSuivi
from domain.text import Locale, Text
from exporters.common.cause_sentences import sentence
from exporters.common.labels import SEVERITY_LABELS, SUITES, field_label
from exporters.compte_rendu.status_file_summary import SUITES as OF_LINES
from exporters.compte_rendu.status_file_summary import sender
from exporters.compte_rendu.summary import DepositSummary
from exporters.reports import csv_writer
from exporters.reports.report import Column, ColumnKind, Report, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One line: a cause in a document, a cause in the file (no document), or a document without findings."""

    deposit: Deposit
    invoice: DepositedInvoice | None
    cause: Cause | None
    line: LigneSuivi | None = None
    """The line of a status file, in the CSV of a day."""


def lines(deposit: Deposit, found: DepositSummary, locale: Locale) -> bytes:
    """The report: header, findings of the file, refused, to be completed, duplicates, recycled, accepted."""
    return csv_writer.as_csv(COMPTE_RENDU, lines_of(deposit, found), locale)


def lines_of(deposit: Deposit, found: DepositSummary) -> Iterator[FindingLine]:
    """The lines of one deposit, those to look at first."""
    for cause in by_cause(deposit.findings):
        yield FindingLine(deposit=deposit, invoice=None, cause=cause)
    for invoice in (*found.refused, *found.waiting, *found.doublons, *found.recycled, *found.accepted):
        causes: tuple[Cause | None, ...] = by_cause(invoice.findings)
        for found_cause in causes or (None,):
            yield FindingLine(deposit=deposit, invoice=invoice, cause=found_cause)


def _of_deposit(
    label: Text, value: Callable[[Deposit], Value], kind: ColumnKind = ColumnKind.TEXT
) -> Column[FindingLine]:
    return Column(label=label, value=lambda line, _: value(line.deposit), kind=kind)


def _field(label: Text, name: str, kind: ColumnKind = ColumnKind.TEXT) -> Column[FindingLine]:
    """A column of one of :data:`domain.invoice.FIELDS`."""
    return _of_invoice(label, lambda invoice, _: invoice.values.get(name), kind)


def _of_invoice(
    label: Text, value: Callable[[DepositedInvoice, Locale], Value], kind: ColumnKind = ColumnKind.TEXT
) -> Column[FindingLine]:
    return Column(
        label=label, value=lambda line, locale: value(line.invoice, locale) if line.invoice else None, kind=kind
    )


def _of_cause(
    label: Text, value: Callable[[Cause, Locale], Value], kind: ColumnKind = ColumnKind.TEXT
) -> Column[FindingLine]:
    return Column(label=label, value=lambda line, locale: value(line.cause, locale) if line.cause else None, kind=kind)


def _number(line: FindingLine) -> Value:
    if line.invoice:
        return line.invoice.values.get("numero_facture")
    return line.line.number if line.line else None


def _outcome(line: FindingLine, locale: Locale) -> Value:
    if line.invoice:
        return SUITES[line.invoice.disposition].in_(locale)
    return OF_LINES[line.line.outcome].in_(locale) if line.line else None


COMPTE_RENDU: Report[FindingLine] = Report(
    key="compte-rendu",
    title=Text("Compte rendu", "Report of deposit"),
    columns=(
        _of_deposit(Text("Numéro de dépôt", "Deposit number"), lambda deposit: deposit.number),
        _of_deposit(Text("Déposant", "Depositor"), sender),
        _of_deposit(Text("Fichier déposé", "Deposited file"), lambda deposit: deposit.name),
        _of_deposit(Text("Date dépôt", "Deposited at"), lambda deposit: deposit.received_at, ColumnKind.MOMENT),
        _of_deposit(Text("État du dépôt", "State of the deposit"), lambda deposit: FLUX_LABELS[deposit.status]),
        _of_invoice(Text("Fichier dans l'archive", "File in the archive"), lambda invoice, _: invoice.member),
        Column(label=Text("Numéro facture", "Invoice number"), value=lambda line, _: _number(line)),
        _field(Text("Code fournisseur", "Supplier code"), "siret_fournisseur"),
        _field(Text("Désignation fournisseur", "Supplier name"), "nom_fournisseur"),
        _field(Text("Code destinataire", "Recipient code"), "siret_destinataire"),
        _field(Text("Code service exécutant", "Service code"), "code_service"),
        _field(Text("Montant à payer", "Amount due"), "montant_a_payer", ColumnKind.AMOUNT),
        Column(label=Text("Suite donnée au dépôt", "Outcome of deposit"), value=_outcome),
        _of_invoice(Text("Numéro de certificat", "Certificate number"), lambda invoice, _: invoice.certificate),
        _of_cause(
            Text("Gravité", "Severity"), lambda cause, locale: SEVERITY_LABELS[cause.headline.severity].in_(locale)
        ),
        _of_cause(Text("Code motif", "Reason code"), lambda cause, _: cause.headline.code),
        _of_cause(Text("Champ", "Field"), lambda cause, locale: field_label(cause.headline.field, locale)),
        _of_cause(Text("Motif", "Reason"), sentence),
        _of_cause(Text("Remède", "Remedy"), lambda cause, locale: cause.headline.remedy.in_(locale)),
        _of_cause(Text("Autres codes", "Other codes"), lambda cause, _: ", ".join(cause.codes)),
    ),
)
