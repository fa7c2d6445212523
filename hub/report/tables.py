"""The content and scope of each report: the rows of the ledger with the columns that show them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from domain.accounting import LigneComptable
from domain.dashboard import NEWS, Axis, Dashboard, ReportScope
from domain.delivery_format import DeliveryFormat
from domain.deposit import DepositedInvoice
from domain.late_payment import ECB_RATES, PaymentTerms
from domain.waiting_pieces import waiting_pieces
from exporters.reports import counters
from exporters.reports.ageing import TRANCHES, VIEILLISSEMENT
from exporters.reports.comptable import SEPARATORS, comptable
from exporters.reports.events import EVENEMENTS
from exporters.reports.liste_fiscale import LISTE_FISCALE
from exporters.reports.report import Report
from exporters.reports.sollicitations import SOLLICITATIONS
from exporters.reports.status_report import STATUTS, statuts
from exporters.reports.synthese import SYNTHESE
from exporters.reports.xlsx_writer import Worksheet
from hub.runtime.connections import pes_account, recipient_format
from hub.settings import Settings
from ledger import Ledger


class ReportKind(StrEnum):
    """The kinds of report."""

    STATUTS = "statuts"
    SYNTHESE = "synthese"
    TABLEAU = "tableau"
    VIEILLISSEMENT = "vieillissement"
    FISCAL = "fiscal"
    EVENEMENTS = "evenements"
    COMPTABLE = "comptable"
    SOLLICITATIONS = "sollicitations"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRequest:
    """The scope, the period and the filters of a report."""

    portee: ReportScope
    now: datetime
    terms: PaymentTerms
    first: date
    """Period of the *liste fiscale* and of the accounting export, days in Paris."""
    last: date
    since: datetime | None = None
    """Start of the status report: what changed at that moment or later."""
    visited: datetime | None = None
    """Start of the events: what happened after it; ``None``: in the last :data:`domain.dashboard.NEWS` days."""
    title: str = ""
    """The reader's name when the settings have a better one than the ledger."""
    hide_old_refusals: bool = False
    hide_downloaded: bool = False
    hide_sollicitations: bool = False
    """Whether the workbook leaves them out, for who has no right to them."""
    statuts: Report[DepositedInvoice] = STATUTS
    """The status report, with the columns that the recipients' formats ask for."""
    comptable: Report[LigneComptable] = field(default_factory=comptable)
    """The accounting export, with the columns and the separator of the settings."""

    @property
    def news(self) -> datetime:
        """The moment after which events are listed."""
        return self.visited or self.now - timedelta(days=NEWS)


def payment_terms(settings: Settings) -> PaymentTerms:
    """The delay to pay of each structure of the settings, and the rates of late payments."""
    structures = settings.structures
    return PaymentTerms(
        delays={siret: table.delai_paiement for siret, table in structures.items()},
        from_service_fait=frozenset(siret for siret, table in structures.items() if table.delai_depuis_service_fait),
        rates={**ECB_RATES, **settings.deadlines.ecb_rates},
    )


def status_report(settings: Settings, portee: ReportScope) -> Report[DepositedInvoice]:
    """The status report of this reader: with the identifiers that mandats cite, for recipients that are delivered as
    ``pes-pj``; a supplier's has none.
    """
    if portee.drop is not None:
        return STATUTS
    among = settings.recipients.by_siret if portee.siret is None else (portee.siret,)
    return statuts([siret for siret in among if _is_served_in_pes(settings, siret)])


def _is_served_in_pes(settings: Settings, siret: str) -> bool:
    """Whether a flux is made for the recipient's accountant: not without what the accountant knows it by."""
    is_asked = recipient_format(settings, siret) is DeliveryFormat.PES_PJ
    return is_asked and pes_account(settings, siret) is not None


def accounting_export(settings: Settings) -> Report[LigneComptable]:
    """The accounting export as the settings want it."""
    table = settings.reports.comptable
    return comptable(table.columns, SEPARATORS[table.separator])


def feuille(ledger: Ledger, rapport: ReportKind, asked: ReportRequest) -> Worksheet[Any]:
    """A report as one table; its rows are streamed."""
    return _TABLES[rapport](ledger, asked)


