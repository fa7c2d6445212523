"""Values supplied by hand for a page: strictly read, put in every place, never against a clear value of the page."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.decision import Reading
from domain.document import Doubt, Evidence, Format
from domain.invoice import ENTRY_FIELDS, Identifier, Invoice, Party, Totals, VatBreakdown, entry_values, fields
from domain.manual_entry import ManualEntry
from parsers import manual_entry
from parsers.page.rules import DISAGREE, DOUBT, UNCLEAR_DATES

GOOD = {
    "numero_facture": ("PAP-2026-0107", "PAP-2026-0107"),
    "type_facture": ("380", "380"),
    "date_facture": ("3/11/2026", "2026-11-03"),
    "devise": ("eur", "EUR"),
    "siret_fournisseur": ("123 456 782 00018", "12345678200018"),
    "tva_fournisseur": ("fr 11 123456782", "FR11123456782"),
    "nom_fournisseur": ("Ateliers de l'Œuvre", "Ateliers de l'Œuvre"),
    "siret_destinataire": ("20005384900017", "20005384900017"),
    "nom_destinataire": ("Région", "Région"),
    "code_service": (" DRH ", "DRH"),
    "numero_engagement": ("4500123", "4500123"),
    "numero_marche": ("2026/12", "2026/12"),
    "cadre_facturation": ("a1", "A1"),
    "montant_ht": ("1 234,5 €", "1234.5"),
    "montant_tva": ("20", "20.00"),
    "montant_ttc": ("-1\u202f234\u202f567.89", "-1234567.89"),
    "montant_a_payer": ("0,00 EUR", "0.00"),
    "numero_facture_origine": ("F-0", "F-0"),
    "siret_moe": ("999 001 320 00012", "99900132000012"),
}
BAD = [
    ("date_facture", "31/02/2026"),
    ("date_facture", "03-11-26"),
    ("date_facture", "11/2026"),
    ("montant_ttc", "1.234"),
    ("montant_ttc", "1,234.56"),
    ("montant_ttc", "mille"),
    ("montant_ttc", "NaN"),
    ("montant_ttc", "1e9"),
    ("montant_ttc", "12 34,00"),
    ("siret_destinataire", "2000538490001"),
    ("siret_destinataire", "2000538490001A"),
    ("siret_moe", "999001320"),
    ("siret_destinataire", "٢٠٠٠٥٣٨٤٩٠٠٠١٧"),
    ("devise", "€"),
    ("type_facture", "facture"),
    ("cadre_facturation", "public"),
    ("tva_fournisseur", "123"),
    ("code_service", ""),
    ("code_service", "  "),
    ("numero_facture", "F\n1"),
    ("numero_facture", "F" * 201),
]


def seen(field: str, text: str, confidence: float = 0.9) -> Evidence:
    return Evidence(field=field, text=text, page=1, box=(1.0, 2.0, 3.0, 4.0), confidence=confidence)


def page(**more: object) -> Reading:
    read = Invoice(numero_facture="F-1", siret_fournisseur="12345678200018", totals=Totals(with_vat=Decimal("120.00")))
    return replace(Reading(format=Format.PDF_TEXT, invoice=read), **more)


def supply(reading: Reading, **values: str) -> Reading:
    return manual_entry.completed(reading, [ManualEntry(field=field, text=text) for field, text in values.items()])


def refused(reading: Reading, *, force: bool = False, **values: str) -> list[tuple[str, str | None]]:
    entries = [ManualEntry(field=field, text=text) for field, text in values.items()]
    return [(each.code, each.field) for each in manual_entry.refusals(reading, entries, force=force)]


def test_every_field_can_be_supplied_and_is_read_back() -> None:
    assert set(GOOD) == set(ENTRY_FIELDS)
    blank = Reading(format=Format.PDF_TEXT)
    told = supply(blank, **{field: text for field, (text, _) in GOOD.items()})
    assert told.invoice is not None
    assert entry_values(told.invoice) == {field: value for field, (_, value) in GOOD.items()}
    assert [finding.code for finding in told.findings] == ["SAI-04"] * len(ENTRY_FIELDS)
    assert refused(blank, **{field: text for field, (text, _) in GOOD.items()}) == []


def test_a_value_stands_wherever_a_page_would_have_put_it() -> None:
    told = supply(page(), siret_destinataire="20005384900017", code_service="DRH", numero_engagement="45").invoice
    assert told is not None
    assert told.buyer.identifiers == (Identifier(value="20005384900017", scheme="0009"),)
    assert told.buyer.legal_registration == Identifier(value="200053849", scheme="0002")
    assert (told.buyer_reference, told.references.purchase_order) == ("DRH", "45")
    told = supply(page(invoice=Invoice(buyer_agent=Party(name="Autre"))), siret_moe="99900132000012").invoice
    assert told is not None
    assert told.buyer_agent == Party(identifiers=(Identifier(value="99900132000012", scheme="0009"),))
    seller = Party(name="Ateliers", identifiers=(Identifier(value="0", scheme="0009"), Identifier(value="x")))
    told = supply(page(invoice=Invoice(seller=seller)), siret_fournisseur="12345678200018").invoice
    assert told is not None
    assert told.seller.identifiers == (Identifier(value="12345678200018", scheme="0009"), Identifier(value="x"))
    assert (told.siren_fournisseur, told.seller.name) == ("123456782", "Ateliers")


def test_another_total_leaves_no_breakdown_of_the_one_before() -> None:
    part = (VatBreakdown(base=Decimal(100), amount=Decimal(20)),)
    read = Invoice(totals=Totals(without_vat=Decimal("100.00"), vat=Decimal(20)), vat_breakdown=part)
    same = supply(page(invoice=read), montant_ht="100,00", montant_ttc="120").invoice
    other = supply(page(invoice=read), montant_ht="101,00").invoice
    assert same is not None
    assert other is not None
    assert (same.vat_breakdown, other.vat_breakdown) == (part, ())


@pytest.mark.parametrize(("field", "text"), BAD)
def test_a_value_that_cannot_be_one_is_refused_with_its_form(field: str, text: str) -> None:
    (finding,) = manual_entry.refusals(page(), [ManualEntry(field=field, text=text)], force=True)
    assert (finding.code, finding.field) == ("SAI-02", field)
    assert finding.remedy.fr.startswith("Écrivez ")
    assert supply(page(), **{field: text}) == page()


def test_a_field_that_is_none_is_refused_with_the_list() -> None:
    (finding,) = manual_entry.refusals(page(), [ManualEntry(field="service", text="DRH")])
    assert finding.code == "SAI-01"
    assert "code_service" in finding.remedy.fr
    assert supply(page(), service="DRH") == page()


def test_what_the_page_prints_clearly_is_contradicted_by_force_only() -> None:
    assert refused(page(), montant_ttc="121", numero_facture="F-2", code_service="DRH") == [
        ("SAI-03", "montant_ttc"),
        ("SAI-03", "numero_facture"),
    ]
    assert refused(page(), montant_ttc="120,00") == []
    assert refused(page(), montant_ttc="121", force=True) == []


def test_a_doubtful_value_may_be_supplied_by_anybody() -> None:
    unsure = page(evidence=(seen("numero_facture", "F-1", confidence=0.4), seen("montant_ttc", "120,00")))
    assert refused(unsure, numero_facture="F-7") == []
    assert refused(unsure, montant_ttc="7") == [("SAI-03", "montant_ttc")]


def test_doubts_are_those_of_the_page_each_once() -> None:
    rivals = Doubt(field="code_service", rivals=(seen("code_service", "A"), seen("code_service", "B")))
    reading = page(
        doubts=(rivals,),
        evidence=(seen("numero_facture", "F-1", confidence=0.4),),
        findings=(
            DOUBT.finding(field="code_service", what="", rivals=("A", "B")),
            UNCLEAR_DATES.finding(field="date_facture"),
        ),
    )
    assert [one.field for one in manual_entry.doubts(reading)] == ["numero_facture", "date_facture", "code_service"]
    assert manual_entry.doubts(reading)[2] == rivals
    assert manual_entry.doubts(replace(reading, format=Format.CII)) == ()
    told = supply(reading, code_service="A", date_facture="2026-11-03", numero_facture="F-1")
    assert manual_entry.doubts(told) == ()
    assert {finding.code for finding in told.findings} == {"SAI-04"}


def test_sums_that_disagreed_are_asked_again_once_one_is_supplied() -> None:
    reading = page(findings=(DISAGREE.finding(field="montant_ttc", totals="1, 1, 1"),))
    assert [one.code for one in supply(reading, code_service="A").findings] == ["LEC-058", "SAI-04"]
    assert [one.code for one in supply(reading, montant_tva="1").findings] == ["SAI-04"]


@given(cents=st.integers(-(10**12), 10**12), blank=st.sampled_from(["", " ", "\u00a0", "\u202f"]))
def test_an_amount_is_read_as_it_was_written(cents: int, blank: str) -> None:
    amount = Decimal(cents).scaleb(-2)
    written = f"{amount:,.2f}".replace(",", blank).replace(".", ",")
    told = supply(page(), montant_ht=written).invoice
    assert told is not None
    assert told.montant_ht == amount


@given(day=st.dates(), french=st.booleans())
def test_a_day_is_read_as_it_was_written(day: date, french: bool) -> None:
    told = supply(page(), date_facture=f"{day.day}/{day.month}/{day.year:04d}" if french else day.isoformat()).invoice
    assert told is not None
    assert told.date_facture == day


@given(field=st.sampled_from(ENTRY_FIELDS), text=st.text(max_size=30))
def test_whatever_is_written_is_refused_or_stands(field: str, text: str) -> None:
    one = ManualEntry(field=field, text=text)
    told = supply(Reading(format=Format.PDF_IMAGE), **{field: text})
    if manual_entry.refusals(Reading(format=Format.PDF_IMAGE), [one]):
        assert told == Reading(format=Format.PDF_IMAGE)
    else:
        assert told.invoice is not None
        assert fields(told.invoice)[field] == manual_entry.written(one)
