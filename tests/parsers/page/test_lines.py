"""Lines of a page's table: each one whole, all of them or none."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.invoice import Invoice, Line
from domain.reading_options import USUAL, ReadingOptions
from parsers.page.lines.units import unit_code
from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.conftest import examples
from tests.parsers.page.layouts import Sheet
from tests.parsers.page.random_tables import RandomLine, random_table

LINES = ReadingOptions(lines=True)
HEADS = ("Désignation", "Qté", "P.U. HT", "Montant HT")
PLACES = (45.0, 330.0, 430.0, 540.0)
ROWS = (("Ramette de papier", "10", "3,50", "35,00"), ("Pose de stores", "1,5", "100,00", "150,00"))
TOTALS = (("Total HT", "185,00"), ("TVA 20 %", "37,00"), ("Total TTC", "222,00"))

type_rows = Sequence[Sequence[str]]


def page(
    rows: type_rows = ROWS,
    totals: type_rows = TOTALS,
    heads: Sequence[str] = HEADS,
    places: Sequence[float] = PLACES,
    step: float = 14,
) -> bytes:
    """An invoice with one table; the first column begins at its place, the others end there."""
    sheet = Sheet()
    sheet.at(45, 60, "Facture n° F-2026-1")
    for rank, row in enumerate((heads, *rows)):
        for column, (place, text) in enumerate(zip(places, row, strict=True)):
            (sheet.right if column else sheet.at)(place, 250 + step * rank, text)
    for rank, (label, amount) in enumerate(totals):
        sheet.at(330, 280 + step * (len(rows) + 1) + 14 * rank, label)
        sheet.right(540, 280 + step * (len(rows) + 1) + 14 * rank, amount)
    return sheet.done()


def read(content: bytes, options: ReadingOptions = LINES) -> Invoice:
    invoice = text_pdf.read(Source(content, reading_options=options)).invoice
    assert invoice is not None
    return invoice


def said(lines: Sequence[Line]) -> list[tuple[str | None, ...]]:
    """Name, quantity, price, amount of each line."""
    return [
        (one.name, *(None if v is None else f"{v:f}" for v in (one.quantity, one.net_price, one.net_amount)))
        for one in lines
    ]


def test_a_table_whose_sum_is_the_total_gives_its_lines_with_the_only_rate() -> None:
    lines = read(page()).lines
    assert said(lines) == [
        ("Ramette de papier", "10", "3.50", "35.00"),
        ("Pose de stores", "1.5", "100.00", "150.00"),
    ]
    assert [one.vat_rate for one in lines] == [Decimal(20), Decimal(20)]


def test_lines_are_read_where_they_are_asked_for_only() -> None:
    assert read(page(), USUAL).lines == ()


@pytest.mark.parametrize(
    "rows",
    [
        (("Ramette de papier", "10", "3,50", "35,00"), ("Pose de stores", "1,5", "110,00", "150,00")),
        (("Ramette de papier", "10", "3,50", "35,00"), ("", "1,5", "100,00", "150,00")),
        (("Ramette de papier", "10", "3,50", "35,00"), ("Pose de stores", "", "100,00", "150,00")),
        (("Ramette de papier", "10", "3,50", "35,00"), ("Dépose", "1", "offert", "offert"), ROWS[1]),
        (ROWS[0], ROWS[1], ("Déplacement", "1", "40,00", "40,00")),
        ROWS[:1],
    ],
)
def test_a_line_that_is_not_whole_or_a_sum_that_is_not_the_total_gives_no_line(rows: type_rows) -> None:
    assert read(page(rows)).lines == ()


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        (("Désignation", "Qté", "P.U. HT", "Rem. %", "Montant HT"), (("Ramette", "10", "4,00", "12,5 %", "35,00"),)),
        (("Désignation", "Qté", "P.U. HT", "Remise", "Montant HT"), (("Ramette", "10", "4,00", "5,00", "35,00"),)),
    ],
)
def test_a_discount_is_an_allowance_of_its_line(heads: Sequence[str], rows: type_rows) -> None:
    totals = (("Total HT", "35,00"), ("TVA 20 %", "7,00"), ("Total TTC", "42,00"))
    (line,) = read(page(rows, totals, heads, (45.0, 280.0, 350.0, 430.0, 540.0))).lines
    (allowance,) = line.allowances
    assert (line.net_price, line.net_amount, allowance.amount) == (Decimal("4.00"), Decimal("35.00"), Decimal("5.00"))


def test_amounts_with_vat_are_turned_into_those_without_when_their_sum_is_the_total() -> None:
    heads = ("Désignation", "Qté", "TVA", "Montant TTC")
    rows = (("Ramette", "10", "20 %", "42,00"), ("Livre", "2", "5,5 %", "31,65"))
    totals = (("Total HT", "65,00"), ("Total TVA", "8,65"), ("Total TTC", "73,65"))
    lines = read(page(rows, totals, heads)).lines
    assert [(one.net_amount, one.vat_rate) for one in lines] == [
        (Decimal("35.00"), Decimal(20)),
        (Decimal("30.00"), Decimal("5.5")),
    ]


def test_subtotals_and_sums_carried_forward_are_no_lines() -> None:
    rows = (ROWS[0], ("Sous-total lot 1", "", "", "35,00"), ROWS[1], ("À reporter", "", "", "185,00"))
    assert len(read(page(rows)).lines) == 2


def test_a_rate_that_does_not_make_the_vat_of_the_invoice_gives_no_line() -> None:
    heads = ("Désignation", "Qté", "TVA", "Montant HT")
    rows = (("Ramette", "10", "10 %", "35,00"), ("Stores", "1", "20 %", "150,00"))
    assert read(page(rows, TOTALS, heads)).lines == ()


@pytest.mark.parametrize("rates", [("20 %", "5,5 %"), ("20,00", "5.5"), ("20", "5,50")])
def test_a_table_of_vat_gives_its_rates_with_or_without_a_percent_sign(rates: tuple[str, str]) -> None:
    heads = ("Désignation", "Qté", "P.U. HT", "Montant HT")
    totals = (("Total HT", "185,00"), ("Total TVA", "31,93"), ("Total TTC", "216,93"))
    sheet_rows = (*ROWS, ("", "", "", ""), (rates[0], "150,00", "30,00", ""), (rates[1], "35,00", "1,93", ""))
    found = read(page(sheet_rows, totals, heads)).vat_breakdown
    assert [(one.rate, one.base, one.amount) for one in found] == [
        (Decimal(20), Decimal("150.00"), Decimal("30.00")),
        (Decimal("5.5"), Decimal("35.00"), Decimal("1.93")),
    ]


BARE = (("Ramette de papier", "35,00"), ("Pose de stores", "150,00"))
COUNTED = (("Ramette de papier", "17", "59,67"), ("Pose de stores", "7", "142,94"), ("Lampe", "1", "9,90"))
COUNTED_TOTALS = (("Total HT", "212,51"), ("TVA 20 %", "42,50"), ("Total TTC", "255,01"))


@pytest.mark.parametrize(
    ("rows", "totals", "found"),
    [
        (BARE, TOTALS, [(name, None, None, amount.replace(",", ".")) for name, amount in BARE]),
        (
            COUNTED,
            COUNTED_TOTALS,
            [(name, number, None, amount.replace(",", ".")) for name, number, amount in COUNTED],
        ),
        (
            (("Ramette de papier", "10", "3,50", "35,00"), ("Pose de stores", "3", "50,00", "150,00")),
            TOTALS,
            [("Ramette de papier", "10", "3.50", "35.00"), ("Pose de stores", "3", "50.00", "150.00")],
        ),
        (
            (("Ramette de papier", "3,50", "10", "35,00"), ("Pose de stores", "50,00", "3", "150,00")),
            TOTALS,
            [("Ramette de papier", "10", "3.50", "35.00"), ("Pose de stores", "3", "50.00", "150.00")],
        ),
    ],
)
def test_a_table_without_headings_gives_its_lines_when_its_rows_show_its_columns(
    rows: type_rows, totals: type_rows, found: list[tuple[str | None, ...]]
) -> None:
    places = (45.0, 330.0, 430.0)[: len(rows[0]) - 1]
    assert said(read(page(rows[1:], totals, rows[0], (*places, 540.0))).lines) == found


@pytest.mark.parametrize(
    ("rows", "totals"),
    [
        ((("Was", "Summe"), *BARE), TOTALS),
        ((*BARE, ("Pose de rideaux", "40,00")), TOTALS),
        ((("Ramette de papier", "1", "35,00"), ("Pose de stores", "2", "150,00")), TOTALS),
        ((("Ramette de papier", "20", "35,00"), ("Pose de stores", "20", "150,00")), TOTALS),
        ((("Prestations de mars", "185,00"),), TOTALS),
        ((("Base 20 %", "150,00"), ("Base 10 %", "35,00")), TOTALS),
        ((("Ramette", "35,00"), ("10 x 3,50", ""), ("Pose de stores", "150,00"), ("3 x 50,00", "")), TOTALS),
        ((("Premier versement", "150,00"), ("Second versement", "35,00")), TOTALS),
        ((("Remise de mars", "-15,00"), ("Pose de stores", "200,00")), TOTALS),
    ],
)
def test_a_table_without_headings_gives_no_line_when_anything_may_be_something_else(
    rows: type_rows, totals: type_rows
) -> None:
    """Unknown headings, a sum that is not the total, codes or rates, an amount alone, a recap, prices below."""
    places = (45.0, 330.0)[: len(rows[0]) - 1]
    assert read(page(rows[1:], totals, rows[0], (*places, 540.0))).lines == ()


def test_a_designation_without_headings_may_begin_above_its_amount() -> None:
    rows = (
        ("Ramette de papier blanc, cent cinquante grammes, livrée", ""),
        ("au secrétariat", "35,00"),
        ("Pose de stores", "150,00"),
    )
    names = [one.name for one in read(page(rows[1:], TOTALS, rows[0], (45.0, 540.0), step=10)).lines]
    assert names in ([], [f"{rows[0][0]} {rows[1][0]}", rows[2][0]])


def test_rows_that_add_up_beside_a_table_that_is_not_read_are_no_lines() -> None:
    """Two amounts by site, below lines with columns that nothing announces."""
    rows = (
        ("Ramette de papier", "10", "3,50", "carton", "35,00"),
        ("Pose de stores", "3", "50,00", "pose", "150,00"),
        ("Mairie", "", "", "", "35,00"),
        ("Pose au gymnase", "", "", "", "150,00"),
    )
    assert read(page(rows[1:], TOTALS, rows[0], (45.0, 250.0, 330.0, 430.0, 540.0))).lines == ()


def test_a_wrapped_designation_that_goes_on_in_small_letters_is_one_even_alone() -> None:
    """Numbers at the middle of the only line of a table: above it is no title."""
    heads = ("Prestation", "Qté", "P.U. HT", "Montant HT")
    rows = (
        ("Ramette de papier, livraison au service", "", "", ""),
        ("technique, deuxième étage, porte du fond", "10", "18,50", "185,00"),
        ("à droite", "", "", ""),
    )
    found = read(page(rows, TOTALS, heads, (45.0, 260.0, 350.0, 540.0), step=10)).lines
    assert [one.name for one in found] == [" ".join(row[0] for row in rows)]


def test_a_row_of_zeros_after_the_lines_is_no_line() -> None:
    heads = ("Nature des ouvrages", "Cumul", "Cumul antérieur", "Ce mois")
    rows = (
        ("Ramette de papier", "70,00", "35,00", "35,00"),
        ("Pose de stores", "450,00", "300,00", "150,00"),
        ("Montant total HT", "520,00", "335,00", "185,00"),
        ("TVA", "0,00", "0,00", "0,00"),
    )
    totals = (("Total TTC", "185,00"), ("Autoliquidation de la TVA", ""))
    assert [one.net_amount for one in read(page(rows, totals, heads)).lines] == [Decimal("35.00"), Decimal("150.00")]


TWO = (*TOTALS, ("Total HT", "500,00"), ("TVA 20 %", "100,00"), ("Total TTC", "600,00"))


def test_lines_choose_between_totals_that_are_as_good() -> None:
    assert read(page(totals=TWO), USUAL).montant_ht == Decimal("185.00")
    assert read(page(ROWS[:1], TWO), USUAL).montant_ht is None


def test_a_table_that_leaves_lines_out_chooses_no_total() -> None:
    lots = (ROWS[0], ROWS[1], ("Total lot 1", "", "", "185,00"), ("Tuiles", "9", "35,00", "315,00"))
    assert read(page(lots, TWO), USUAL).montant_ht is None


@pytest.mark.parametrize(
    ("printed", "code"),
    [("h", "HUR"), ("Heures", "HUR"), ("m²", "MTK"), ("U.", "C62"), ("Forfait", "LS"), ("brouette", None)],
)
def test_a_printed_unit_is_a_code_where_one_is_known(printed: str, code: str | None) -> None:
    assert unit_code(printed) == code


@given(st.integers(min_value=0, max_value=10**9), st.booleans())
@settings(max_examples=examples(40), deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_lines_of_any_table_are_right_or_none(seed: int, headed: bool) -> None:
    drawn = random_table(seed, headed=headed)
    lines = read(drawn.content).lines
    assert not lines or len(lines) == len(drawn.lines)
    for line, true in zip(lines, drawn.lines, strict=False):
        assert bare(line.name) in (bare(true.name), bare(true.name + true.remark)), drawn.notes
        assert line.net_amount == true.amount
        assert given_values(line) <= true_values(true), drawn.kinds


def bare(text: str | None) -> str:
    """Without blanks."""
    return "".join((text or "").split())


def given_values(line: Line) -> set[tuple[str, object]]:
    """What the line says besides name and amount."""
    percent = line.allowances[0].percent if line.allowances else None
    values = {
        "quantity": line.quantity,
        "unit": line.unit,
        "price": line.net_price,
        "rate": line.vat_rate,
        "percent": percent,
    }
    return {(name, value) for name, value in values.items() if value is not None}


def true_values(line: RandomLine) -> set[tuple[str, object]]:
    """What the line was drawn with."""
    names = ("quantity", "unit", "price", "rate", "percent")
    return {(name, getattr(line, name)) for name in names}


def test_most_random_tables_are_read() -> None:
    found = [bool(read(random_table(seed).content).lines) for seed in range(60)]
    assert sum(found) >= 20
