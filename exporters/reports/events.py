"""What happened since a reader's last visit, one line an event."""

from collections.abc import Callable

from domain.dashboard import Event
from domain.status_facts import LABELS
from domain.text import Text
from exporters.reports.report import Column, ColumnKind, Report, Value


def _of(
    label: Text, value: Callable[[Event], Value], kind: ColumnKind = ColumnKind.TEXT, width: int = 16
) -> Column[Event]:
    return Column(label=label, value=lambda row, _: value(row), kind=kind, width=width)


EVENEMENTS: Report[Event] = Report(
    key="evenements",
    title=Text("Événements", "Events"),
    columns=(
        _of(Text("Date et heure", "Moment"), lambda row: row.event.at, ColumnKind.MOMENT, 19),
        _of(Text("Numéro facture", "Invoice number"), lambda row: row.numero_facture, width=20),
        _of(Text("Désignation fournisseur", "Supplier name"), lambda row: row.nom_fournisseur, width=32),
        _of(Text("Désignation destinataire", "Recipient name"), lambda row: row.nom_destinataire, width=32),
        _of(Text("Cadre de facturation", "Cadre de facturation"), lambda row: row.cadre, width=8),
        _of(Text("Statut", "Status"), lambda row: LABELS[row.event.status], width=28),
        _of(Text("Code statut", "Status code"), lambda row: row.event.status.value, width=22),
        _of(Text("Par", "By"), lambda row: row.event.actor),
        _of(Text("Motif", "Reason"), lambda row: row.event.motif, width=40),
        _of(Text("Codes motif", "Reason codes"), lambda row: " ".join(row.event.motif_codes)),
        _of(Text("Numéro de mandat", "Payment order number"), lambda row: row.event.mandat),
        _of(Text("Déclaré le", "Said at"), lambda row: row.event.stated_at, ColumnKind.MOMENT, 19),
    ),
)
