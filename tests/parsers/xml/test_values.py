"""Values: right or absent, and a wrong one is named with its place."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parsers
from domain.finding import Finding, Level, Severity
from domain.invoice import Invoice
from parsers.ubl import _READERS
from parsers.xml import values
from parsers.xml.field_table import FieldRow, Reader, rows_below
from parsers.xml.term_words import words
from tests.parsers.xml.documents import cii, small_ubl

AMOUNT = "<cac:LegalMonetaryTotal><cbc:PayableAmount>{}</cbc:PayableAmount></cac:LegalMonetaryTotal>"


def read(inside: str) -> tuple[Invoice, list[Finding]]:
    reading = parsers.read(small_ubl(inside))
    assert reading.invoice is not None
    return reading.invoice, list(reading.findings)


@pytest.mark.parametrize("text", ["0", "12.50", "-3", "+1.5", " 7 ", "\n12.5\n", ".5", "5.", "0.000001", "1" * 30])
def test_numbers_that_are(text: str) -> None:
    invoice, findings = read(AMOUNT.format(text))
    assert (invoice.montant_a_payer, findings) == (Decimal(text.strip()), [])


@pytest.mark.parametrize(
    "text",
    ["12,5", "12.5x", "1 000", "1_000", "NaN", "Infinity", "-inf", "1e5", "1e5000", "١٢", "--1", ".", "1" * 31, "0x1"],
)
def test_numbers_that_are_not(text: str) -> None:
    invoice, (finding,) = read(AMOUNT.format(text))
    assert invoice.montant_a_payer is None
    assert (finding.code, finding.field) == ("LEC-030", "montant_a_payer")
    assert (finding.severity, finding.level) == (Severity.FATAL, Level.FACTURE)
    assert "Net à payer" in finding.message.fr
    assert "PayableAmount" in finding.message.en
    assert text in finding.message.fr


@pytest.mark.parametrize(
    ("amounts", "told"),
    [
        ('<cbc:PayableAmount currencyID="USD">1</cbc:PayableAmount>', ["USD"]),
        ('<cbc:PayableAmount currencyID=" EUR ">1</cbc:PayableAmount>', []),
        ("<cbc:PayableAmount>1</cbc:PayableAmount>", []),
    ],
)
def test_an_amount_in_another_currency_than_the_invoice_s_is_told(amounts: str, told: list[str]) -> None:
    total = f"<cac:LegalMonetaryTotal>{amounts}</cac:LegalMonetaryTotal>"
    accounting = '<cac:TaxTotal><cbc:TaxAmount currencyID="CHF">1</cbc:TaxAmount></cac:TaxTotal>'
    currencies = (
        "<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode><cbc:TaxCurrencyCode>CHF</cbc:TaxCurrencyCode>"
    )
    invoice, findings = read(currencies + accounting + total)
    assert invoice.montant_a_payer == 1
    assert [one.code for one in findings] == ["LEC-108"] * len(told)
    assert all(word in one.message.fr for one in findings for word in (*told, "EUR", "(1 ;"))


def test_every_value_that_may_be_unreadable_has_a_name_in_words() -> None:
    kinds = {values.number, values.money, values.xsd_date, values.compact_date, values.indicator}
    readers = [reader for _, reader in _READERS.values()]
    read_so = [row.term for one in readers for row in _rows(one) if row.kind in kinds]
    assert len(read_so) > 80
    assert {term for term in read_so if words(term, "/Element").fr == "Element"} == set()


def _rows(reader: Reader[Any]) -> Iterator[FieldRow]:
    for _, row, group in rows_below(reader):
        if group is None:
            yield row
        else:
            yield from _rows(group)


def test_an_empty_element_is_absent_not_wrong() -> None:
    invoice, findings = read(AMOUNT.format(" ") + "<cbc:ID/><cbc:IssueDate> </cbc:IssueDate>")
    assert (invoice.montant_a_payer, invoice.numero_facture, invoice.date_facture) == (None, None, None)
    assert [one.code for one in findings] == ["LEC-109"]


@pytest.mark.parametrize("text", ["2026-03-02", "2026-03-02Z", "2026-03-02+01:00", "2026-03-02-05:00", " 2026-03-02 "])
def test_days_that_exist(text: str) -> None:
    invoice, findings = read(f"<cbc:IssueDate>{text}</cbc:IssueDate>")
    assert (invoice.date_facture, findings) == (date(2026, 3, 2), [])


@pytest.mark.parametrize(
    "text", ["2026-02-31", "2026-13-01", "02/03/2026", "20260302", "2026-3-2", "0000-01-01", "hier"]
)
def test_days_that_do_not(text: str) -> None:
    invoice, (finding,) = read(f"<cbc:IssueDate>{text}</cbc:IssueDate>")
    assert (invoice.date_facture, finding.code, finding.field) == (None, "LEC-031", "date_facture")
    assert text in finding.message.fr


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("102", "20260302", date(2026, 3, 2)),
        ("203", "202603021200", date(2026, 3, 2)),
        ("204", "20260302120000", date(2026, 3, 2)),
        ("102", "2026030", None),
        ("102", "20260231", None),
        ("102", "2026-03-02", None),
        ("610", "202603", None),
    ],
)
def test_days_of_cii(form: str, text: str, expected: date | None) -> None:
    content = cii().replace(b'format="102">20260302', f'format="{form}">{text}'.encode())
    reading = parsers.read(content)
    assert reading.invoice is not None
    assert reading.invoice.date_facture == expected
    assert [finding.code for finding in reading.findings] == ([] if expected else ["LEC-031"])


def test_a_charge_or_an_allowance_must_be_marked_as_one() -> None:
    _, (finding,) = read("<cac:AllowanceCharge><cbc:ChargeIndicator>oui</cbc:ChargeIndicator></cac:AllowanceCharge>")
    assert finding.code == "LEC-032"


def test_bad_base64_is_a_warning_and_the_invoice_goes_on() -> None:
    binary = '<cbc:EmbeddedDocumentBinaryObject filename="a.pdf">QUJ$</cbc:EmbeddedDocumentBinaryObject>'
    paper = (
        f"<cac:AdditionalDocumentReference><cac:Attachment>{binary}</cac:Attachment></cac:AdditionalDocumentReference>"
    )
    invoice, (finding,) = read(paper)
    assert (finding.code, finding.severity) == ("LEC-033", Severity.WARNING)
    assert "a.pdf" in finding.message.fr
    assert invoice.attachments[0].content is None


def test_many_wrong_values_do_not_make_a_report_without_end() -> None:
    _, findings = read("<cac:InvoiceLine><cbc:LineExtensionAmount>x</cbc:LineExtensionAmount></cac:InvoiceLine>" * 500)
    assert len(findings) == 101
    assert "400" in findings[-1].message.fr


def test_two_vat_totals_in_one_currency() -> None:
    total = '<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">{}</cbc:TaxAmount></cac:TaxTotal>'
    currency = "<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>"
    _, findings = read(currency + total.format("1.00") + total.format("2.00"))
    assert [(finding.code, finding.field) for finding in findings] == [("LEC-040", "montant_tva")]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_an_amount_comes_out_as_it_went_in(amount: Decimal) -> None:
    invoice, findings = read(AMOUNT.format(format(amount, "f")))
    assert (invoice.montant_a_payer, findings) == (amount, [])


@given(st.dates())
def test_a_day_comes_out_as_it_went_in(day: date) -> None:
    invoice, findings = read(f"<cbc:IssueDate>{day.isoformat()}</cbc:IssueDate>")
    assert (invoice.date_facture, findings) == (day, [])
