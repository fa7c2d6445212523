"""The template of statuses: the invoices that wait for a status, and the columns a person fills in a spreadsheet.

It is read back by the status inbox. A SIRET is written in groups, so that a spreadsheet keeps it as text.
"""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from domain.deposit import DepositedInvoice
from domain.status import LABELS, Status
from domain.suivi import FIRST_VALIDATION, SECOND_VALIDATION, declarable
from domain.text import Locale, Text
from exporters.common.csv_cells import BOM, NEWLINE, SEPARATOR, number, text
from exporters.common.number_formats import day, identifiant


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateColumn:
    """A heading, and the finished cell of an invoice under it; one to be filled in has no cell."""

    label: Text
    cell: Callable[[DepositedInvoice], str] | None = None


def modele_csv(rows: Iterable[DepositedInvoice], locale: Locale = Locale.FR, reader: str = "") -> bytes:
    """The template with those of ``rows`` that wait for a status of ``reader`` (SIRET; empty: of anybody)."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=SEPARATOR, lineterminator=NEWLINE)
    writer.writerow([column.label.in_(locale) for column in COLUMNS])
    writer.writerows(
        [column.cell(row) if column.cell else "" for column in COLUMNS] for row in rows if possible(row, reader)
    )
    return BOM + target.getvalue().encode("utf-8", "replace")


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


def _value(name: str) -> Callable[[DepositedInvoice], str]:
    return lambda row: text(row.values.get(name))


def _supplier(row: DepositedInvoice) -> str:
    return text(identifiant(row.values.get("siret_fournisseur") or row.values.get("tva_fournisseur") or ""))


COLUMNS = (
    TemplateColumn(label=Text("Numéro facture", "Invoice number"), cell=_value("numero_facture")),
    TemplateColumn(label=Text("Certificat", "Certificate"), cell=lambda row: text(row.certificate)),
    TemplateColumn(label=Text("Code fournisseur", "Supplier code"), cell=_supplier),
    TemplateColumn(label=Text("Désignation fournisseur", "Supplier name"), cell=_value("nom_fournisseur")),
    TemplateColumn(
        label=Text("Date facture", "Invoice date"), cell=lambda row: _shown(row.values.get("date_facture") or "")
    ),
    TemplateColumn(
        label=Text("Montant TTC", "Amount with VAT"), cell=lambda row: number(row.values.get("montant_ttc"))
    ),
    TemplateColumn(
        label=Text("Code service exécutant", "Service code"),
        cell=lambda row: text(row.route.code_service if row.route else row.values.get("code_service")),
    ),
    TemplateColumn(
        label=Text("Statut actuel", "Present status"), cell=lambda row: LABELS[row.status] if row.status else ""
    ),
    TemplateColumn(label=Text("Nouveau statut", "New status")),
    TemplateColumn(label=Text("Motif", "Reason")),
    TemplateColumn(label=Text("Code motif", "Reason code")),
    TemplateColumn(label=Text("Numéro mandat", "Payment order number")),
    TemplateColumn(label=Text("Valideur suivant", "Next valideur")),
    TemplateColumn(label=Text("Commentaire", "Comment")),
    TemplateColumn(
        label=Text("Statuts possibles", "Possible statuses"),
        cell=lambda row: ", ".join(LABELS[status] for status in possible(row)),
    ),
)
"""What names the invoice, then what is filled in."""


def _shown(value: str) -> str:
    shown = day(value)
    return text(shown) if shown == value else shown
