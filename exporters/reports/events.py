"""What happened since a reader's last visit, one line an event."""

from collections.abc import Callable

from domain.dashboard import Event
from domain.status_facts import LABELS
from domain.text import Text
from exporters.common.actor_names import acting_for
from exporters.reports import headings
from exporters.reports.report import Column, ColumnKind, Report, Value


def _of(
    label: Text,
    value: Callable[[Event], Value],
    kind: ColumnKind = ColumnKind.TEXT,
    width: int = 16,
    *,
    first: bool = False,
) -> Column[Event]:
    return Column(label=label, value=lambda row, _: value(row), kind=kind, width=width, first=first)


EVENEMENTS: Report[Event] = Report(
    key="evenements",
    title=Text("Événements", "Events"),
    columns=(
        _of(Text("Date et heure", "Moment"), lambda row: row.event.at, ColumnKind.MOMENT, 19, first=True),
        _of(headings.NUMERO_FACTURE, lambda row: row.numero_facture, width=20, first=True),
        _of(headings.NOM_FOURNISSEUR, lambda row: row.nom_fournisseur, width=28, first=True),
        _of(headings.NOM_DESTINATAIRE, lambda row: row.nom_destinataire, width=28, first=True),
        _of(headings.CADRE, lambda row: row.cadre, width=8),
        _of(headings.STATUT, lambda row: LABELS[row.event.status], width=24, first=True),
        _of(headings.CODE_STATUT, lambda row: row.event.status.value, width=22),
        _of(Text("Par", "By"), lambda row: acting_for(row.event.actor), first=True),
        _of(headings.MOTIF, lambda row: row.event.motif, width=40, first=True),
        _of(headings.CODE_MOTIF, lambda row: " ".join(row.event.motif_codes)),
        _of(headings.MANDAT, lambda row: row.event.mandat, width=14, first=True),
        _of(Text("Déclaré le", "Said at"), lambda row: row.event.stated_at, ColumnKind.MOMENT, 19),
        _of(headings.CODE_FOURNISSEUR, lambda row: row.fournisseur),
        _of(headings.CODE_DESTINATAIRE, lambda row: row.destinataire),
        _of(headings.ENGAGEMENT, lambda row: row.numero_engagement),
        _of(headings.CERTIFICAT, lambda row: row.certificate, width=56),
    ),
)
