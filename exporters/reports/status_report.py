"""The columns of the status report: one line each.

They are those of Chorus Pro's search results (``codeDestinataire`` to ``numeroDpMandat``) under French labels,
then the columns that only Navette has.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from typing import BinaryIO

from domain.deposit import DepositedInvoice
from domain.finding import Pack, Severity
from domain.invoice import AVOIRS
from domain.status_facts import LABELS
from domain.text import Locale, Text
from exporters.common.labels import SUITES
from exporters.reports import csv_writer
from exporters.reports.report import Column, ColumnKind, Report

Row = DepositedInvoice


def field(label: Text, name: str, kind: ColumnKind = ColumnKind.TEXT, width: int = 16) -> Column[Row]:
    """A column of one of :data:`domain.invoice.FIELDS`."""
    return Column(label=label, value=lambda row, _: row.values.get(name), kind=kind, width=width)


def fact(
    label: Text,
    value: Callable[[Row], str | datetime | Decimal | None],
    kind: ColumnKind = ColumnKind.TEXT,
    width: int = 16,
) -> Column[Row]:
    """A column whose values do not depend on the language."""
    return Column(label=label, value=lambda row, _: value(row), kind=kind, width=width)


def dossier(row: Row) -> str:
    """The number of its dossier; that of the first piece is its own."""
    own = row.values.get("numero_facture") if row.dossier_id == row.id else None
    return row.dossier or own or ""


def comment(row: Row, locale: Locale) -> str:
    """The comment given with the status; for a document that was refused, every reason."""
    if row.motif:
        return row.motif
    return " ".join(
        f"[{finding.code}] {finding.message.in_(locale)}"
        for finding in row.findings
        if finding.severity is Severity.FATAL
    )


def warnings(row: Row, locale: Locale) -> str:
    """The warnings of an accepted invoice that concern its payer; remarks on how the file is written are left out."""
    return " ".join(
        f"[{finding.code}] {finding.message.in_(locale)}"
        for finding in row.findings
        if finding.severity is Severity.WARNING and finding.pack not in _WRITTEN
    )


def _type(row: Row, locale: Locale) -> str:
    code = row.values.get("type_facture")
    return (AVOIR if code in AVOIRS else FACTURE).in_(locale) if code else ""


def _taken(row: Row, locale: Locale) -> str:
    if row.available_at is None and row.downloaded_at is None:
        return ""
    return (OUI if row.downloaded_at else NON).in_(locale)


_WRITTEN = frozenset({Pack.XSD, Pack.EN16931, Pack.FACTURX, Pack.BR_FR})
FACTURE, AVOIR = Text("Facture", "Invoice"), Text("Avoir", "Credit note")
OUI, NON = Text("Oui", "Yes"), Text("Non", "No")
COLUMNS: tuple[Column[Row], ...] = (
    field(Text("Code destinataire", "Recipient code"), "siret_destinataire"),
    fact(
        Text("Désignation destinataire", "Recipient name"),
        lambda row: row.route.raison_sociale if row.route else row.values.get("nom_destinataire"),
        width=32,
    ),
    fact(
        Text("Code service exécutant", "Service code"),
        lambda row: row.route.code_service if row.route else row.values.get("code_service"),
    ),
    fact(
        Text("Nom service exécutant", "Service name"),
        lambda row: row.route.nom_service if row.route else None,
        width=32,
    ),
    fact(
        Text("Code fournisseur", "Supplier code"),
        lambda row: row.values.get("siret_fournisseur") or row.values.get("tva_fournisseur"),
    ),
    field(Text("Désignation fournisseur", "Supplier name"), "nom_fournisseur", width=32),
    field(Text("Numéro facture", "Invoice number"), "numero_facture", width=20),
    Column(label=Text("Type facture", "Invoice type"), value=_type, width=10),
    field(Text("Code type facture", "Invoice type code"), "type_facture", width=8),
    field(Text("Cadre de facturation", "Cadre de facturation"), "cadre_facturation", width=8),
    field(Text("Date facture", "Invoice date"), "date_facture", ColumnKind.DATE, 12),
    fact(Text("Date dépôt", "Deposited at"), lambda row: row.deposited_at, ColumnKind.MOMENT, 19),
    field(Text("Devise", "Currency"), "devise", width=8),
    field(Text("Montant HT", "Amount without VAT"), "montant_ht", ColumnKind.AMOUNT),
    field(Text("Montant TVA", "VAT amount"), "montant_tva", ColumnKind.AMOUNT),
    field(Text("Montant TTC", "Amount with VAT"), "montant_ttc", ColumnKind.AMOUNT),
    field(Text("Montant à payer", "Amount due"), "montant_a_payer", ColumnKind.AMOUNT),
    field(Text("Numéro bon de commande", "Order number"), "numero_engagement"),
    field(Text("Numéro marché", "Contract number"), "numero_marche"),
    field(Text("Numéro facture d'origine", "Original invoice number"), "numero_facture_origine"),
    fact(Text("Statut", "Status"), lambda row: LABELS[row.status] if row.status else "", width=24),
    fact(Text("Code statut", "Status code"), lambda row: row.status.value if row.status else "", width=22),
    fact(Text("Date heure état courant", "Status since"), lambda row: row.status_at, ColumnKind.MOMENT, 19),
    Column(label=Text("Commentaire état courant", "Status comment"), value=comment, width=40),
    fact(Text("Numéro dossier de facturation", "Dossier number"), dossier),
    fact(Text("Numéro de mandat", "Payment order number"), lambda row: row.mandat),
    fact(Text("Date mise à disposition", "Made available at"), lambda row: row.available_at, ColumnKind.MOMENT, 19),
    Column(label=Text("Téléchargée par le destinataire", "Downloaded by recipient"), value=_taken, width=10),
    fact(Text("Date téléchargement", "Downloaded at"), lambda row: row.downloaded_at, ColumnKind.MOMENT, 19),
    Column(
        label=Text("Suite donnée au dépôt", "Outcome of deposit"),
        value=lambda row, lang: SUITES[row.disposition].in_(lang),
    ),
    fact(Text("Numéro de certificat", "Certificate number"), lambda row: row.certificate, width=56),
    fact(Text("Déposant", "Depositor"), lambda row: row.drop),
    fact(Text("Numéro de dépôt", "Deposit number"), lambda row: f"{row.deposit_id:015d}"),
    fact(Text("Fichier déposé", "Deposited file"), lambda row: row.deposit_name, width=32),
    fact(Text("Fichier dans l'archive", "File in the archive"), lambda row: row.member, width=32),
    Column(label=Text("Avertissements", "Warnings"), value=warnings, width=40),
)
"""The columns, in order: Chorus Pro's ``codeDestinataire`` to ``numeroDpMandat``, then the deposit."""

STATUTS: Report[Row] = Report(key="statuts", title=Text("Statuts", "Statuses"), columns=COLUMNS)


def as_csv(rows: Iterable[DepositedInvoice], locale: Locale = Locale.FR) -> bytes:
    """The report on ``rows``, in their order, as one piece."""
    return csv_writer.as_csv(STATUTS, rows, locale)


def write_csv(rows: Iterable[DepositedInvoice], target: BinaryIO, locale: Locale = Locale.FR) -> int:
    """The report on ``rows`` written to ``target`` a chunk at a time; returns the number of invoices."""
    return csv_writer.write(STATUTS, rows, target, locale)
