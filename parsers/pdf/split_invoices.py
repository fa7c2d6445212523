"""Splits a PDF of several invoices into one PDF per invoice.

It is split only when unambiguous: every page is read, each invoice begins with its own number and has its own totals,
all are of one supplier, and none is corrected by another. Otherwise the file stays whole and is refused (LEC-055).
"""

import io
from dataclasses import dataclass
from itertools import pairwise

import pypdf

from domain.invoice import Invoice
from parsers.page.assembly import Assembled, assemble
from parsers.page.layout.words import Closed, PageLimits, leaves
from parsers.page.marked.marking import marked_pages
from parsers.page.marked.pages import Page

_MOST = 200
"""Most pages of a PDF that is split."""
_SURE = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One invoice of several: its pages in the file (from 1), and a PDF of them."""

    first: int
    last: int
    content: bytes


def parts(content: bytes) -> tuple[Part, ...]:
    """The invoices of the PDF ``content``, in order; empty for a single invoice or an ambiguous split."""
    found = leaves(content, PageLimits(first=_MOST, last=0))
    if isinstance(found, Closed) or len(found) < 2 or found[-1].number != len(found):
        return ()
    spans = _spans(marked_pages(found), len(found))
    try:
        return tuple(_part(content, first, last) for first, last in spans)
    except MemoryError:  # says nothing about the file
        raise
    except Exception:  # noqa: BLE001 - pypdf raises any exception on damaged files; the PDF then stays whole
        return ()


def _spans(pages: tuple[Page, ...], count: int) -> list[tuple[int, int]]:
    """First and last page of each invoice; empty when ambiguous."""
    numbers = [(page.number, _numbers(page)) for page in pages]
    if any(len(each) > 1 for _, each in numbers):
        return []
    starts: list[int] = []
    seen: list[str] = []
    for page, printed in numbers:
        number = next(iter(printed), seen[-1] if seen else "")
        if not seen or number != seen[-1]:
            starts.append(page)
            seen.append(number)
    if len(seen) < 2 or len(set(seen)) < len(seen) or "" in seen or starts[0] != 1:
        return []
    spans = [(first, after - 1) for first, after in pairwise([*starts, count + 1])]
    read = [assemble(page for page in pages if first <= page.number <= last) for first, last in spans]
    return spans if _are_apart(read, seen) else []


def _numbers(page: Page) -> set[str]:
    """The invoice numbers read with certainty on one page."""
    read = assemble((page,))
    numbers = {str(one.value) for one in read.numbers if one.score >= _SURE}
    own = read.invoice.numero_facture
    return numbers - {read.invoice.numero_facture_origine or ""} if own is None or own in numbers else numbers | {own}


def _are_apart(read: list[Assembled], numbers: list[str]) -> bool:
    invoices = [one.invoice for one in read]
    whole = all(_is_whole(one, number) for one, number in zip(invoices, numbers, strict=True))
    sellers = {invoice.siren_fournisseur for invoice in invoices}
    origins = {invoice.numero_facture_origine for invoice in invoices}
    other = any(one.nature.other is not None or one.amounts.agree is False for one in read)
    return whole and not other and len(sellers) == 1 and None not in sellers and not origins & set(numbers)


def _is_whole(invoice: Invoice, number: str) -> bool:
    dated = invoice.date_facture is not None
    return invoice.numero_facture == number and dated and None not in (invoice.montant_ht, invoice.montant_ttc)


def _part(content: bytes, first: int, last: int) -> Part:
    writer = pypdf.PdfWriter()
    writer.append(io.BytesIO(content), pages=(first - 1, last), import_outline=False)
    written = io.BytesIO()
    writer.write(written)
    return Part(first=first, last=last, content=written.getvalue())
