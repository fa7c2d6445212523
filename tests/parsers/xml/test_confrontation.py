"""The page of a Factur-X against its XML: only differences are reported, with both values and place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

import parsers
from domain.decision import Reading
from domain.finding import Severity
from domain.invoice import Identifier, Invoice, Line
from domain.reading_options import ReadingOptions
from exporters import cii
from parsers.facturx.same_value import by_line, is_same_code
from parsers.page.layout.words import Leaf, Word
from parsers.pdf.printed_value import Printed
from samples.cases.damage import iban, number
from samples.invoices import bases, people
from samples.invoices.builder import build
from samples.invoices.demo import DemoInvoice
from samples.invoices.identifiers import siren, siret, vat_number
from samples.layouts.page import Layout, pdf
from samples.writers.facturx import facturx
from samples.writers.profiles import Profile, cut
from tests.conftest import examples

OTHER = siret(siren("99900088"))
CODES = [f"LEC-08{digit}" for digit in range(8)]


def differences(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings if finding.code in CODES]


def printed(
    change: Callable[[Invoice], Invoice],
    profile: Profile = Profile.EN16931,
    layout: Layout = Layout.CLASSIQUE,
    demo: DemoInvoice = bases.PAPETERIE,
) -> bytes:
    """A Factur-X whose page shows the invoice as ``change`` leaves it."""
    whole = build(demo)
    return facturx(_page(change(whole), layout), cii.write(cut(whole, profile)), profile)


@cache
def _page(invoice: Invoice, layout: Layout) -> bytes:
    return pdf(invoice, layout, embedded=True)


def of_seller(invoice: Invoice) -> Invoice:
    seller = replace(
        invoice.seller, identifiers=(Identifier(value=OTHER, scheme="0009"),), vat_identifier=vat_number(OTHER[:9])
    )
    return replace(invoice, seller=seller, siret_fournisseur=OTHER, siren_fournisseur=OTHER[:9])


def of_buyer(invoice: Invoice) -> Invoice:
    buyer = replace(invoice.buyer, identifiers=(Identifier(value=people.PORT.siret, scheme="0009"),))
    return replace(invoice, buyer=buyer, siret_destinataire=people.PORT.siret)


def totals(**values: Decimal) -> Callable[[Invoice], Invoice]:
    """Other totals, and no breakdown of VAT that would print the right ones again."""
    return lambda invoice: replace(invoice, totals=replace(invoice.totals, **values), vat_breakdown=())


def unspaced(text: str) -> str:
    return "".join(text.split())


CHANGES: dict[str, tuple[Callable[[Invoice], Invoice], str]] = {
    "LEC-080": (number("FA-2026-7781"), "FA-2026-7781"),
    "LEC-081": (lambda invoice: replace(invoice, date_facture=date(2026, 2, 14)), "14/02/2026"),
    "LEC-082": (of_seller, OTHER),
    "LEC-083": (of_buyer, people.PORT.siret),
    "LEC-084": (totals(without_vat=Decimal("1437.62")), "1437,62"),
    "LEC-085": (totals(vat=Decimal("1087.52")), "1087,52"),
    "LEC-086": (totals(with_vat=Decimal("1525.14"), due=Decimal("1525.14")), "1525,14"),
    "LEC-087": (iban("FR7630006000011234567890189"), "FR7630006000011234567890189"),
}


@pytest.mark.parametrize("code", CHANGES)
def test_one_other_value_on_the_page_is_reported_with_both_values_and_its_place(code: str) -> None:
    change, value = CHANGES[code]
    reading = parsers.read(printed(change))
    assert differences(reading) == [code]
    finding = next(finding for finding in reading.findings if finding.code == code)
    assert value in unspaced(finding.message.fr)
    assert "page 1, à" in finding.message.fr
    assert finding.severity is Severity.WARNING
    if finding.field:
        (proof,) = (proof for proof in reading.evidence if proof.field == finding.field)
        assert value in unspaced(proof.text)


def test_the_other_value_is_the_xml_s_whatever_the_page_prints() -> None:
    invoice = parsers.read(printed(CHANGES["LEC-086"][0])).invoice
    assert invoice is not None
    assert invoice.montant_ttc == build(bases.PAPETERIE).montant_ttc


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("profile", [Profile.MINIMUM, Profile.BASICWL, Profile.BASIC, Profile.EXTENDED])
def test_a_page_with_the_same_values_has_no_finding_and_shows_where(layout: Layout, profile: Profile) -> None:
    reading = parsers.read(printed(lambda invoice: invoice, profile, layout))
    assert differences(reading) == []
    proofs = {proof.field: proof for proof in reading.evidence}
    assert {"numero_facture", "date_facture", "nom_fournisseur", "montant_ht", "montant_ttc"} <= set(proofs)
    assert proofs["numero_facture"].text.endswith("PAP-2026-0101")
    for proof in proofs.values():
        left, top, right, bottom = proof.box
        assert 0 <= left < right <= 596
        assert 0 <= top < bottom <= 843


def test_a_page_without_text_has_no_finding() -> None:
    invoice = build(bases.PAPETERIE)
    blank = parsers.read(facturx(_blank(), cii.write(cut(invoice, Profile.BASIC)), Profile.BASIC))
    assert (differences(blank), blank.evidence) == ([], ())


def _blank() -> bytes:
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


BY_LINE = replace(
    bases.PAPETERIE,
    articles=tuple(
        replace(article, prix=Decimal("10.13"), quantite=Decimal(1)) for article in bases.PAPETERIE.articles
    ),
    remise=Decimal(0),
    port=Decimal(0),
)
"""Lines whose VAT comes out a cent or more higher when each is rounded: 2.026 makes 2.03."""


def cents(more: Decimal) -> Callable[[Invoice], Invoice]:
    """Totals of which VAT is ``more`` than in the XML."""
    known = build(BY_LINE).totals
    vat, whole, due = known.vat or 0, known.with_vat or 0, known.due or 0
    return totals(vat=vat + more, with_vat=whole + more, due=due + more)


def test_vat_that_the_page_rounds_line_by_line_is_no_difference() -> None:
    (gap, *_) = (each - (build(BY_LINE).totals.vat or 0) for each in by_line(build(BY_LINE)))
    assert gap > 0
    assert differences(parsers.read(printed(cents(gap), demo=BY_LINE))) == []
    assert differences(parsers.read(printed(cents(gap + Decimal("0.01")), demo=BY_LINE))) == ["LEC-085", "LEC-086"]
    assert differences(parsers.read(printed(cents(-gap), demo=BY_LINE))) == ["LEC-085", "LEC-086"]


@given(
    st.lists(st.tuples(st.decimals(allow_nan=True), st.none() | st.decimals(allow_nan=True)), min_size=1, max_size=4)
)
def test_no_amount_of_a_line_makes_the_comparison_raise(parts: list[tuple[Decimal, Decimal | None]]) -> None:
    lines = tuple(Line(net_amount=amount, vat_rate=rate) for amount, rate in parts)
    whole = build(BY_LINE)
    for each in by_line(replace(whole, lines=lines, allowances=())):
        assert each.is_finite()


def test_the_comparison_can_be_switched_off() -> None:
    reading = parsers.read(printed(CHANGES["LEC-087"][0]), reading_options=ReadingOptions(compare_page=False))
    assert (differences(reading), reading.evidence) == ([], ())


def page_of(*words: str) -> Printed:
    """A page of one line, the words well apart."""
    placed = tuple(Word(word, 40.0 * rank, 100.0, 40.0 * rank + 20, 110.0) for rank, word in enumerate(words))
    return Printed([Leaf(number=1, width=595, height=842, words=placed, images=False)])


@pytest.mark.parametrize(
    "words",
    [("1234,56",), ("1 234,56 €",), ("1.234,56",), ("1,234.56",), ("1'234.56",), ("EUR1234.56",), ("1", "234", "56")],
)
def test_an_amount_is_found_however_it_is_written(words: tuple[str, ...]) -> None:
    assert page_of(*words).amount(Decimal("1234.56"))
    assert page_of(*words).amount(Decimal("-1234.5600"))


def test_the_end_of_an_amount_is_not_an_amount() -> None:
    tight = tuple(Word(word, left, 100, left + 20, 110) for word, left in (("12", 0.0), ("345,67", 22.0)))
    page = Printed([Leaf(number=1, width=595, height=842, words=tight, images=False)])
    assert not page.amount(Decimal("345.67"))
    assert page.amount(Decimal("12345.67"))
    assert page_of("12", "345,67").amount(Decimal("345.67"))
    assert not page_of("12345,67").amount(Decimal("345.67"))


@pytest.mark.parametrize("words", ["03/03/2026", "2026-03-03", "3 mars 2026", "03.03.26", "March 3, 2026"])
def test_a_date_is_found_however_it_is_written(words: str) -> None:
    assert page_of(*words.split(" ")).day(date(2026, 3, 3))


@pytest.mark.parametrize(
    "slip", [lambda text: text[:-1], lambda text: text[:5] + text[6:], lambda text: text[:12] + text[13] + text[12]]
)
def test_a_siret_printed_with_a_slip_is_a_difference(slip: Callable[[str], str]) -> None:
    def change(invoice: Invoice) -> Invoice:
        whole = invoice.siret_destinataire or ""
        others = (
            replace(one, value=slip(one.value)) if one.value == whole else one for one in invoice.buyer.identifiers
        )
        buyer = replace(invoice.buyer, identifiers=tuple(others))
        return replace(invoice, buyer=buyer, siret_destinataire=slip(whole))

    assert differences(parsers.read(printed(change))) == ["LEC-083"]


def test_identifiers_are_found_in_any_grouping_and_only_whole() -> None:
    for words in ("22060001900016", "220 600 019 00016", "SIRET:22060001900016"):
        assert page_of(*words.split(" ")).code("22060001900016")
    assert not page_of("122060001900016").code("22060001900016")


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_every_amount_is_found_as_french_and_as_english_people_write_it(value: Decimal) -> None:
    english = f"{value:,.2f}"
    french = english.replace(",", "\N{NARROW NO-BREAK SPACE}").replace(".", ",")
    assert page_of(english).amount(value)
    assert page_of(french).amount(value)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("FAC-2026-0043", "2026-43", True),
        ("FAC 2026/0043", "fac-2026-0043", True),
        ("20260043", "2026-0043", True),
        ("2026-0043", "2026-0044", False),
        ("F12", "F123", False),
        ("", "F1", False),
    ],
)
def test_numbers_that_differ_by_their_writing_only(one: str, other: str, same: bool) -> None:
    assert is_same_code(one, other) is same
    assert is_same_code(other, one) is same


@given(st.data())
@settings(max_examples=examples(25), deadline=None)
def test_a_damaged_pdf_gets_an_answer(data: st.DataObject) -> None:
    content = bytearray(printed(CHANGES["LEC-086"][0]))
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    reading = parsers.read(bytes(content))
    assert reading.invoice is not None or reading.findings


def test_published_invoices_get_no_false_alarm(corpus: Path) -> None:
    """Every Factur-X of other publishers: two carry the page of another invoice, and only these are reported."""
    told = {}
    for path in sorted(corpus.rglob("*.pdf")):
        reading = parsers.read(path.read_bytes())
        if codes := differences(reading):
            told[path.name] = codes
    assert told == {"invalidXRechnung.pdf": ["LEC-080"], "validXRechnung.pdf": ["LEC-080"]}
