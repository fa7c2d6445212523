"""The tables of the page of a day: documents of one outcome, and lines of a few cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from domain.deposit import Deposit, DepositedInvoice, Disposition
from domain.status import FluxStatus
from domain.text import Locale, Text
from exporters.common import file_names
from exporters.common.number_formats import count
from exporters.compte_rendu.invoice_rows import REFUSED_HEADINGS, Heading, InvoiceRow, InvoiceTable, row
from exporters.compte_rendu.page_parts import FindingItem, findings_of
from exporters.html.shown import NOTHING, Shown, outside

SHOWN = 500
"""Rows of a table on the page; the CSV has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a simple table; its first cell names it."""

    name: Shown
    small: Shown
    cells: tuple[Shown, ...]
    findings: tuple[FindingItem, ...] = ()
    """In the last cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTable:
    """A table of :class:`Line`."""

    title: Text
    count: str
    headings: tuple[Text, ...]
    rows: tuple[Line, ...]
    note: Shown | None = None


def invoice_table(
    title: Text,
    headings: tuple[Heading, ...],
    invoices: Sequence[DepositedInvoice],
    names: dict[int, str],
    locale: Locale,
    note: Text | None = None,
) -> InvoiceTable | None:
    """The documents ``invoices``; ``names`` are the files' by deposit. ``None`` when there are none."""
    if not invoices:
        return None
    shown = tuple(_row(one, names, locale) for one in invoices[:SHOWN])
    rest = _rest(len(invoices), locale)
    if rest and note:
        rest = Text(f"{note.fr} {rest.fr}", f"{note.en} {rest.en}")
    return InvoiceTable(
        title=title, count=count(len(invoices), locale), note=rest or note, headings=headings, rows=shown
    )


def refused_table(
    title: Text,
    invoices: Sequence[DepositedInvoice],
    files: Sequence[Deposit],
    names: dict[int, str],
    locale: Locale,
) -> InvoiceTable | None:
    """What was refused: files as such, then documents. ``None`` when there are none."""
    rows = (*(_refused_file(one, locale) for one in files), *(_row(one, names, locale) for one in invoices))
    if not rows:
        return None
    note = _rest(len(rows), locale)
    return InvoiceTable(
        title=title, count=count(len(rows), locale), note=note, headings=REFUSED_HEADINGS, rows=rows[:SHOWN]
    )


def _row(invoice: DepositedInvoice, names: dict[int, str], locale: Locale) -> InvoiceRow:
    linked = invoice.certificate and invoice.disposition is not Disposition.DOUBLON
    number = invoice.values.get("numero_facture") or ""
    return replace(
        row(invoice, locale),
        file=outside(names.get(invoice.deposit_id, invoice.deposit_name)),
        certificate_file=_certificate_file(number, invoice.certificate or "") if linked else "",
    )


def _certificate_file(numero_facture: str, number: str) -> str:
    return quote(f"{file_names.stem_of_certificate(numero_facture, number)}.pdf")


def _refused_file(deposit: Deposit, locale: Locale) -> InvoiceRow:
    """A file refused as such, in the table of refused documents."""
    return InvoiceRow(
        number=outside(deposit.name),
        member=NOTHING,
        unusable=FILE_REFUSED if deposit.status is FluxStatus.IN_REJETE else None,
        supplier=NOTHING,
        supplier_code=NOTHING,
        recipient=NOTHING,
        recipient_code=NOTHING,
        service="",
        due="",
        motif=NOTHING,
        certificate="",
        findings=findings_of(deposit.findings, locale),
    )


def line_table(
    title: Text, headings: tuple[Text, ...], rows: tuple[Line, ...], locale: Locale, *, in_csv: bool = True
) -> LineTable | None:
    """``None`` when there are no rows. ``in_csv``: whether the CSV says what these rows say; else all are shown."""
    if not rows:
        return None
    rest = _rest(len(rows), locale) if in_csv else None
    shown = rows[:SHOWN] if in_csv else rows
    return LineTable(title=title, count=count(len(rows), locale), headings=headings, rows=shown, note=rest)


def _rest(number: int, locale: Locale) -> Text | None:
    left = number - SHOWN
    return MORE.with_({"count": count(left, locale)}) if left > 0 else None


MORE = Text("Et {count} de plus, dans le fichier CSV du jour.", "And {count} more, in the CSV of the day.")
FILE_REFUSED = Text("Irrecevable", "Unusable")
