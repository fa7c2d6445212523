"""Allowances and charges of an invoice, its VAT breakdown, and the totals beside it."""

from collections.abc import Iterator

from domain.invoice import AllowanceCharge, Invoice, VatBreakdown
from domain.text import Text
from exporters.common.number_formats import amount, one_line
from exporters.lisible.code_labels import CATEGORIES, money, percent, word
from exporters.lisible.cursor import BODY, LEFT, RIGHT, ROOM, SMALL, STEP, STEP_SMALL, Cursor
from exporters.lisible.line_details import allowance
from exporters.pdf.palette import BLACK, GREY, LINE, NAVY, PALE, WHITE
from exporters.pdf.structure import Role, Scope

REMISES = Text("Remises et frais", "Allowances and charges")
TVA, TOTAUX = Text("TVA", "VAT"), Text("Totaux", "Totals")
A_PAYER = Text("Net à payer", "Amount due")
_MOST = 30
_WIDE, _GAP = 270.0, 25.0
"""Of the VAT table, and between it and the totals."""
_RATE, _BASE, _TAX = LEFT + 6, LEFT + 186, LEFT + _WIDE - 6
_ROW = 16.0


def allowances(cursor: Cursor, entries: tuple[AllowanceCharge, ...]) -> None:
    """Allowances and charges of the whole document, one a row."""
    if not entries:
        return
    cursor.title(REMISES.in_(cursor.locale))
    for one in entries[:_MOST]:
        rate = percent(one.vat_rate, cursor.locale)
        vat = f" – {TVA.in_(cursor.locale)} {rate}" if rate else ""
        texts = cursor.sheet.lines(allowance(one, cursor.devise, cursor.locale) + vat, BODY, ROOM, 3)
        cursor.need(len(texts) * STEP)
        with cursor.sheet.inside(Role.P):
            for text in texts:
                cursor.sheet.text(LEFT, cursor.y + 4, text, BODY, colour=BLACK)
                cursor.y += STEP
    cursor.sheet.shortened |= len(entries) > _MOST
    cursor.y += 12


def totals(cursor: Cursor, invoice: Invoice) -> None:
    """The VAT breakdown at the left, the totals at the right, kept together."""
    sums = tuple(_sums(invoice))
    taxes = tuple(_taxes(cursor, invoice.vat_breakdown))
    height = max(26 + sum(_ROW + len(why) * STEP_SMALL for _, why in taxes), len(sums) * 15.0 + 36)
    if not sums and not taxes and invoice.totals.due is None:
        return
    cursor.need(29 + height)
    top = cursor.y
    _vat(cursor, taxes)
    _column(cursor, invoice, sums, top)
    cursor.y = top + height + 14


_OTHER_TAX = Text("autre taxe", "other tax")
_Tax = tuple[VatBreakdown, list[str]]


def _taxes(cursor: Cursor, entries: tuple[VatBreakdown, ...]) -> Iterator[_Tax]:
    cursor.sheet.shortened |= len(entries) > _MOST
    for one in entries[:_MOST]:
        why = one.exemption_reason or one.exemption_code or ""
        yield one, cursor.sheet.lines(why, SMALL, _WIDE - 12, 3)


def _vat(cursor: Cursor, taxes: tuple[_Tax, ...]) -> None:
    if not taxes:
        return
    pen, y, locale = cursor.sheet, cursor.y, cursor.locale
    pen.box(LEFT, y, _WIDE, 18, PALE)
    with pen.inside(Role.TABLE):
        with pen.inside(Role.TR):
            for label, x, draw in (
                (TVA, _RATE, pen.text),
                (Text("Base HT", "Taxable amount"), _BASE, pen.right),
                (Text("Montant de TVA", "VAT amount"), _TAX, pen.right),
            ):
                with pen.inside(Role.TH, Scope.COLUMN):
                    draw(x, y + 12, label.in_(locale), SMALL, bold=True, colour=NAVY)
        _tax_rows(cursor, taxes, y + 18)


