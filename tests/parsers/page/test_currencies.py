"""The currency of a page: its code, or a doubt where a sign may be of several countries, never a missing one."""

import pytest

from domain.decision import Reading
from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.parsers.page.layouts import Sheet


def _read(form: str, *others: str) -> Reading:
    sheet = Sheet()
    for rank, text in enumerate(("Facture n° F-2026-1", "Date : 03/03/2026", *others)):
        sheet.at(45, 60 + 14 * rank, text)
    for rank, (label, value) in enumerate((("Total HT", "100,00"), ("TVA 20 %", "20,00"), ("Total TTC", "120,00"))):
        sheet.at(350, 500 + 14 * rank, label)
        sheet.at(480, 500 + 14 * rank, form.format(value))
    return text_pdf.read(Source(sheet.done()))


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("{} €", "EUR"),
        ("{} USD", "USD"),
        ("USD {}", "USD"),
        ("US$ {}", "USD"),
        ("{} CHF", "CHF"),
        ("CHF {}", "CHF"),
        ("£ {}", "GBP"),
        ("{} GBP", "GBP"),
        ("{} XPF", "XPF"),
        ("{} MAD", "MAD"),
    ],
)
def test_a_currency_beside_every_total(form: str, code: str) -> None:
    reading = _read(form)
    assert reading.invoice is not None
    assert (reading.invoice.devise, str(reading.invoice.montant_ttc)) == (code, "120.00")


@pytest.mark.parametrize(("words", "code"), [("Montants en USD", "USD"), ("All amounts in CAD", "CAD")])
def test_a_dollar_is_of_the_country_that_the_page_names(words: str, code: str) -> None:
    reading = _read("{} $", words)
    assert reading.invoice is not None
    assert reading.invoice.devise == code


@pytest.mark.parametrize("form", ["{} $", "$ {}", "{} F", "{} francs", "{} Fr.", "Fr. {}", "{} dollars", "{} livres"])
def test_a_sign_of_several_currencies_is_a_doubt_with_its_words(form: str) -> None:
    reading = _read(form)
    assert reading.invoice is not None
    assert (reading.invoice.devise, str(reading.invoice.montant_ttc)) == (None, "120.00")
    doubt = next(one for one in reading.doubts if one.field == "devise")
    assert doubt.rivals[0].text.strip("0123456789, ") == form.format("").strip()


def test_an_equivalent_in_euros_leaves_the_currency_of_the_totals() -> None:
    reading = _read("{} USD", "Contre-valeur : 110,00 EUR")
    assert reading.invoice is not None
    assert reading.invoice.devise == "USD"


def test_francs_beside_euros_are_an_indication() -> None:
    reading = _read("{} €", "Soit 787,15 F")
    assert reading.invoice is not None
    assert reading.invoice.devise == "EUR"


def test_a_page_without_any_currency_has_none() -> None:
    reading = _read("{}")
    assert "devise" not in [one.field for one in reading.doubts]
