"""What leads from the total with VAT to the amount due, the ways to write amounts, and totals that do not agree."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from domain.decision import Reading
from domain.invoice import Invoice
from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.conftest import examples
from tests.parsers.page.layouts import Sheet
from tests.parsers.page.totals_blocks import Place, block
from validators.chorus_pro import sommes

type_row = tuple[str, ...]
FIELDS = ("montant_ht", "montant_tva", "montant_ttc", "montant_a_payer")
HT, TVA, TTC = ("Total HT", "1 234,50 €"), ("TVA 20 %", "246,90 €"), ("Total TTC", "1 481,40 €")
AGREED = ("1234.50", "246.90", "1481.40")


def _reading(*rows: type_row, title: str = "Facture n° F-2026-1") -> Reading:
    """A page whose totals are ``rows``: a label, and amounts that end at 540 points, or two in columns."""
    sheet = Sheet()
    sheet.at(45, 60, title)
    for rank, (label, *values) in enumerate(rows):
        sheet.at(300, 300 + 15 * rank, label)
        edges = (540,) if len(values) < 2 else (500, 540) if len(values[1]) < 3 else (450, 540)
        for edge, value in zip(edges, values, strict=False):
            sheet.right(edge, 300 + 15 * rank, value)
    return text_pdf.read(Source(sheet.done()))


def _invoice(*rows: type_row, title: str = "Facture n° F-2026-1") -> Invoice:
    invoice = _reading(*rows, title=title).invoice
    assert invoice is not None
    return invoice


def _totals(invoice: Invoice) -> tuple[str | None, ...]:
    return tuple(None if (value := getattr(invoice, field)) is None else str(value) for field in FIELDS)


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(list(Place)))
@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
def test_no_total_of_a_block_is_wrong_and_the_amount_due_is_right(seed: int, place: Place) -> None:
    drawn = block(seed)
    assume(drawn.due >= 0 and (place is not Place.UNDER or drawn.width < 560))
    invoice = text_pdf.read(Source(drawn.page(place))).invoice
    assert invoice is not None
    for field, true in zip(FIELDS, (drawn.ht, drawn.tva, drawn.ttc, drawn.due), strict=True):
        assert getattr(invoice, field) in (None, true), (field, drawn.rows)
    assert invoice.montant_a_payer == drawn.due, drawn.rows
    assert sommes.amount_due(invoice) is None, drawn.rows


@pytest.mark.parametrize(
    ("thousands", "cents", "end"),
    [
        ("/", ",", " €"),
        (" /", ",", " €"),
        ("?", ",", ""),
        ("Â ", ",", " €"),
        ("", "€", ""),
        (" ", " € ", ""),
        (" ", " ", " EUR"),
        (" ", " ", ""),
        (" ", " euros et ", " centimes"),
    ],
)
def test_amounts_are_read_however_their_thousands_and_cents_are_separated(thousands: str, cents: str, end: str) -> None:
    amounts = (f"1{thousands}234{cents}50{end}", f"246{cents}90{end}", f"1{thousands}481{cents}40{end}")
    rows = zip(("Total HT", "TVA 20 %", "Total TTC"), amounts, strict=True)
    assert _totals(_invoice(*rows))[:3] == AGREED


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ((("Total HT", "1 234", "50"), ("TVA 20 %", "246", "90"), ("Total TTC", "1 481", "40")), AGREED),
        ((("Total HT", "18.757 €"), ("TVA", "0.493 €"), ("Total TTC", "19.25 €")), ("18.757", "0.493", "19.25")),
        ((("Total HT", "1.200 €"), ("TVA", "240 €"), ("Total TTC", "1.440 €")), ("1200", "240", "1440")),
        ((HT, TVA, TTC, ("Soit en francs", "9 717,35 F")), AGREED),
        (
            (
                ("Total HT", "8 097,79 F", "1 234,50 €"),
                ("TVA", "1 619,56 F", "246,90 €"),
                ("TTC", "9 717,35 F", "1 481,40 €"),
            ),
            AGREED,
        ),
        ((HT, TVA, TTC, ("Total USD", "1,629.54 USD")), AGREED),
        (
            (("Total HT", "300,00"), ("TVA 20 %", "20,00"), ("TVA 10 %", "20,00"), ("Total TTC", "340,00")),
            ("300.00", "40.00", "340.00"),
        ),
    ],
    ids=["cents apart", "three decimals", "thousands", "francs", "francs beside", "dollars", "two equal VAT amounts"],
)
def test_the_totals_are_those_whose_sum_is_right(rows: tuple[type_row, ...], wanted: tuple[str, ...]) -> None:
    assert _totals(_invoice(*rows))[:3] == wanted


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (((*HT,), TVA, TTC, ("Solde antérieur", "118,60 €"), ("TOTAL GÉNÉRAL", "1 600,00 €")), (*AGREED, "1600.00")),
        (
            (("Titres (non assujettis)", "100,00 €"), HT, TVA, TTC, ("TOTAL GÉNÉRAL", "1 581,40 €")),
            ("1334.50", "246.90", "1581.40", "1581.40"),
        ),
        ((HT, TVA, ("Total", "1 481,40 €"), ("Total général", "2 000,00 €")), (None, "246.90", "2000.00", "2000.00")),
        ((HT, TVA, TTC, ("Total général", "2 000,00 €")), (None, "246.90", None, None)),
        ((HT, TVA, ("Total général", "1 481,40 €")), (*AGREED, "1481.40")),
    ],
    ids=["balance before", "exempt part", "bare total", "unexplained", "alone"],
)
def test_the_grand_total_is_not_the_total_of_the_taxed_part(
    rows: tuple[type_row, ...], wanted: tuple[str | None, ...]
) -> None:
    assert _totals(_invoice(*rows)) == wanted


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ((("Total HT", "-1 234,50"), ("TVA 20 %", "-246,90"), ("Total TTC", "-1 481,40")), "-1481.40"),
        ((("Total HT", "(1 234,50)"), ("TVA 20 %", "(246,90)"), ("Total TTC", "(1 481,40)")), "-1481.40"),
        ((("Total HT", "1 234,50"), ("TVA 20 %", "246,90"), ("Total TTC", "-1 481,40")), "-1481.40"),
        ((HT, TVA, TTC), "1481.40"),
    ],
    ids=["minus", "parentheses", "minus on one", "none"],
)
def test_the_totals_of_a_credit_note_have_one_sign(rows: tuple[type_row, ...], wanted: str) -> None:
    invoice = _invoice(*rows, title="Avoir n° A-2026-1")
    ht, tva, ttc = invoice.montant_ht, invoice.montant_tva, invoice.montant_ttc
    assert ht is not None and tva is not None
    assert ht + tva == ttc == Decimal(wanted)


def test_what_a_credit_note_returns_is_printed_without_its_minus() -> None:
    rows = (("Total HT", "-80,00"), ("TVA", "-16,00"), ("Total TTC", "-96,00"), ("Montant à rembourser", "96,00"))
    invoice = _invoice(*rows, title="Avoir n° A-2026-1")
    assert _totals(invoice)[2:] == ("-96.00", "96.00")
    assert sommes.amount_due(invoice) is None


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ((HT, TVA, TTC, ("Net à payer", "1 600,00 €")), "montant_a_payer"),
        ((HT, TVA, TTC, ("Acompte versé", "500,00 €")), "montant_a_payer"),
        ((("Total HT", "1 500,00 €"), TTC), "montant_ht"),
        ((HT, TVA, ("Total TTC", "1 431,40 €")), "montant_ttc"),
        ((("Total TTC", "18.757 €"),), "montant_ttc"),
        ((("Total HT", ""), ("Total TTC", "1 481,40 €")), "montant_ht"),
    ],
    ids=["net unexplained", "no net", "HT above TTC", "VAT says otherwise", "thousands or decimals", "no value"],
)
def test_what_cannot_be_confirmed_is_left_empty_and_in_doubt(rows: tuple[type_row, ...], field: str) -> None:
    reading = _reading(*rows)
    assert reading.invoice is not None
    assert getattr(reading.invoice, field) is None
    assert field in {doubt.field for doubt in reading.doubts}
    assert any(finding.field == field or finding.code == "LEC-058" for finding in reading.findings)


@pytest.mark.parametrize(
    ("rows", "due"),
    [
        ((HT, TVA, TTC, ("Acompte", "500,00 €"), ("TOTAL", "981,40 €")), "981.40"),
        ((HT, TVA, TTC, ("Reste à payer", "981,40 €"), ("Montant", "500,00 €")), "981.40"),
        ((HT, TVA, TTC, ("Solde au 31/12/2025", "0,00 €"), ("Net à payer", "1 481,40 €")), "1481.40"),
        ((("Débours non soumis à TVA", "118,60 €"), HT, TVA, TTC, ("Net à payer", "1 600,00 €")), "1600.00"),
        (
            (HT, TVA, TTC, ("Acompte", "500,00"), ("Reste", "981,40"), ("Retenue", "74,07"), ("Net à payer", "907,33")),
            "907.33",
        ),
        ((("Net à payer", "981,40 €"), HT, TVA, TTC, ("Acompte versé", "500,00 €")), "981.40"),
        ((HT, TVA, TTC, ("Escompte si paiement sous 8 jours", "29,63 €")), "1481.40"),
        ((HT, TVA, TTC, ("Acompte", "1 600,00 €"), ("Net à payer", "- 118,60 €")), "-118.60"),
    ],
    ids=[
        "a last total",
        "a payment below",
        "a balance of nothing",
        "exempt above",
        "in two steps",
        "net first",
        "offered",
        "paid too much",
    ],
)
def test_the_amount_due_is_the_one_that_the_rest_leads_to(rows: tuple[type_row, ...], due: str) -> None:
    assert _totals(_invoice(*rows)) == (*AGREED, due)


def test_payments_and_other_deductions_are_kept_apart() -> None:
    due = ("Net à payer", "907,33 €")
    invoice = _invoice(HT, TVA, TTC, ("Acompte", "500,00 €"), ("Retenue de garantie 5 %", "- 74,07 €"), due)
    assert (invoice.totals.paid, invoice.totals.adjustments) == (Decimal("500.00"), Decimal("-74.07"))
