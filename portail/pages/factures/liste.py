"""The espaces of invoices: lists with their filters, and their exports."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from domain.deposit import DepositedInvoice
from domain.espace import ESPACE_LABELS, Espace
from domain.paris_time import day_text, paris_day
from domain.search_criteria import Page
from domain.text import Locale, Text
from exporters.common.number_formats import count, identifiant
from exporters.html.shown import Outside, outside
from exporters.reports.status_report import STATUTS
from portail.acces.asker import AnyMember, Member
from portail.downloads import as_csv, as_workbook
from portail.espaces import open_espace, perimetre_of
from portail.forms import FormView
from portail.invoice_rows import InvoiceHeadings, InvoiceRow, invoice_row
from portail.pages.criteres.criteria import Asked, asked, criteria
from portail.pages.criteres.form import fields
from portail.pages.suivi.recherches import SaveForm, save_form, saved_links
from portail.pages.traitement.actions import AT_ONCE, modifiable
from portail.render import Notice, page
from portail.structures import structure_names
from portail.views import Link

router = APIRouter()

SIZE = 50
"""Invoices of a page."""
COUNTED = 1_000
"""To how many a list is counted: counting 10,000 of the largest recipient takes ten times what its page takes."""
EXPORTED = 10_000
"""Invoices of an export."""
Criteria = Annotated[Asked, Depends(asked)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An invoice of a list."""

    invoice: InvoiceRow
    service: Outside
    deposited: Text
    since: Text
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView(InvoiceHeadings):
    """A page of invoices."""

    heading: Text
    action: str
    first: FormView
    more: FormView
    more_open: bool
    total: Text
    rows: tuple[Row, ...]
    next: str
    """Address of the next page; empty on the last."""
    exports: tuple[Link, ...]
    waiting: str
    saved: tuple[Link, ...]
    save: SaveForm
    more_label: Text = Text("Autres critères", "More criteria")
    search: Text = Text("Rechercher", "Search")
    reset: Text = Text("Réinitialiser", "Reset")
    waiting_label: Text = Text("Seulement ce qui attend", "Only what waits")
    next_label: Text = Text("Page suivante", "Next page")
    first_label: Text = Text("Première page", "First page")
    deposited: Text = Text("Déposée le", "Deposited on")
    list_label: Text = Text("Factures", "Invoices")
    treat: str = ""
    """Where the invoices that are checked are treated; empty: nowhere."""
    treat_label: Text = Text("Traiter les factures cochées", "Treat the invoices that are checked")
    pick: Text = Text("Cocher", "Check")


@router.get("/{espace}")
def listed(who: AnyMember, espace: str, found: Criteria, suite: str = "") -> Response:
    """A page of the invoices that one may see."""
    here = open_espace(who, espace)
    wanted, faults = criteria(found, here, paris_day(who.portail.clock()))
    perimetre = perimetre_of(who, here, found.structure)
    answer = who.portail.ledger.search.page(wanted, after=suite or None, size=SIZE, within=perimetre, most=COUNTED)
    mine = who.acces.where(here)
    names = structure_names(who, mine) if len(mine) > 1 else {}
    structures = tuple((each, _named(each, name)) for each, name in sorted(names.items()))
    first, more = fields(found, faults, structures)
    view = ListView(
        heading=ESPACE_LABELS[here],
        action=f"/{here.value}",
        first=FormView(action=f"/{here.value}", fields=first, button=SEARCH, method="get"),
        more=FormView(action=f"/{here.value}", fields=more, button=SEARCH, method="get"),
        more_open=any(getattr(found, field.name) for field in more),
        total=_total(answer, who.locale),
        rows=tuple(_row(here, one, who.locale) for one in answer.invoices),
        next=f"/{here.value}?{found.query(suite=answer.next)}" if answer.next else "",
        exports=tuple(
            Link(href=f"/{here.value}/export.{ending}?{found.query()}", label=_export(ending, answer.more, who.locale))
            for ending in ("csv", "xlsx")
        ),
        waiting=f"/{here.value}?a_traiter=1",
        treat=f"/{here.value}/traiter" if here in AT_ONCE and modifiable(who, here).parts else "",
        saved=saved_links(who, here),
        save=save_form(here, found),
    )
    notice = Notice(words=NOT_UNDERSTOOD, tone="bad") if faults else None
    return page(who, "liste", view, title=view.heading, notice=notice)


@router.get("/{espace}/export.csv")
def exported(who: AnyMember, espace: str, found: Criteria) -> Response:
    """The same invoices as a file for a spreadsheet, with every column of the status report."""
    here = open_espace(who, espace)
    return as_csv(who, STATUTS, _every(who, here, found), here.value)


@router.get("/{espace}/export.xlsx")
def exported_workbook(who: AnyMember, espace: str, found: Criteria) -> Response:
    """The same as a workbook."""
    here = open_espace(who, espace)
    return as_workbook(who, STATUTS, _every(who, here, found), here.value)


def _every(who: Member, espace: Espace, found: Asked) -> Iterator[DepositedInvoice]:
    """The invoices of every page, up to :data:`EXPORTED`."""
    wanted, _ = criteria(found, espace, paris_day(who.portail.clock()))
    perimetre, after = perimetre_of(who, espace, found.structure), None
    for _ in range(EXPORTED // 1000):
        answer = who.portail.ledger.search.page(wanted, after=after, size=1000, within=perimetre)
        yield from answer.invoices
        after = answer.next
        if after is None:
            return


def _export(ending: str, is_cut: bool, locale: Locale) -> Text:
    words = EXPORT_FIRST if is_cut else EXPORT
    return words.with_({"count": count(EXPORTED, locale), "kind": ending.upper()})


def _named(structure: str, name: str) -> Text:
    shown = f"{name} ({identifiant(structure)})" if name else identifiant(structure)
    return Text(shown, shown)


def _total(answer: Page, locale: Locale) -> Text:
    words = MORE if answer.more else ONE if answer.total == 1 else SOME
    return words.with_({"count": count(answer.total, locale)})


def _row(espace: Espace, one: DepositedInvoice, locale: Locale) -> Row:
    values, route = one.values, one.route
    return Row(
        invoice=invoice_row(espace, one, locale),
        id=str(one.id),
        service=outside(route.nom_service or route.code_service if route else values["code_service"]),
        deposited=day_text(paris_day(one.deposited_at)),
        since=day_text(paris_day(one.status_at) if one.status_at else None),
    )


SEARCH = Text("Rechercher", "Search")
EXPORT = Text("Exporter les résultats ({kind})", "Export the results ({kind})")
EXPORT_FIRST = Text("Exporter, {count} au plus ({kind})", "Export, {count} at most ({kind})")
MORE = Text("Plus de {count} factures", "More than {count} invoices")
SOME = Text("{count} factures", "{count} invoices")
ONE = Text("Une facture", "One invoice")
NOT_UNDERSTOOD = Text(
    "Un critère n'a pas été compris : il est laissé de côté.", "A criterion was not understood and is left out."
)