def _tax_rows(cursor: Cursor, taxes: tuple[_Tax, ...], y: float) -> None:
    pen, locale = cursor.sheet, cursor.locale
    for one, why in taxes:
        rate = percent(one.rate, locale)
        kind = word(CATEGORIES, (one.category or "")[:20], locale) if one.category != "S" or not rate else ""
        other = "" if one.of_vat else f"{_OTHER_TAX.in_(locale)} {(one.scheme or '')[:20]}"
        shown = one_line(" – ".join(filter(None, (other, rate, kind))))
        with pen.inside(Role.TR):
            with pen.inside(Role.TD):
                pen.fit(_RATE, y + 11, _BASE - _RATE - 62, shown, BODY, colour=BLACK)
                for rank, text in enumerate(why, start=1):
                    pen.text(_RATE, y + 11 + rank * STEP_SMALL, text, SMALL, colour=GREY)
            for x, room, value in ((_BASE, 60, one.base), (_TAX, 74, one.amount)):
                with pen.inside(Role.TD):
                    pen.fit_right(x, y + 11, room, money(value, "", locale), BODY, colour=BLACK)
        y += _ROW + len(why) * STEP_SMALL
        pen.box(LEFT, y - 0.5, _WIDE, 0.4, LINE)


def _sums(invoice: Invoice) -> Iterator[tuple[Text, str, bool]]:
    of = invoice.totals
    for label, value, strong in (
        (Text("Total des lignes", "Sum of lines"), of.lines if of.lines != of.without_vat else None, False),
        (Text("Remises", "Allowances"), -of.allowances if of.allowances else None, False),
        (Text("Frais", "Charges"), of.charges or None, False),
        (Text("Total HT", "Total without VAT"), of.without_vat, False),
        (Text("Total TVA", "Total VAT"), of.vat, False),
        (Text("Total TTC", "Total with VAT"), of.with_vat, True),
        (Text("Déjà payé", "Paid"), -of.paid if of.paid else None, False),
        (Text("Arrondi", "Rounding"), of.rounding or None, False),
        (Text("Retenues et tiers", "Retentions, third parties"), of.adjustments or None, False),
    ):
        if value is not None:
            yield label, format(value, "f"), strong


def _column(cursor: Cursor, invoice: Invoice, sums: tuple[tuple[Text, str, bool], ...], y: float) -> None:
    pen, locale = cursor.sheet, cursor.locale
    left = LEFT + _WIDE + _GAP
    with pen.inside(Role.TABLE):
        for label, value, strong in sums:
            with pen.inside(Role.TR):
                with pen.inside(Role.TH, Scope.ROW):
                    pen.text(left, y + 11, label.in_(locale), BODY, bold=strong, colour=BLACK if strong else GREY)
                with pen.inside(Role.TD):
                    shown = amount(value, cursor.devise, locale)
                    pen.fit_right(RIGHT - 8, y + 11, 120, shown, BODY, bold=strong, colour=BLACK)
            y += 15
            pen.box(left, y - 0.5, RIGHT - left, 0.4, LINE)
        _due(cursor, invoice, left, y)
    if invoice.totals.vat_accounting is not None:
        other = invoice.vat_accounting_currency or ""
        shown = money(invoice.totals.vat_accounting, other, locale)
        words = Text("Total TVA en {devise} : {amount}", "Total VAT in {devise}: {amount}")
        sentence = words.with_({"devise": one_line(other[:10]), "amount": shown}).in_(locale)
        with pen.inside(Role.P):
            pen.fit(LEFT, y + 34, _WIDE, sentence, SMALL, colour=GREY)


def _due(cursor: Cursor, invoice: Invoice, left: float, y: float) -> None:
    pen, due, locale = cursor.sheet, invoice.totals.due, cursor.locale
    if due is None:
        return
    pen.box(left, y + 4, RIGHT - left, 28, NAVY)
    with pen.inside(Role.TR):
        with pen.inside(Role.TH, Scope.ROW):
            pen.text(left + 10, y + 22, A_PAYER.in_(locale), 9.5, bold=True, colour=WHITE)
        with pen.inside(Role.TD):
            pen.fit_right(RIGHT - 8, y + 22, 120, money(due, cursor.devise, locale), 13, bold=True, colour=WHITE)
