"""The readable view of an invoice: the position of everything on its pages."""

from collections.abc import Sequence

from domain.deposit import DepositedInvoice
from domain.invoice import Invoice
from domain.text import Locale
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
from exporters.pdf.document import Attached, Imprint
from exporters.pdf.pages import PdfPages
from exporters.pdf.palette import BLACK, NAVY
from exporters.pdf.structure import Role

_HALF = ROOM / 2
_MOST = 24
"""Texts of a party that are shown."""


def compose(
    invoice: Invoice,
    deposited: DepositedInvoice | None,
    locale: Locale,
    imprint: Imprint,
    identity: bytes,
    attached: Attached | None = None,
) -> PdfPages:
    """``invoice`` drawn on as many pages as needed: a copy, or the invoice itself with its values ``attached``."""
    sheet = PdfPages(imprint, identity, attached)
    title = heading(invoice, locale)
    supplier = one_line((invoice.nom_fournisseur or "")[:200])
    cursor = Cursor(sheet, locale, (invoice.devise or "")[:10], " – ".join(filter(None, (title, supplier))))
    head(cursor, invoice, title, is_copy=attached is None)
    routing(cursor, invoice, deposited)
    _parties(cursor, blocks(invoice, deposited, locale))
    grid(cursor, REFERENCES, references(invoice, locale))
    lines(cursor, invoice.lines)
    allowances(cursor, invoice.allowances)
    totals(cursor, invoice)
    grid(cursor, PAIEMENT, payment(invoice, deposited.findings if deposited else (), locale))
    draw_grid(cursor, NOTES, notes(invoice, locale))
    draw_grid(cursor, PIECES_JOINTES, attachments(invoice, locale))
    feet(cursor, deposited, is_copy=attached is None)
    return sheet


def _parties(cursor: Cursor, blocks: Sequence[Block]) -> None:
    for rank in range(0, len(blocks), 2):
        pair = blocks[rank : rank + 2]
        drawn = [(block, *_block_lines(cursor, block)) for block in pair]
        high = max(14 + len(name) * 12.5 + len(texts) * 10.5 for _, name, texts in drawn)
        cursor.need(high)
        for side, (block, name, texts) in enumerate(drawn):
            _block(cursor, LEFT + side * (_HALF + 6), block, name, texts)
        cursor.y += high + 8


def _block_lines(cursor: Cursor, block: Block) -> tuple[list[str], list[str]]:
    room = _HALF - 18
    name = cursor.sheet.lines(block.name, 10, room, 3, bold=True)
    cursor.sheet.shortened |= len(block.texts) > _MOST
    texts = [text for value in block.texts[:_MOST] for text in cursor.sheet.lines(value, BODY, room, 3)]
    return name, texts


def _block(cursor: Cursor, x: float, block: Block, name: list[str], texts: list[str]) -> None:
    y = cursor.y + 8
    with cursor.sheet.inside(Role.H2):
        cursor.sheet.text(x, y, block.title, SMALL, bold=True, colour=NAVY)
    y += 14
    with cursor.sheet.inside(Role.P):
        for text in name:
            cursor.sheet.text(x, y, text, 10, bold=True, colour=BLACK)
            y += 12.5
        for text in texts:
            cursor.sheet.text(x, y, text, BODY, colour=BLACK)
            y += 10.5
