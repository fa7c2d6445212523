"""What a finance department reads: the dashboard of a structure, and its reports as CSV or as one workbook."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Query, Response

from domain.dashboard import ReportScope
from domain.espace import Droit, Espace
from domain.paris_time import paris_day
from domain.text import Text
from exporters import tableau_de_bord
from exporters.html.shown import Outside, outside
from exporters.reports import csv_writer, xlsx_writer
from hub.report.tables import (
    ReportKind,
    ReportRequest,
    accounting_export,
    feuille,
    payment_terms,
    status_report,
    tableau,
    whole,
)
from portail.acces.asker import AnyMember, Member, NotFound
from portail.acces.own_reports import may_read_reports, readable_structures
from portail.context import Portail
from portail.downloads import XLSX, download
from portail.forms import Field, FormView
from portail.render import page
from portail.structures import StructureRow, structure_name, structure_names
from portail.views import Link

router = APIRouter()
BASE = "/etats"
OWN_STYLE = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""Of the dashboard, a page that stands alone with its style inside."""
FIRST_YEAR = 2017
"""Of a month that somebody means: Chorus Pro began then."""
Month = Annotated[str, Query(max_length=7)]


@dataclass(frozen=True, slots=True, kw_only=True)
class StructuresView:
    """The structures whose reports one may read."""

    structures: tuple[StructureRow, ...]
    heading: Text = Text("Tableaux de bord et états", "Dashboards and reports")
    lead: Text = Text(
        "Le tableau de bord de chaque structure, sa liste fiscale et ses autres états.",
        "The dashboard of each structure, its liste fiscale and its other reports.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsView:
    """The reports of one structure."""

    heading: Outside
    dashboard: Link
    reports: tuple[Link, ...]
    fiscal: FormView
    back: Link
    fiscal_heading: Text = Text("Liste fiscale d'un mois", "Liste fiscale of a month")


@router.get(BASE)
def structures(who: AnyMember) -> Response:
    """The structures whose reports one may read."""
    found = readable_structures(who.acces)
    if not found:
        raise NotFound
    rows = tuple(
        StructureRow(href=f"{BASE}/{each}", name=outside(name), shown=outside(each))
        for each, name in sorted(structure_names(who, found).items())
    )
    view = StructuresView(structures=rows)
    return page(who, "etats", view, title=view.heading)


@router.get(BASE + "/{structure}")
def reports(who: AnyMember, structure: str) -> Response:
    """The reports of one structure."""
    _reads(who, structure)
    view = ReportsView(
        heading=outside(structure_name(who, structure) or structure),
        dashboard=Link(href=f"{BASE}/{structure}/tableau-de-bord", label=DASHBOARD),
        reports=(
            *(
                Link(href=f"{BASE}/{structure}/{kind.value}.csv", label=REPORTS[kind])
                for kind in _kinds(who, structure)
            ),
            Link(href=f"{BASE}/{structure}/etats.xlsx", label=WORKBOOK),
        ),
        fiscal=FormView(
            action=f"{BASE}/{structure}/{ReportKind.FISCAL.value}.csv",
            fields=(Field(name="mois", label=MONTH, kind="month", hint=MONTH_HINT, longest="7"),),
            button=DOWNLOAD,
            method="get",
        ),
        back=Link(href=BASE, label=BACK),
    )
    return page(who, "etats_structure", view, title=DASHBOARD)


@router.get(BASE + "/{structure}/tableau-de-bord")
def dashboard(who: AnyMember, structure: str) -> Response:
    """The dashboard: made again when something happened to what it shows, or another day began."""
    _reads(who, structure)
    ledger, asked = who.portail.ledger, _asked(who.portail, structure)

    def made() -> bytes:
        return tableau_de_bord.as_html(tableau(ledger, asked), (), who.locale)

    content = who.portail.dashboards.page(ledger, structure, who.locale, asked.now, made)
    headers = {"content-security-policy": OWN_STYLE}
    return Response(content, media_type="text/html; charset=utf-8", headers=headers)


@router.get(BASE + "/{structure}/etats.xlsx")
def workbook(who: AnyMember, structure: str) -> Response:
    """Every report in one workbook."""
    _reads(who, structure)
    hidden = ReportKind.SOLLICITATIONS not in _kinds(who, structure)
    asked = replace(_asked(who.portail, structure), hide_sollicitations=hidden)
    ledger, file = who.portail.ledger, BytesIO()
    shown = tableau(ledger, asked)
    with TemporaryDirectory() as scratch:
        sheets = whole(ledger, asked, shown)
        xlsx_writer.write(sheets, file, title=shown.title, at=asked.now, locale=who.locale, scratch=Path(scratch))
    return download(file.getvalue(), f"etats_{structure}_{paris_day(asked.now)}.xlsx", XLSX)


@router.get(BASE + "/{structure}/{kind}.csv")
def report(who: AnyMember, structure: str, kind: str, mois: Month = "") -> Response:
    """One report; of a month that is named, or of this one."""
    _reads(who, structure)
    if kind not in {each.value for each in _kinds(who, structure)}:
        raise NotFound
    asked = _of_month(_asked(who.portail, structure), mois)
    found = feuille(who.portail.ledger, ReportKind(kind), asked)
    content = csv_writer.as_csv(found.report, found.rows, who.locale)
    return download(content, f"{kind}_{structure}_{paris_day(asked.now)}.csv", "text/csv; charset=utf-8")


# --- helpers ------------------------------------------------------------------------------------------------------


def _asked(portail: Portail, structure: str) -> ReportRequest:
    now: datetime = portail.clock()
    portee = ReportScope(siret=structure)
    return ReportRequest(
        portee=portee,
        now=now,
        terms=payment_terms(portail.settings),
        first=paris_day(now).replace(day=1),
        last=paris_day(now),
        statuts=status_report(portail.settings, portee),
        comptable=accounting_export(portail.settings),
    )


def _kinds(who: Member, structure: str) -> tuple[ReportKind, ...]:
    """The reports that may be read; questions are of an espace of their own."""
    asks = who.acces.may(Espace.SOLLICITATIONS, Droit.CONSULTATION, structure)
    return tuple(kind for kind in REPORTS if asks or kind is not ReportKind.SOLLICITATIONS)


def _of_month(asked: ReportRequest, month: str) -> ReportRequest:
    """The same for a month written ``aaaa-mm``; raises :class:`NotFound` for what is none."""
    if not month:
        return asked
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise NotFound from None
    if not FIRST_YEAR <= first.year <= asked.now.year:
        raise NotFound
    return replace(asked, first=first, last=(first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def _reads(who: Member, structure: str) -> None:
    """Raises :class:`NotFound` for who may not read the reports of the structure."""
    if not may_read_reports(who.acces, structure):
        raise NotFound


DASHBOARD = Text("Tableau de bord", "Dashboard")
WORKBOOK = Text("Tous les états, en un classeur (XLSX)", "Every report, in one workbook (XLSX)")
MONTH = Text("Mois", "Month")
MONTH_HINT = Text("Année et mois : 2026-11.", "Year and month: 2026-11.")
DOWNLOAD = Text("Télécharger (CSV)", "Download (CSV)")
BACK = Text("Tableaux de bord et états", "Dashboards and reports")
REPORTS: dict[ReportKind, Text] = {
    ReportKind.STATUTS: Text("Statuts de toutes les factures (CSV)", "Statuses of all invoices (CSV)"),
    ReportKind.SYNTHESE: Text("Ce qui attend d'être traité (CSV)", "What waits to be treated (CSV)"),
    ReportKind.TABLEAU: Text("Compteurs par statut (CSV)", "Counters by status (CSV)"),
    ReportKind.VIEILLISSEMENT: Text("Factures impayées et échéances (CSV)", "Unpaid invoices and due dates (CSV)"),
    ReportKind.FISCAL: Text("Liste fiscale du mois (CSV)", "Liste fiscale of the month (CSV)"),
    ReportKind.EVENEMENTS: Text("Fil d'événements (CSV)", "Events (CSV)"),
    ReportKind.COMPTABLE: Text("Export comptable du mois (CSV)", "Accounting export of the month (CSV)"),
    ReportKind.SOLLICITATIONS: Text("Sollicitations (CSV)", "Questions (CSV)"),
}
