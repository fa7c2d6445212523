"""Totals among other amounts: a wrong one is worse than none."""

from decimal import Decimal

import pytest

from domain.invoice import Invoice
from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.parsers.page.layouts import Sheet

type_row = tuple[str, ...]


def _read(*rows: type_row) -> Invoice:
    sheet = Sheet()
    sheet.at(45, 60, "Facture n° F-2026-1")
    for rank, (label, *values) in enumerate(rows):
        sheet.at(45, 300 + 14 * rank, label)
        for column, value in enumerate(values):
            sheet.right(300 + 100 * column, 300 + 14 * rank, value)
    invoice = text_pdf.read(Source(sheet.done())).invoice
    assert invoice is not None
    return invoice


def _totals(invoice: Invoice) -> tuple[Decimal | None, ...]:
    return (invoice.montant_ht, invoice.montant_tva, invoice.montant_ttc, invoice.montant_a_payer)


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (
            (
                ("Cumul HT", "1 300,00"),
                ("À déduire situation précédente HT", "1 000,00"),
                ("Montant HT de ce mois", "300,00"),
                ("TVA", "47,50"),
                ("Montant TTC", "347,50"),
            ),
            ("300.00", "47.50", "347.50", "347.50"),
        ),
        (
            (
                ("Ouvrages", "Cumul", "Antérieur", "Ce mois"),
                ("Total HT", "1 300,00", "1 000,00", "300,00"),
                ("TVA", "260,00", "200,00", "60,00"),
                ("Total TTC", "1 560,00", "1 200,00", "360,00"),
            ),
            ("300.00", "60.00", "360.00", "360.00"),
        ),
        (
            (
                ("Total HT", "300,00"),
                ("TVA", "47,50"),
                ("Total TTC", "347,50"),
                ("Solde antérieur", "100,00"),
                ("Total à payer", "447,50"),
            ),
            ("300.00", "47.50", "347.50", "447.50"),
        ),
        (
            (
                ("Total HT", "300,00"),
                ("TVA", "47,50"),
                ("Total TTC", "347,50"),
                ("Acompte versé le 5 janvier 2026", "-100,00"),
                ("Net à payer", "247,50"),
            ),
            ("300.00", "47.50", "347.50", "247.50"),
        ),
    ],
    ids=["statement", "three columns", "balance before", "deposit with its day"],
)
def test_the_documents_own_totals(rows: tuple[type_row, ...], wanted: tuple[str, ...]) -> None:
    assert _totals(_read(*rows)) == tuple(map(Decimal, wanted))


@pytest.mark.parametrize(
    "rows",
    [
        (("Total HT 20 %", "150,00"), ("TVA 20 %", "30,00"), ("Total HT 10 %", "150,00"), ("Total TTC", "347,50")),
        (
            ("Total HT exonéré", "100,00"),
            ("Total HT soumis à TVA", "200,00"),
            ("TVA", "47,50"),
            ("Total TTC", "347,50"),
        ),
        (
            ("", "HT", "TVA", "TTC"),
            ("Travaux", "300,00", "47,50", "347,50"),
            ("Acompte versé", "100,00", "20,00", "120,00"),
        ),
    ],
    ids=["by rate", "in part", "with a deposit"],
)
def test_a_part_is_not_taken_for_the_whole(rows: tuple[type_row, ...]) -> None:
    invoice = _read(*rows)
    assert invoice.montant_ht in (None, Decimal("300.00"))
    assert invoice.montant_ttc in (None, Decimal("347.50"))
