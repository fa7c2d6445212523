"""The columns of the status report: one line each.

They are those of Chorus Pro's search results (``codeDestinataire`` to ``numeroDpMandat``) under French labels,
then the columns that only Navette has.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import BinaryIO

from domain.causes import by_cause
from domain.deposit import DepositedInvoice
from domain.finding import Pack, Severity
from domain.invoice import AVOIRS
from domain.pes import id_unique
from domain.status_facts import LABELS
from domain.text import Locale, Text
from exporters.common.cause_sentences import sentence
from exporters.common.labels import SUITES
from exporters.reports import csv_writer, headings
from exporters.reports.report import Column, ColumnKind, Report

Row = DepositedInvoice


def field(
    label: Text, name: str, kind: ColumnKind = ColumnKind.TEXT, width: int = 16, *, first: bool = False
) -> Column[Row]:
    """A column of one of :data:`domain.invoice.FIELDS`."""
    return Column(label=label, value=lambda row, _: row.values.get(name), kind=kind, width=width, first=first)


def fact(
    label: Text,
    value: Callable[[Row], str | datetime | Decimal | None],
    kind: ColumnKind = ColumnKind.TEXT,
    width: int = 16,
    *,
    first: bool = False,
) -> Column[Row]:
    """A column whose values do not depend on the language."""
    return Column(label=label, value=lambda row, _: value(row), kind=kind, width=width, first=first)


def dossier(row: Row) -> str:
    """The number of its dossier; that of the first piece is its own."""
    own = row.values.get("numero_facture") if row.dossier_id == row.id else None
    return row.dossier or own or ""


def supplier(row: Row) -> str | None:
    """The supplier's SIRET, or else its VAT number."""
    return row.values.get("siret_fournisseur") or row.values.get("tva_fournisseur")


def recipient(row: Row) -> str | None:
    """The SIRET it was routed to, or else the one on the document."""
    return row.route.siret if row.route else row.values.get("siret_destinataire")


def comment(row: Row, locale: Locale) -> str:
    """The comment given with the status; for a document that was refused, every reason, with its codes."""
    if row.motif:
        return row.motif
    causes = (cause for cause in by_cause(row.findings) if cause.headline.severity is Severity.FATAL)
    return " ".join(f"[{', '.join((cause.headline.code, *cause.codes))}] {sentence(cause, locale)}" for cause in causes)


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
    fact(headings.CODE_DESTINATAIRE, recipient),
    fact(
        headings.NOM_DESTINATAIRE,
        lambda row: row.route.raison_sociale if row.route else row.values.get("nom_destinataire"),
        width=32,
    ),
    fact(
        headings.CODE_SERVICE,
        lambda row: row.route.code_service if row.route else row.values.get("code_service"),
        width=13,
        first=True,
    ),
    fact(
        headings.NOM_SERVICE,
        lambda row: row.route.nom_service if row.route else None,
        width=32,
    ),
    fact(
        headings.CODE_FOURNISSEUR,
        supplier,
    ),
    field(headings.NOM_FOURNISSEUR, "nom_fournisseur", width=28, first=True),
    field(headings.NUMERO_FACTURE, "numero_facture", width=20, first=True),
    Column(label=headings.TYPE_FACTURE, value=_type, width=10),
    field(headings.CODE_TYPE_FACTURE, "type_facture", width=8),
    field(headings.CADRE, "cadre_facturation", width=8),
    field(headings.DATE_FACTURE, "date_facture", ColumnKind.DATE, 12, first=True),
    fact(headings.DATE_DEPOT, lambda row: row.deposited_at, ColumnKind.MOMENT, 19),
    field(headings.DEVISE, "devise", width=8),
    field(headings.HT, "montant_ht", ColumnKind.AMOUNT),
    field(headings.TVA, "montant_tva", ColumnKind.AMOUNT),
    field(headings.TTC, "montant_ttc", ColumnKind.AMOUNT, 14, first=True),
    field(headings.A_PAYER, "montant_a_payer", ColumnKind.AMOUNT),
    field(headings.ENGAGEMENT, "numero_engagement", width=15, first=True),
    field(headings.MARCHE, "numero_marche"),
    field(headings.ORIGINE, "numero_facture_origine"),
    fact(headings.STATUT, lambda row: LABELS[row.status] if row.status else "", width=24, first=True),
    fact(headings.CODE_STATUT, lambda row: row.status.value if row.status else "", width=22),
    fact(headings.DATE_STATUT, lambda row: row.status_at, ColumnKind.MOMENT, 19, first=True),
    Column(label=Text("Commentaire état courant", "Status comment"), value=comment, width=48, first=True),
    fact(headings.DOSSIER, dossier),
    fact(headings.MANDAT, lambda row: row.mandat),
    fact(headings.MISE_A_DISPOSITION, lambda row: row.available_at, ColumnKind.MOMENT, 19),
    Column(label=Text("Téléchargée par le destinataire", "Downloaded by recipient"), value=_taken, width=10),
    fact(headings.TELECHARGEMENT, lambda row: row.downloaded_at, ColumnKind.MOMENT, 19),
    Column(
        label=Text("Suite donnée au dépôt", "Outcome of deposit"),
        value=lambda row, lang: SUITES[row.disposition].in_(lang),
    ),
    fact(headings.CERTIFICAT, lambda row: row.certificate, width=56),
    fact(Text("Déposant", "Depositor"), lambda row: row.drop),
    fact(headings.NUMERO_DEPOT, lambda row: f"{row.deposit_id:015d}"),
    fact(Text("Fichier déposé", "Deposited file"), lambda row: row.deposit_name, width=32),
    fact(Text("Fichier dans l'archive", "File in the archive"), lambda row: row.member, width=32),
    Column(label=headings.AVERTISSEMENTS, value=warnings, width=40),
)
"""The columns, in order: Chorus Pro's ``codeDestinataire`` to ``numeroDpMandat``, then the deposit."""

STATUTS: Report[Row] = Report(key="statuts", title=Text("Statuts", "Statuses"), columns=COLUMNS)


def statuts(pes: Collection[str] = ()) -> Report[Row]:
    """The report; after the number of the mandat, what a mandat cites of the invoices of ``pes``.

    ``pes``: SIRETs of the recipients whose accountant receives the invoices (format ``pes-pj``); no column without any.
    """
    if not pes:
        return STATUTS
    served = frozenset(pes)
    cited = fact(headings.ID_UNIQUE, lambda row: _id_unique(row, served), width=20, first=True)
    after = [column.label for column in COLUMNS].index(headings.MANDAT) + 1
    return replace(STATUTS, columns=(*COLUMNS[:after], cited, *COLUMNS[after:]))


def _id_unique(row: Row, served: Collection[str]) -> str:
    return id_unique(row.certificate or "") if row.route and row.route.siret in served else ""


def as_csv(rows: Iterable[DepositedInvoice], locale: Locale = Locale.FR) -> bytes:
    """The report on ``rows``, in their order, as one piece."""
    return csv_writer.as_csv(STATUTS, rows, locale)


def write_csv(rows: Iterable[DepositedInvoice], target: BinaryIO, locale: Locale = Locale.FR) -> int:
    """The report on ``rows`` written to ``target`` a chunk at a time; returns the number of invoices."""
    return csv_writer.write(STATUTS, rows, target, locale)
