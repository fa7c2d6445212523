"""The status report as CSV: one line per invoice, made to open in a French Excel and to be read by programs.

Semicolons, UTF-8 with a byte order mark, decimal comma, ``jj/mm/aaaa``, moments in Paris, CRLF; the cells are those
of :mod:`exporters.cellules`. With pandas:
``read_csv(file, sep=";", encoding="utf-8-sig", dtype=str, keep_default_na=False)``.
"""

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO

from domain.deposit import DepositedInvoice
from domain.text import Locale
from exporters.cellules import BOM, NEWLINE, SEPARATOR
from exporters.statuts_colonnes import COLUMNS

CHUNK = 20_000
"""Lines held in memory at a time."""


def as_csv(rows: Iterable[DepositedInvoice], locale: Locale = Locale.FR) -> bytes:
    """The report on ``rows``, in their order, as one piece."""
    target = io.BytesIO()
    write_csv(rows, target, locale)
    return target.getvalue()


def write_csv(rows: Iterable[DepositedInvoice], target: BinaryIO, locale: Locale = Locale.FR) -> int:
    """The report on ``rows`` written to ``target`` a chunk at a time; returns the number of invoices."""
    from pandas import DataFrame  # 0.3 s to import: only those who report pay it

    target.write(BOM)
    labels = [column.label.in_(locale) for column in COLUMNS]
    count, header = 0, True
    for chunk in _chunks(iter(rows)):
        cells = {
            label: [column.cell(row, locale) for row in chunk] for label, column in zip(labels, COLUMNS, strict=True)
        }
        frame = DataFrame(cells, columns=labels, dtype=object)
        lines = frame.to_csv(sep=SEPARATOR, index=False, header=header, lineterminator=NEWLINE)
        target.write(lines.encode("utf-8", "replace"))
        count, header = count + len(chunk), False
    return count


def _chunks(rows: Iterator[DepositedInvoice]) -> Iterator[list[DepositedInvoice]]:
    """Lists of at most CHUNK rows; one empty list when there are none, for the header."""
    chunk = list(islice(rows, CHUNK))
    yield chunk
    while chunk := list(islice(rows, CHUNK)):
        yield chunk
