"""Amounts, dates and identifiers as people write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.page.values.amounts import amounts
from parsers.page.values.cents_apart import loose_cents
from parsers.page.values.days import days
from parsers.page.values.identifiers import IdentifierKind, ibans, identifiers, is_iban
from tests.parsers.page.facts import facts
from tests.parsers.page.layouts import amount, long_date, short, spaced

MONEY = st.decimals(min_value=0, max_value=99_999_999, places=2)


@given(MONEY, st.sampled_from(["fr", "thin", "nbsp", "dot", "none", "en"]), st.sampled_from(["", " €", "€", " EUR"]))
def test_an_amount_reads_back_whatever_its_separators(value: Decimal, style: str, money: str) -> None:
    text = (amount(value, style) + money).replace("\u202f", " ").replace("\u00a0", " ")
    (read,) = amounts(f"Total : {text}")
    assert read.value == value
    assert read.exact
    assert read.currency == ("EUR" if money else None)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("-1 234,56 €", ["-1234.56"]),
        ("(1 234,56 €)", ["-1234.56"]),
        ("120,00- EUR", ["-120.00"]),
        ("Total TTC - 120,00 €", ["120.00"]),
        ("Total TTC : - 120,00 €", ["-120.00"]),
        ("$127.50", ["127.50"]),
        ("20,00 % 11,00", ["11.00"]),
        ("5.5 % 543,00 29,87", ["543.00", "29.87"]),
        ("le 12/03/2026", []),
        ("FR20 1242", ["1242"]),
        ("1'234.50 CHF", ["1234.50"]),
        ("3.441.812 Euros", ["3441812"]),
    ],
)
def test_signs_currencies_and_what_is_no_amount(text: str, values: list[str]) -> None:
    assert [str(one.value) for one in amounts(text)] == values


@given(
    MONEY,
    st.sampled_from([", ", " ,", " , ", ". ", " ."]),
    st.sampled_from([" ", "", "."]),
    st.sampled_from(["{}", "{} €", "€ {}", "{} EUR TTC", " : {} €", "{}EUR"]),
)
def test_cents_with_blanks_beside_their_comma_are_part_of_the_amount(
    value: Decimal, comma: str, thousands: str, form: str
) -> None:
    if thousands == "." and comma.strip() == ".":
        return
    text = form.format(f"{int(value):,}".replace(",", thousands) + comma + f"{value:.2f}"[-2:])
    read = loose_cents(text)
    assert read is not None
    assert read.value == value
    assert read.exact
    assert list(amounts(text)) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("TVA 246, 90 € incluse", []),
        ("Lot 3, 45,00 €", ["3", "45.00"]),
        ("12,50, 30,00", ["12.50", "30.00"]),
        ("Lots 12 et 13 : 45,00 €", ["12", "13", "45.00"]),
        ("dont 246 ,90 € de TVA et 10,00 € de port", ["10.00"]),
    ],
)
def test_a_part_of_an_amount_is_no_amount(text: str, values: list[str]) -> None:
    assert [str(one.value) for one in amounts(text)] == values


@given(st.dates(min_value=date(1991, 1, 1), max_value=date(2089, 12, 31)))
def test_a_date_reads_back_in_figures_and_in_words(day: date) -> None:
    for text in (short(day), day.isoformat(), long_date(day), day.strftime("%d.%m.%Y"), day.strftime("%d - %m - %Y")):
        (read,) = days(f"le {text} à Lyon")
        assert read.value == day


@pytest.mark.parametrize("text", ["31/02/2026", "2026-13-01", "32 mars 2026", "12/03", "01 02 03 54 87", "12/03/26/4"])
def test_what_is_no_day_of_the_calendar_is_no_date(text: str) -> None:
    assert not list(days(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SIRET : 200 053 791 00014", [(IdentifierKind.SIRET, "20005379100014")]),
        ("2 0 0 0 5 3 7 9 1 0 0 0 1 4", [(IdentifierKind.SIRET, "20005379100014")]),
        ("TVA : FR 60 421 938 861", [(IdentifierKind.TVA, "FR60421938861")]),
        ("RCS Lyon 421 938 861", [(IdentifierKind.SIREN, "421938861")]),
        ("IBAN : FR76 3000 4000 0312 3456 7890 143", []),
        ("Tél. 05 61 00 00 00", []),
    ],
)
def test_identifiers_in_a_text(text: str, found: list[tuple[IdentifierKind, str]]) -> None:
    assert [(one.nature, one.value) for one in identifiers(text)] == found


@given(st.integers(min_value=0, max_value=500))
def test_a_siret_reads_back_with_its_key(seed: int) -> None:
    siret = facts(seed).buyer.siret
    for text in (siret, spaced(siret), f"{siret[:9]} {siret[9:]}"):
        (read,) = identifiers(f"SIRET {text} - APE 8411Z")
        assert (read.value, read.sound) == (siret, True)


def test_la_poste_has_a_key_of_its_own() -> None:
    (read,) = identifiers("SIRET 35600000049837")
    assert read.sound


def test_an_iban_is_taken_only_with_its_key_and_without_the_word_that_follows() -> None:
    assert list(ibans("IBAN : FR76 3000 4000 0312 3456 7890 143 BIC BNPAFRPP")) == ["FR7630004000031234567890143"]
    assert not list(ibans("IBAN : FR76 3000 4000 0312 3456 7890 144"))
    assert not is_iban("FR7630004000031234567890144")
