"""The readable view of an invoice, page by page: what stands where."""

from collections.abc import Sequence

from domain.deposit import DepositedInvoice
from domain.invoice import Invoice
from domain.text import Locale
from exporters.certificat.page import BLACK, NAVY
from exporters.common.number_formats import one_line
from exporters.lisible.cursor import BODY, LEFT, ROOM, SMALL, Cursor
from exporters.lisible.header_footer import feet, head, heading, routing
from exporters.lisible.label_grid import draw_grid, grid
from exporters.lisible.lines_table import lines
from exporters.lisible.parties import Block, blocks
from exporters.lisible.sections import (
    NOTES,
    PAIEMENT,
    PIECES_JOINTES,
    REFERENCES,
    attachments,
    notes,
    payment,
    references,
)
from exporters.lisible.totals import allowances, totals
from exporters.pdf.document import Imprint
from exporters.pdf.fonts import helvetica, noto
from exporters.pdf.pages import PdfPages

_HALF = ROOM / 2
_MOST = 24
"""Texts of a party that are shown."""


def compose(
    invoice: Invoice, deposited: DepositedInvoice | None, locale: Locale, imprint: Imprint, identity: bytes
) -> PdfPages:
    """``invoice`` drawn on as many pages as it takes."""
    pages = _drawn(PdfPages(helvetica(), imprint, identity), invoice, deposited, locale)
    return _drawn(PdfPages(noto(), imprint, identity), invoice, deposited, locale) if pages.substituted else pages


def _drawn(liasse: PdfPages, invoice: Invoice, deposited: DepositedInvoice | None, locale: Locale) -> PdfPages:
    title = heading(invoice, locale)
    supplier = one_line((invoice.nom_fournisseur or "")[:200])
    fil = Cursor(liasse, locale, (invoice.devise or "")[:10], " – ".join(filter(None, (title, supplier))))
    head(fil, invoice, title)
    routing(fil, invoice, deposited)
    _parties(fil, blocks(invoice, deposited, locale))
    grid(fil, REFERENCES, references(invoice, locale))
    lines(fil, invoice.lines)
    allowances(fil, invoice.allowances)
    totals(fil, invoice)
    grid(fil, PAIEMENT, payment(invoice, locale))
    draw_grid(fil, NOTES, notes(invoice, locale))
    draw_grid(fil, PIECES_JOINTES, attachments(invoice, locale))
    feet(fil, deposited)
    return liasse


def _parties(fil: Cursor, told: Sequence[Block]) -> None:
    for rank in range(0, len(told), 2):
        pair = told[rank : rank + 2]
        drawn = [(block, *_block_lines(fil, block)) for block in pair]
        high = max(14 + len(name) * 12.5 + len(said) * 10.5 for _, name, said in drawn)
        fil.need(high)
        for side, (block, name, said) in enumerate(drawn):
            _block(fil, LEFT + side * (_HALF + 6), block, name, said)
        fil.y += high + 8


def _block_lines(fil: Cursor, block: Block) -> tuple[list[str], list[str]]:
    room = _HALF - 18
    name = fil.liasse.lines(block.name, 10, room, 3, bold=True)
    fil.liasse.shortened |= len(block.said) > _MOST
    said = [text for value in block.said[:_MOST] for text in fil.liasse.lines(value, BODY, room, 3)]
    return name, said


def _block(fil: Cursor, x: float, block: Block, name: list[str], said: list[str]) -> None:
    y = fil.y + 8
    fil.liasse.text(x, y, block.title, SMALL, bold=True, colour=NAVY)
    y += 14
    for text in name:
        fil.liasse.text(x, y, text, 10, bold=True, colour=BLACK)
        y += 12.5
    for text in said:
        fil.liasse.text(x, y, text, BODY, colour=BLACK)
        y += 10.5
