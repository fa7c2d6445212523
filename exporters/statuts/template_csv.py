"""The template of statuses: the invoices that wait for a status, and the columns a person fills in a spreadsheet.

It is read back by the status folder. A SIRET is written in groups, so that a spreadsheet keeps it as text.
"""

from collections.abc import Callable, Iterable

from domain.deposit import DepositedInvoice
from domain.status import Status
from domain.status_facts import LABELS
from domain.suivi import FIRST_VALIDATION, SECOND_VALIDATION, declarable
from domain.text import Locale, Text
from exporters.common.number_formats import identifiant
from exporters.reports import csv_writer, headings
from exporters.reports.report import Column, ColumnKind, Report, Value


def as_csv(rows: Iterable[DepositedInvoice], locale: Locale = Locale.FR, reader: str = "") -> bytes:
    """The template with those of ``rows`` that wait for a status of ``reader`` (SIRET; empty: of anybody)."""
    return csv_writer.as_csv(MODELE, (row for row in rows if possible(row, reader)), locale)


def possible(row: DepositedInvoice, reader: str = "") -> tuple[Status, ...]:
    """The statuses ``reader`` may give the invoice as it stands, by label; empty when it waits for somebody else."""
    if row.status is None:
        return ()
    following = declarable(row.values.get("cadre_facturation"), row.status) - {Status.COMPLETEE}
    return tuple(sorted((one for one in following if _is_for(row, reader, one)), key=LABELS.__getitem__))


def _is_for(row: DepositedInvoice, reader: str, status: Status) -> bool:
    if status in FIRST_VALIDATION:
        return reader in {"", row.valideur_1}
    if status in SECOND_VALIDATION:
        return reader in {"", row.valideur_2}
    return reader in {"", row.route.siret if row.route else ""}


def _of(
    label: Text, value: Callable[[DepositedInvoice], Value], kind: ColumnKind = ColumnKind.TEXT
) -> Column[DepositedInvoice]:
    return Column(label=label, value=lambda row, _: value(row), kind=kind)


def _field(label: Text, name: str, kind: ColumnKind = ColumnKind.TEXT) -> Column[DepositedInvoice]:
    """A column of one of :data:`domain.invoice.FIELDS`."""
    return _of(label, lambda row: row.values.get(name), kind)


def _to_fill(label: Text) -> Column[DepositedInvoice]:
    return _of(label, lambda _: None)


def _supplier(row: DepositedInvoice) -> str:
    return identifiant(row.values.get("siret_fournisseur") or row.values.get("tva_fournisseur") or "")


MODELE: Report[DepositedInvoice] = Report(
    key="modele",
    title=Text("Statuts à donner", "Statuses to give"),
    columns=(
        _field(headings.NUMERO_FACTURE, "numero_facture"),
        _of(headings.CERTIFICAT, lambda row: row.certificate),
        _of(headings.CODE_FOURNISSEUR, _supplier),
        _field(headings.NOM_FOURNISSEUR, "nom_fournisseur"),
        _field(headings.DATE_FACTURE, "date_facture", ColumnKind.DATE),
        _field(headings.TTC, "montant_ttc", ColumnKind.AMOUNT),
        _of(
            headings.CODE_SERVICE,
            lambda row: row.route.code_service if row.route else row.values.get("code_service"),
        ),
        _of(Text("Statut actuel", "Present status"), lambda row: LABELS[row.status] if row.status else ""),
        _to_fill(Text("Nouveau statut", "New status")),
        _to_fill(headings.MOTIF),
        _to_fill(headings.CODE_MOTIF),
        _to_fill(headings.MANDAT),
        _to_fill(Text("Valideur suivant", "Next valideur")),
        _to_fill(Text("Commentaire", "Comment")),
        _of(
            Text("Statuts possibles", "Possible statuses"),
            lambda row: ", ".join(LABELS[status] for status in possible(row)),
        ),
    ),
)
"""The columns that name the invoice, then those a person fills in, then what may be filled in."""
