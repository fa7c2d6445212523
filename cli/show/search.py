"""A page of search results as a table: five columns on a narrow terminal, more on a wide one."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.markup import escape

from cli.show.console import Console
from cli.show.lines import LineWriter, printable
from cli.show.tables import plain_table
from domain.deposit import DepositedInvoice
from domain.paris_time import paris_day, shown_day
from domain.search_criteria import Page
from domain.text import Locale, Text
from exporters.common.number_formats import amount, count
from exporters.common.state_labels import state_label

WIDE = 140
"""Columns of a terminal from which everything is shown."""


NONE = Text("Aucune facture ne répond à ces critères.", "No invoice meets these criteria.")
OF = Text("{shown} sur {total}", "{shown} of {total}")
MORE_THAN = Text("plus de {total}", "more than {total}")
NEXT = Text("La suite : ajoutez --after {after}", "Next page: add --after {after}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchColumn:
    """One column; ``wide``: left out on a narrow terminal; ``whole``: never folded."""

    head: Text
    cell: Callable[[DepositedInvoice, Locale], str]
    right: bool = False
    whole: bool = False
    wide: bool = False


def recipient(one: DepositedInvoice) -> str:
    """The recipient it was delivered to, or else the one it names."""
    if one.route:
        return one.route.raison_sociale or one.route.siret
    return one.values["nom_destinataire"] or one.values["siret_destinataire"] or ""


def price(one: DepositedInvoice, locale: Locale) -> str:
    """Its amount, VAT included, with the currency."""
    return amount(printable(one.values["montant_ttc"] or ""), printable(one.values["devise"] or ""), locale)


def service(one: DepositedInvoice) -> str:
    """The code of the service it was delivered to."""
    return (one.route and one.route.code_service) or ""


COLUMNS = (
    SearchColumn(
        head=Text("Déposée le", "Deposited"),
        cell=lambda one, locale: shown_day(paris_day(one.deposited_at), locale),
        whole=True,
    ),
    SearchColumn(head=Text("Numéro", "Number"), cell=lambda one, _: printable(one.values["numero_facture"] or "")),
    SearchColumn(
        head=Text("Fournisseur", "Supplier"), cell=lambda one, _: printable(one.values["nom_fournisseur"] or "")
    ),
    SearchColumn(head=Text("Destinataire", "Recipient"), cell=lambda one, _: printable(recipient(one)), wide=True),
    SearchColumn(head=Text("Service", "Service"), cell=lambda one, _: printable(service(one)), wide=True),
    SearchColumn(
        head=Text("Cadre", "Cadre"), cell=lambda one, _: printable(one.values["cadre_facturation"] or ""), wide=True
    ),
    SearchColumn(head=Text("Dossier", "Works dossier"), cell=lambda one, _: printable(one.dossier), wide=True),
    SearchColumn(head=Text("Montant TTC", "With VAT"), cell=price, right=True, whole=True),
    SearchColumn(head=Text("État", "Status"), cell=state_label),
    SearchColumn(
        head=Text("Depuis le", "Since"),
        cell=lambda one, locale: shown_day(one.status_at and paris_day(one.status_at), locale),
        wide=True,
    ),
)


def show(page: Page, locale: Locale) -> None:
    """The table, how many there are in all, and how to see more."""
    writer = LineWriter()
    if not page.invoices:
        writer.write(NONE.in_(locale))
        return
    columns = [column for column in COLUMNS if not column.wide or writer.console.width >= WIDE]
    table = plain_table(*(column.head.in_(locale) for column in columns))
    for column, made in zip(columns, table.columns, strict=True):
        made.justify = "right" if column.right else "left"
        made.no_wrap = column.whole
    for one in page.invoices:
        table.add_row(*(escape(column.cell(one, locale)) for column in columns))
    Console(highlight=False).print(table)
    total = count(page.total, locale)
    if page.more:
        total = MORE_THAN.with_({"total": total}).in_(locale)
    writer.write(OF.with_({"shown": count(len(page.invoices), locale), "total": total}).in_(locale))
    if page.next:
        writer.write(NEXT.with_({"after": page.next}).in_(locale))
