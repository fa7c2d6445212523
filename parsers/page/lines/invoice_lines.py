"""The lines of an invoice (BG-25) from the tables of its pages, held against its totals."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from domain.invoice import AllowanceCharge, Line, Totals, VatBreakdown
from parsers.page.lines.column_kinds import ColumnKind
from parsers.page.lines.table import Table, TableLine, tables
from parsers.page.lines.unheaded import unheaded_tables
from parsers.page.lines.units import unit_code
from parsers.page.marked.pages import Page

_CENT = Decimal("0.01")
_ZERO = Decimal(0)


def invoice_lines(pages: Sequence[Page], totals: Totals, vat: Sequence[VatBreakdown]) -> tuple[Line, ...]:
    """The lines of the one table whose sum is the total without VAT, or with VAT where its amounts have it.

    Every line or none: a table with a line that is not whole, or that does not add up, gives none.
    """
    ht, ttc = totals.without_vat, totals.with_vat
    if ht is None:
        return ()
    wanted = frozenset(one for one in (ht, ttc) if one is not None)
    only = vat[0].rate if len(vat) == 1 else None
    found = [
        lines
        for table in (*tables(pages, wanted), *unheaded_tables(pages, ht))
        if (lines := _lines(table, ht, totals.vat, only)) is not None
    ]
    return found[0] if found and all(one == found[0] for one in found) else ()


def confirmed(pages: Sequence[Page], sums: Sequence[tuple[Decimal, Decimal]]) -> list[bool]:
    """Which of ``sums`` (total without VAT, with VAT) a whole table adds up to; it has to leave no line out."""
    totals = frozenset(total for one in sums for total in one)
    proved = [table for table in tables(pages, totals) if table.proved]
    net = {table.total for table in proved if table.kind is not ColumnKind.AMOUNT_TTC}
    gross = {table.total for table in proved if table.kind is ColumnKind.AMOUNT_TTC}
    return [ht in net or ttc in gross for ht, ttc in sums]


def _lines(table: Table, ht: Decimal, tva: Decimal | None, only: Decimal | None) -> tuple[Line, ...] | None:
    net = table.total == ht
    if net and table.kind is ColumnKind.AMOUNT_TTC and tva != 0:
        return None
    rates = _rates(table, only)
    amounts = [line.amount for line in table.lines] if net else _without_vat(table, rates)
    if amounts is None or sum(amounts, _ZERO) != ht or (not net and table.says_ht):
        return None
    if not _makes(tva, rates, amounts):
        if not table.bare_rates:
            return None
        rates = [None] * len(rates)
    return tuple(
        _line(rank, line, rate, amount, net=net)
        for rank, (line, rate, amount) in enumerate(zip(table.lines, rates, amounts, strict=True), start=1)
    )


def _rates(table: Table, only: Decimal | None) -> list[Decimal | None]:
    """The rate of each line as printed, or the only one of the invoice."""
    return [line.rate if line.rate is not None else only for line in table.lines]


def _without_vat(table: Table, rates: list[Decimal | None]) -> list[Decimal] | None:
    if None in rates:
        return None
    return [
        (line.amount * 100 / (100 + (rate or _ZERO))).quantize(_CENT, ROUND_HALF_UP)
        for line, rate in zip(table.lines, rates, strict=True)
    ]


def _makes(tva: Decimal | None, rates: list[Decimal | None], amounts: list[Decimal]) -> bool:
    """Whether the rates of the lines make the VAT of the invoice, a cent for each rate."""
    if tva is None or None in rates:
        return True
    bases: dict[Decimal, Decimal] = {}
    for rate, amount in zip(rates, amounts, strict=True):
        bases[rate or _ZERO] = bases.get(rate or _ZERO, _ZERO) + amount
    computed = sum((base * rate / 100 for rate, base in bases.items()), _ZERO)
    return abs(computed - tva) <= _CENT * len(bases)


def _line(rank: int, line: TableLine, rate: Decimal | None, amount: Decimal, *, net: bool) -> Line:
    one = line.priced
    return Line(
        identifier=str(rank),
        name=line.designation,
        seller_item=line.reference,
        quantity=one.quantity,
        unit=unit_code(line.unit) if line.unit else None,
        net_price=one.price if net else None,
        allowances=_allowances(line) if net else (),
        net_amount=amount,
        vat_rate=rate,
        vat_category="S" if rate else None,
    )


def _allowances(line: TableLine) -> tuple[AllowanceCharge, ...]:
    one = line.priced
    if not one.discount or one.discount <= 0:
        return ()
    return (
        AllowanceCharge(
            charge=False, amount=one.discount, base=one.discount + line.amount, percent=one.percent or None
        ),
    )
