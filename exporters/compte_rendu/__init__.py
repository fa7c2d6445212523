"""The *compte rendu* of a deposit: what entered, what was refused and every reason why, what is left to do.

Three forms of the same facts: HTML for people, JSON for programs, CSV for spreadsheets.
"""

from collections.abc import Sequence

from domain.deposit import Deposit, DepositedInvoice
from domain.text import Locale
from exporters.compte_rendu import csv_lines, html_page, json_document, pdf_pages
from exporters.compte_rendu.summary import summarise


def as_html(deposit: Deposit, invoices: Sequence[DepositedInvoice], locale: Locale = Locale.FR) -> bytes:
    """The report as one page that needs nothing else: no network, no script; it prints well."""
    return html_page.page(deposit, summarise(invoices), locale)


def as_json(deposit: Deposit, invoices: Sequence[DepositedInvoice], locale: Locale = Locale.FR) -> bytes:
    """The report for programs, in UTF-8; moments in UTC (ISO 8601), amounts as decimal strings."""
    return json_document.document(deposit, summarise(invoices), locale)


def as_pdf(deposit: Deposit, invoices: Sequence[DepositedInvoice], locale: Locale = Locale.FR) -> bytes:
    """The report as Chorus Pro gives it to programs: pages to read."""
    return pdf_pages.pages(deposit, summarise(invoices), locale)


def as_csv(deposit: Deposit, invoices: Sequence[DepositedInvoice], locale: Locale = Locale.FR) -> bytes:
    """The report for spreadsheets: a line for each finding of each document, one for a document without any."""
    return csv_lines.lines(deposit, summarise(invoices), locale)