def tableau(ledger: Ledger, asked: ReportRequest) -> Dashboard:
    """The dashboard, with the works pieces that wait."""
    found = ledger.reports.dashboard(asked.portee, asked.now, asked.terms, asked.news)
    waiting = waiting_pieces(ledger.reports.synthese(asked.portee, now=asked.now, only_works=True))
    return replace(
        found,
        title=asked.title or found.title,
        waiting_pieces=waiting,
        visited=asked.visited,
        chain=ledger.certificates.head(),
    )


def whole(ledger: Ledger, asked: ReportRequest, shown: Dashboard) -> Iterator[Worksheet[Any]]:
    """Every report, for one workbook: the dashboard ``shown`` first, then the lists; questions when there are any."""
    yield Worksheet(report=counters.COMPTEURS, rows=counters.in_order(shown.counters))
    for axe in Axis:
        if shown.by_axis.get(axe):
            yield Worksheet(report=counters.by(axe), rows=shown.by_axis[axe])
    yield Worksheet(report=TRANCHES, rows=shown.ageing)
    for rapport in (
        ReportKind.VIEILLISSEMENT,
        ReportKind.SYNTHESE,
        ReportKind.EVENEMENTS,
        ReportKind.FISCAL,
        ReportKind.COMPTABLE,
        ReportKind.STATUTS,
    ):
        yield feuille(ledger, rapport, asked)
    if not asked.hide_sollicitations and ledger.reports.has_sollicitations(asked.portee):
        yield feuille(ledger, ReportKind.SOLLICITATIONS, asked)


def _statuts(ledger: Ledger, asked: ReportRequest) -> Worksheet[Any]:
    rows = ledger.invoices.status_rows(since=asked.since, siret=asked.portee.siret, drop=asked.portee.drop)
    return Worksheet(report=asked.statuts, rows=rows)


def _synthese(ledger: Ledger, asked: ReportRequest) -> Worksheet[Any]:
    rows = ledger.reports.synthese(
        asked.portee,
        now=asked.now,
        hide_old_refusals=asked.hide_old_refusals,
        hide_downloaded=asked.hide_downloaded,
    )
    return Worksheet(report=SYNTHESE, rows=rows)


def _tableau(ledger: Ledger, asked: ReportRequest) -> Worksheet[Any]:
    return Worksheet(report=counters.COMPTEURS, rows=counters.in_order(ledger.reports.counters(asked.portee)))


def _vieillissement(ledger: Ledger, asked: ReportRequest) -> Worksheet[Any]:
    return Worksheet(report=VIEILLISSEMENT, rows=ledger.reports.overdue(asked.portee, asked.now, asked.terms))


def _fiscal(ledger: Ledger, asked: ReportRequest) -> Worksheet[Any]:
    return Worksheet(report=LISTE_FISCALE, rows=ledger.reports.liste_fiscale(asked.portee, asked.first, asked.last))


def _comptable(ledger: Ledger, asked: ReportRequest) -> Worksheet[Any]:
    return Worksheet(report=asked.comptable, rows=ledger.reports.comptable(asked.portee, asked.first, asked.last))


def _evenements(ledger: Ledger, asked: ReportRequest) -> Worksheet[Any]:
    return Worksheet(report=EVENEMENTS, rows=ledger.reports.events_since(asked.portee, asked.news))


def _sollicitations(ledger: Ledger, asked: ReportRequest) -> Worksheet[Any]:
    return Worksheet(report=SOLLICITATIONS, rows=ledger.reports.sollicitations(asked.portee))


_TABLES: dict[ReportKind, Callable[[Ledger, ReportRequest], Worksheet[Any]]] = {
    ReportKind.STATUTS: _statuts,
    ReportKind.SYNTHESE: _synthese,
    ReportKind.TABLEAU: _tableau,
    ReportKind.VIEILLISSEMENT: _vieillissement,
    ReportKind.FISCAL: _fiscal,
    ReportKind.EVENEMENTS: _evenements,
    ReportKind.COMPTABLE: _comptable,
    ReportKind.SOLLICITATIONS: _sollicitations,
}
