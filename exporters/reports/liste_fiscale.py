"""The *liste fiscale*: every invoice exchanged in a period, who, to whom, what, when, and under which proof."""

from collections.abc import Callable

from domain.dashboard import LigneFiscale
from domain.status_facts import LABELS
from domain.text import Text
from exporters.reports.report import Column, ColumnKind, Report, Value


def _of(
    label: Text, value: Callable[[LigneFiscale], Value], kind: ColumnKind = ColumnKind.TEXT, width: int = 16
) -> Column[LigneFiscale]:
    return Column(label=label, value=lambda row, _: value(row), kind=kind, width=width)


LISTE_FISCALE: Report[LigneFiscale] = Report(
    key="liste-fiscale",
    title=Text("Liste fiscale", "Tax list"),
    columns=(
        _of(Text("Date et heure de dépôt", "Deposited at"), lambda row: row.deposited_at, ColumnKind.MOMENT, 19),
        _of(Text("Numéro de dépôt", "Deposit number"), lambda row: row.deposit),
        _of(Text("Numéro de certificat", "Certificate number"), lambda row: row.certificate, width=56),
        _of(Text("Code fournisseur", "Supplier code"), lambda row: row.fournisseur),
        _of(Text("Désignation fournisseur", "Supplier name"), lambda row: row.nom_fournisseur, width=32),
        _of(Text("Code destinataire", "Recipient code"), lambda row: row.destinataire),
        _of(Text("Désignation destinataire", "Recipient name"), lambda row: row.nom_destinataire, width=32),
        _of(Text("Numéro facture", "Invoice number"), lambda row: row.numero_facture, width=20),
        _of(Text("Code type facture", "Invoice type code"), lambda row: row.type_facture, width=8),
        _of(Text("Cadre de facturation", "Cadre de facturation"), lambda row: row.cadre, width=8),
        _of(Text("Date facture", "Invoice date"), lambda row: row.date_facture, ColumnKind.DATE, 12),
        _of(Text("Devise", "Currency"), lambda row: row.devise, width=8),
        _of(Text("Montant HT", "Amount without VAT"), lambda row: row.ht, ColumnKind.AMOUNT),
        _of(Text("Montant TVA", "VAT amount"), lambda row: row.tva, ColumnKind.AMOUNT),
        _of(Text("Montant TTC", "Amount with VAT"), lambda row: row.ttc, ColumnKind.AMOUNT),
        _of(
            Text("Date et heure de mise à disposition", "Available at"),
            lambda row: row.available_at,
            ColumnKind.MOMENT,
            19,
        ),
        _of(Text("Statut", "Status"), lambda row: LABELS[row.status], width=24),
        _of(Text("Code statut", "Status code"), lambda row: row.status.value, width=22),
        _of(Text("Date et heure du statut", "Status since"), lambda row: row.status_at, ColumnKind.MOMENT, 19),
        _of(Text("SHA-256 du document", "SHA-256 of document"), lambda row: row.sha256, width=66),
    ),
)
