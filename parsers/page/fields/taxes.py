"""The VAT breakdown, read only where it adds up to the totals."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from domain.invoice import VatBreakdown
from parsers.page.layout.cells import Cell
from parsers.page.marked.pages import Page
from parsers.page.values.amounts import RATE, amounts, number

_TOLERANCE = Decimal("0.02")
_CENT = Decimal("0.01")
_MOST = 12
_NUMBERS = 3
"""Rate, base and VAT."""
_HIGHEST = Decimal(30)
"""A rate above any VAT rate."""


def breakdown(pages: Iterable[Page], ht: Decimal | None, tva: Decimal | None) -> tuple[VatBreakdown, ...]:
    """The bases and VAT amounts by rate (BG-23) of ``pages``; empty unless they sum up to ``ht`` and ``tva``."""
    if ht is None or tva is None:
        return ()
    pages = tuple(pages)
    rows = list(dict.fromkeys(row for page in pages for row in _rows(page)))
    for among in (rows, [row for row in rows if row[1] == ht]):
        if 0 < len(among) <= _MOST and _sums_up(among, ht, tva):
            return tuple(_entry(*row) for row in among)
    rates = {rate for page in pages for rate in _rates(page)}
    fitting = [rate for rate in rates if _fits(rate, ht, tva)]
    return (_entry(fitting[0], ht, tva),) if len(fitting) == 1 and len(rates) == 1 else ()


def _sums_up(rows: list[tuple[Decimal, Decimal, Decimal]], ht: Decimal, tva: Decimal) -> bool:
    bases, taxes = sum(row[1] for row in rows), sum(row[2] for row in rows)
    return abs(bases - ht) <= _TOLERANCE and abs(taxes - tva) <= _TOLERANCE


def _entry(rate: Decimal, base: Decimal, tax: Decimal) -> VatBreakdown:
    return VatBreakdown(base=base, amount=tax, rate=rate, category="S" if rate > 0 else None, scheme="VAT")


def _rows(page: Page) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    """Lines with a rate, a base and the VAT computed from them."""
    for line in page.lines:
        text = "  ".join(cell.text for cell in line)
        found = RATE.finditer(text) if "%" in text else ()
        rates = [rate for match in found if (rate := number(match[1])[0]) is not None]
        if not rates:
            yield from _bare_row(line)
        if len(rates) != 1:
            continue
        values = [one.value for one in amounts(text) if one.exact]
        pair = next(
            ((a, b) for rank, a in enumerate(values) for b in values[rank + 1 :] if _fits(rates[0], a, b) and a != b),
            None,
        )
        if pair is not None:
            yield rates[0], *pair


def _bare_row(line: tuple[Cell, ...]) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    """A row of a table of VAT whose rate has no percent sign: three numbers one after the other, each in its cell."""
    if len(line) < _NUMBERS:
        return
    values = [found[0].value for cell in line if len(found := list(amounts(cell.text))) == 1]
    for rate, base, tax in zip(values, values[1:], values[2:], strict=False):
        if 0 < rate <= _HIGHEST and base != tax and abs(base) > 1 and _fits(rate, base, tax):
            yield rate, base, tax


def _rates(page: Page) -> Iterator[Decimal]:
    for line in page.lines:
        for cell in line:
            if "%" in cell.text:
                yield from (rate for match in RATE.finditer(cell.text) if (rate := number(match[1])[0]) is not None)


def _fits(rate: Decimal, base: Decimal, tax: Decimal) -> bool:
    return abs((base * rate / 100).quantize(_CENT, ROUND_HALF_UP) - tax) <= _CENT
