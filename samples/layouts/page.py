"""Draws an invoice as a PDF page in one of several layouts, with the values of its XML.

Each layout is a module with ``draw(sheet, invoice, service)``; labels, order and geometry differ, as between
accounting programs.
"""

from enum import Enum

from domain.invoice import Invoice
from samples.layouts import bandeau, classique, colonnes, courrier
from samples.layouts.sheet import Sheet


class Layout(Enum):
    """The available layouts."""

    CLASSIQUE = "classique"
    """Addresses side by side, labels left of values, a table, totals at the bottom right."""
    COLONNES = "colonnes"
    """Labels above values, in two columns and a grid."""
    COURRIER = "courrier"
    """A letter: sentences, hardly a table."""
    BANDEAU = "bandeau"
    """The amount due first, in a grey band; references in a row."""


_DRAWINGS = {
    Layout.CLASSIQUE: classique.draw,
    Layout.COLONNES: colonnes.draw,
    Layout.COURRIER: courrier.draw,
    Layout.BANDEAU: bandeau.draw,
}


def pdf(
    invoice: Invoice,
    layout: Layout = Layout.CLASSIQUE,
    *,
    service: str | None = None,
    embedded: bool = False,
    password: str | None = None,
) -> bytes:
    """The page(s) of ``invoice`` as PDF; ``service`` names the recipient's service, ``password`` locks the file."""
    sheet = Sheet(
        f"{'Avoir' if invoice.avoir else 'Facture'} {invoice.numero_facture}", embedded=embedded, password=password
    )
    _DRAWINGS[layout](sheet, invoice, service)
    return sheet.finish()
