"""A page of search results as a table: five columns on a narrow terminal, more on a wide one."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape

from cli.show.findings import DOUBLE, REFUSED
from cli.show.lines import Paper, printable
from cli.show.tables import plain_table
from domain.deposit import DepositedInvoice, Disposition
from domain.paris_time import jour, jour_a_paris
from domain.search_criteria import Page
from domain.status import LABELS
from exporters.common.number_formats import amount, count

WIDE = 140
"""Columns of a terminal from which everything is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchColumn:
    """One column; ``wide``: left out on a narrow terminal; ``whole``: never folded."""

    head: str
    cell: Callable[[DepositedInvoice], str]
    right: bool = False
    whole: bool = False
    wide: bool = False


def recipient(one: DepositedInvoice) -> str:
    """Whom it was brought to, or else whom it names."""
    if one.route:
        return one.route.raison_sociale or one.route.siret
    return one.values["nom_destinataire"] or one.values["siret_destinataire"] or ""


def state(one: DepositedInvoice) -> str:
    """Where it stands, in words."""
    if one.disposition is Disposition.DOUBLON:
        return DOUBLE
    return LABELS[one.status] if one.status else REFUSED


def price(one: DepositedInvoice) -> str:
    """What it amounts to, VAT included."""
    return amount(printable(one.values["montant_ttc"] or ""), printable(one.values["devise"] or ""))


COLUMNS = (
    SearchColumn(head="Déposée le", cell=lambda one: jour(jour_a_paris(one.deposited_at)), whole=True),
    SearchColumn(head="Numéro", cell=lambda one: printable(one.values["numero_facture"] or "")),
    SearchColumn(head="Fournisseur", cell=lambda one: printable(one.values["nom_fournisseur"] or "")),
    SearchColumn(head="Destinataire", cell=lambda one: printable(recipient(one)), wide=True),
    SearchColumn(head="Service", cell=lambda one: printable((one.route and one.route.code_service) or ""), wide=True),
    SearchColumn(head="Cadre", cell=lambda one: printable(one.values["cadre_facturation"] or ""), wide=True),
    SearchColumn(head="Dossier", cell=lambda one: printable(one.dossier), wide=True),
    SearchColumn(head="Montant TTC", cell=price, right=True, whole=True),
    SearchColumn(head="État", cell=state),
    SearchColumn(head="Depuis le", cell=lambda one: jour(one.status_at and jour_a_paris(one.status_at)), wide=True),
)


def show(page: Page) -> None:
    """The table, how many there are in all, and how to see more."""
    paper = Paper()
    if not page.invoices:
        paper.write("Aucune facture ne répond à ces critères.")
        return
    columns = [column for column in COLUMNS if not column.wide or paper.console.width >= WIDE]
    table = plain_table(*(column.head for column in columns))
    for column, made in zip(columns, table.columns, strict=True):
        made.justify = "right" if column.right else "left"
        made.no_wrap = column.whole
    for one in page.invoices:
        table.add_row(*(escape(column.cell(one)) for column in columns))
    Console(highlight=False).print(table)
    total = f"plus de {count(page.total)}" if page.more else count(page.total)
    paper.write(f"{count(len(page.invoices))} sur {total}")
    if page.next:
        paper.write(f"La suite : ajoutez --after {page.next}")
