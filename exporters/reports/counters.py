"""A dashboard's counters: by status in the portal's order (seed 004), and by structure, service, supplier, actor."""

from collections.abc import Iterable
from decimal import Decimal

from domain.dashboard import COUNTERS, Axis, Counter
from domain.status import Status
from domain.status_facts import LABELS
from domain.text import Text
from exporters.reports.report import Column, ColumnKind, Report

_ORDER = {status: rank for rank, status in enumerate(dict.fromkeys((*COUNTERS, *Status)))}
EUROS = "EUR"

AXES: dict[Axis, Text] = {
    Axis.STRUCTURE: Text("Par structure", "By structure"),
    Axis.SERVICE: Text("Par service", "By service"),
    Axis.FOURNISSEUR: Text("Par fournisseur", "By supplier"),
    Axis.ACTEUR: Text("Par acteur", "By actor"),
}


def in_order(counters: Iterable[Counter]) -> tuple[Counter, ...]:
    """The counters in the portal's order; those it always shows are there even at zero."""
    found = list(counters)
    there = {counter.status for counter in found}
    found += [
        Counter(key="", label=LABELS[status], status=status, count=0, devise=EUROS, ttc=Decimal())
        for status in COUNTERS
        if status not in there
    ]
    return tuple(sorted(found, key=lambda counter: (_ORDER[counter.status], counter.devise != EUROS, counter.devise)))


_MESURES: tuple[Column[Counter], ...] = (
    Column(label=Text("Statut", "Status"), value=lambda row, _: LABELS[row.status], width=44),
    Column(label=Text("Code statut", "Status code"), value=lambda row, _: row.status.value, width=36),
    Column(label=Text("Factures", "Invoices"), value=lambda row, _: row.count, kind=ColumnKind.INT, width=10),
    Column(label=Text("Devise", "Currency"), value=lambda row, _: row.devise, width=8),
    Column(label=Text("Montant TTC", "Amount with VAT"), value=lambda row, _: row.ttc, kind=ColumnKind.AMOUNT),
)

COMPTEURS: Report[Counter] = Report(key="tableau-de-bord", title=Text("Tableau de bord", "Dashboard"), columns=_MESURES)


def by(axis: Axis) -> Report[Counter]:
    """The counters broken down by ``axis``."""
    named: tuple[Column[Counter], ...] = (
        Column(label=Text("Code", "Code"), value=lambda row, _: row.key, width=24),
        Column(label=Text("Désignation", "Name"), value=lambda row, _: row.label, width=36),
    )
    return Report(key=f"par-{axis.value}", title=AXES[axis], columns=(*named, *_MESURES))
