"""Totals in a column too narrow for them: read whole over two lines, never as one of their parts."""

import pytest

from domain.decision import Reading
from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.parsers.page.layouts import Sheet

type_row = tuple[tuple[str, ...], tuple[str, ...]]
HT: type_row = (("Total HT",), ("1 234,50 €",))
VAT: type_row = (("TVA 20 %",), ("246,90 €",))


def _read(*rows: type_row, right: bool) -> Reading:
    sheet, y = Sheet(), 500.0
    sheet.at(45, 110, "FACTURE n° F-1 du 03/03/2026")
    for labels, values in rows:
        for rank, label in enumerate(labels):
            sheet.at(380, y + 11 * rank, label)
        for rank, value in enumerate(values):
            if right:
                sheet.right(530, y + 11 * rank, value)
            else:
                sheet.at(490, y + 11 * rank, value)
        y += 11 * max(len(labels), len(values)) + 6
    return text_pdf.read(Source(sheet.done()))


def _totals(reading: Reading) -> list[str]:
    invoice = reading.invoice
    assert invoice is not None
    return [f"{one:.2f}" for one in (invoice.montant_ht, invoice.montant_tva, invoice.montant_ttc) if one is not None]


@pytest.mark.parametrize("right", [False, True])
@pytest.mark.parametrize(
    "rows",
    [
        (HT, VAT, (("Total TTC",), ("1", "481,40 €"))),
        (HT, VAT, (("Total TTC",), ("1 481,", "40 €"))),
        (HT, VAT, (("Total TTC",), ("1 481,40", "€"))),
        (HT, VAT, (("Total", "TTC"), ("1 481,", "40 €"))),
        (HT, VAT, (("Net à", "payer"), ("1 481,", "40 €"))),
        (HT, VAT, (("Net à", "payer", "TTC"), ("1", "481,40", "€"))),
        ((("Total HT",), ("1 234,", "50 €")), (("TVA 20 %",), ("246,", "90 €")), (("Total TTC",), ("1 481,", "40 €"))),
        ((("Total HT",), ("1", "234,50 €")), (("TVA 20 %",), ("246,90", "€")), (("Total TTC",), ("1", "481,40 €"))),
    ],
)
def test_a_total_on_two_lines_is_read_whole(rows: tuple[type_row, ...], right: bool) -> None:
    assert _totals(_read(*rows, right=right)) == ["1234.50", "246.90", "1481.40"]


@pytest.mark.parametrize("right", [False, True])
@pytest.mark.parametrize("values", [("1 48", "1,40 €"), ("12", "481,40 €"), ("1 481,", "4 0 €"), ("14", "81,40 €")])
def test_a_part_of_a_total_is_never_one(values: tuple[str, ...], right: bool) -> None:
    reading = _read(HT, VAT, (("Total TTC",), values), right=right)
    assert reading.invoice is not None
    assert reading.invoice.montant_ttc is None or f"{reading.invoice.montant_ttc:.2f}" == "1481.40"
    assert reading.invoice.montant_a_payer is None or f"{reading.invoice.montant_a_payer:.2f}" == "1481.40"


@pytest.mark.parametrize("right", [False, True])
def test_a_number_of_articles_over_a_total_is_no_part_of_it(right: bool) -> None:
    sheet = Sheet()
    sheet.at(45, 110, "FACTURE n° F-1 du 03/03/2026")
    for rank, (label, value) in enumerate(
        (("Nombre d'articles", "3"), ("Total HT", "150,00"), ("TVA 20 %", "30,00"), ("Total TTC", "180,00"))
    ):
        sheet.at(380, 500 + 11 * rank, label)
        if right:
            sheet.right(530, 500 + 11 * rank, value)
        else:
            sheet.at(490, 500 + 11 * rank, value)
    assert _totals(text_pdf.read(Source(sheet.done()))) == ["150.00", "30.00", "180.00"]
