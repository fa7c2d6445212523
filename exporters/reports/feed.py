"""What happened to the invoices and files that somebody may see, one line a thing."""

from collections.abc import Callable

from domain.feed import FeedItem
from domain.status import FLUX_LABELS
from domain.status_facts import LABELS
from domain.suivi import ACTION_LABELS
from domain.text import Text
from exporters.common.actor_names import acting_for
from exporters.reports import headings
from exporters.reports.report import Column, ColumnKind, Report, Value


def what(item: FeedItem) -> str:
    """What happened, as reports say it."""
    if item.event is not None:
        return LABELS[item.event.status]
    if item.action is not None:
        return ACTION_LABELS[item.action.action]
    return FLUX_LABELS[item.deposit.status] if item.deposit is not None else ""


def who(item: FeedItem) -> str:
    """Who did it."""
    if item.event is not None:
        return acting_for(item.event.actor)
    return acting_for(item.action.actor) if item.action is not None else ""


def why(item: FeedItem) -> str:
    """The reason, or what more is known of it."""
    if item.event is not None:
        return " ".join(filter(None, (item.event.motif, *item.event.motif_codes)))
    return item.action.detail if item.action is not None else ""


def _of(
    label: Text, value: Callable[[FeedItem], Value], kind: ColumnKind = ColumnKind.TEXT, width: int = 16
) -> Column[FeedItem]:
    return Column(label=label, value=lambda row, _: value(row), kind=kind, width=width)


FIL: Report[FeedItem] = Report(
    key="fil-d-evenements",
    title=Text("Fil d'événements", "Events"),
    columns=(
        _of(Text("Date et heure", "Moment"), lambda row: row.at, ColumnKind.MOMENT, 19),
        _of(headings.NUMERO_FACTURE, lambda row: row.invoice.numero_facture if row.invoice else "", width=20),
        _of(headings.NOM_FOURNISSEUR, lambda row: row.invoice.nom_fournisseur if row.invoice else "", width=28),
        _of(headings.NOM_DESTINATAIRE, lambda row: row.invoice.nom_destinataire if row.invoice else "", width=28),
        _of(Text("Fichier déposé", "Deposited file"), lambda row: row.deposit.name if row.deposit else "", width=32),
        _of(headings.NUMERO_DEPOT, lambda row: row.deposit.number if row.deposit else ""),
        _of(Text("Événement", "Event"), what, width=28),
        _of(Text("Par", "By"), who),
        _of(headings.MOTIF, why, width=48),
    ),
)
