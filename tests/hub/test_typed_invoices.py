"""Invoices that are typed in: a Factur-X is made of them that every rule accepts, and that says what was typed."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import parsers
from domain.brouillon import Brouillon, SourceBrouillon
from domain.invoice import fields
from domain.manual_entry import ManualEntry
from domain.reading_options import ReadingOptions
from domain.status import Status
from exporters import factur_x
from hub.brouillons.sending import NotSent, preview, send
from hub.runtime.station import Station
from parsers.manual_entry.typed_invoice import typed_invoice
from parsers.manual_entry.typed_lines import number
from tests.hub.test_portal_deposits import PAPETERIE, sent
from tests.hub.test_portal_deposits import draft as dropped
from tests.hub.test_portal_deposits import station as station
from tests.hub.test_portal_deposits import world as world

TYPED = {
    "numero_facture": "PAP-2026-0900",
    "type_facture": "380",
    "date_facture": "03/03/2026",
    "date_echeance": "02/04/2026",
    "tva_fournisseur": "FR72999000110",
    "nom_fournisseur": "PAPETERIE DE DEMONSTRATION SAS",
    "fournisseur_adresse": "12 rue de l'Exemple",
    "fournisseur_code_postal": "31000",
    "fournisseur_ville": "Toulouse",
    "siret_destinataire": "220 600 019 00016",
    "nom_destinataire": "DEPARTEMENT DES ALPES-MARITIMES",
    "code_service": "CULTURE",
    "numero_engagement": "BC-2026-118",
    "cadre_facturation": "A1",
    "iban": "FR76 9999 9000 0100 0999 0001 112",
    "ligne_1_designation": "Ramette papier A4",
    "ligne_1_quantite": "40",
    "ligne_1_prix": "3,90",
    "ligne_1_taux": "20",
    "ligne_3_designation": "Livre",
    "ligne_3_quantite": "1,5",
    "ligne_3_prix": "12,345",
    "ligne_3_taux": "5,5",
}


def typed(station: Station, structure: str = PAPETERIE, **changed: str) -> Brouillon:
    owner = dropped(station, b"x")
    entries = [ManualEntry(field=field, text=text) for field, text in {**TYPED, **changed}.items()]
    return station.ledger.drafts.add(
        owner.compte_id, structure, SourceBrouillon.SAISIE, None, station.clock(), entries=entries
    )


def test_what_is_typed_is_deposited_as_a_file_that_says_it(station: Station) -> None:
    (invoice,) = sent(send(station, typed(station), only_accepted=True)).invoices
    assert invoice.status is Status.DEPOSEE
    assert invoice.values["siret_fournisseur"] == PAPETERIE
    assert invoice.values["date_facture"] == "2026-03-03"
    assert invoice.values["montant_ht"] == "174.52"
    assert invoice.values["montant_tva"] == "32.22"
    assert invoice.values["montant_ttc"] == "206.74"
    reading = parsers.read(station.store.get(invoice.location))
    assert reading.profile == "en16931"
    assert not reading.findings
    assert reading.invoice is not None
    assert [line.name for line in reading.invoice.lines] == ["Ramette papier A4", "Livre"]


def test_the_pages_say_what_the_xml_says() -> None:
    entries = [ManualEntry(field=field, text=text) for field, text in {**TYPED, "fournisseur": PAPETERIE}.items()]
    pages = parsers.read(
        factur_x.as_pdf(typed_invoice(entries).invoice), reading_options=ReadingOptions(compare_page=True)
    )
    assert not pages.findings


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("date_facture", "31/02/2026", "SAI-02"),
        ("siret_destinataire", "123", "SAI-02"),
        ("ligne_1_quantite", "beaucoup", "SAI-06"),
        ("ligne_1_prix", "-1", "SAI-06"),
        ("ligne_3_taux", "120", "SAI-06"),
        ("ligne_1_designation", "a\nb", "SAI-06"),
        ("code_service", "NULLEPART", "ACH"),
    ],
)
def test_what_is_wrong_is_told_before_it_is_sent(station: Station, field: str, text: str, code: str) -> None:
    one = typed(station, **{field: text})
    shown = preview(station, one)
    assert not shown.is_acceptable
    assert any(finding.code.startswith(code) for finding in shown.findings), [one.code for one in shown.findings]
    before = station.ledger.deposits.last()
    assert isinstance(send(station, one, only_accepted=True), NotSent)
    assert station.ledger.deposits.last() == before


def test_an_invoice_without_lines_is_none(station: Station) -> None:
    nothing = {field: "" for field in TYPED if field.startswith("ligne")}
    assert "SAI-07" in {finding.code for finding in preview(station, typed(station, **nothing)).findings}


def test_nobody_deposits_for_another_supplier_by_typing_its_number(station: Station) -> None:
    (invoice,) = sent(send(station, typed(station, siret_fournisseur="99900033400014"), only_accepted=True)).invoices
    assert invoice.values["siret_fournisseur"] == PAPETERIE


QUANTITY = st.decimals(min_value=-99, max_value=9999, places=3, allow_nan=False)
MONEY = st.decimals(min_value=0, max_value=10**6, places=4, allow_nan=False)


@given(
    lines=st.lists(
        st.tuples(
            st.decimals(min_value=-99, max_value=9999, places=3), MONEY, st.sampled_from(["20", "10", "5,5", "0"])
        ),
        min_size=1,
        max_size=8,
    )
)
def test_totals_are_what_the_lines_come_to_and_read_back(
    lines: list[tuple[Decimal, Decimal, str]],
) -> None:
    said = {field: text for field, text in TYPED.items() if not field.startswith("ligne")}
    said |= {"fournisseur": PAPETERIE, "motif_exoneration": "Exonération de TVA, article 261 du CGI"}
    for rank, (quantity, price, rate) in enumerate(lines, start=1):
        said |= {f"ligne_{rank}_designation": f"Article {rank}", f"ligne_{rank}_quantite": str(quantity)}
        said |= {f"ligne_{rank}_prix": str(price).replace(".", ","), f"ligne_{rank}_taux": rate}
    made = typed_invoice([ManualEntry(field=field, text=text) for field, text in said.items()])
    assert made.findings == ()
    net = [(quantity * price).quantize(Decimal("0.01"), ROUND_HALF_UP) for quantity, price, _ in lines]
    assert made.invoice.montant_ht == sum(net)
    assert made.invoice.date_facture == date(2026, 3, 3)
    read = parsers.read(factur_x.as_pdf(made.invoice)).invoice
    assert read is not None
    assert fields(read) == fields(made.invoice)
    assert replace(read.totals, paid=None) == replace(made.invoice.totals, paid=None)


@pytest.mark.parametrize(
    ("text", "read"),
    [("1 234,5", "1234.5"), ("12\u202f000", "12000"), ("-3.25", "-3.25"), ("007", "7")],
)
def test_numbers_are_read_as_people_write_them(text: str, read: str) -> None:
    assert number(text) == Decimal(read)


@pytest.mark.parametrize("text", ["12 5", "1 2", "12%", "1.234,5", "1e5", "NaN", "٣", "+5", "- 5", "1234 567", ",5"])
def test_what_could_be_two_numbers_is_none(text: str) -> None:
    assert number(text) is None


MANY = {
    f"ligne_{rank}_{part}": text
    for rank in range(1, 201)
    for part, text in (("designation", "x"), ("quantite", "9" * 12), ("prix", "9" * 12), ("taux", "99,9"))
}


@pytest.mark.parametrize(
    "typed_lines",
    [
        {"ligne_1_quantite": "9" * 12, "ligne_1_prix": "9" * 12, "ligne_1_taux": "9" * 12},
        {"ligne_1_quantite": "-" + "9" * 12, "ligne_1_prix": "9" * 12},
        MANY,
    ],
)
def test_a_line_that_comes_to_more_than_amounts_may_be_is_told(typed_lines: dict[str, str]) -> None:
    said = {**TYPED, "fournisseur": PAPETERIE, **typed_lines}
    made = typed_invoice([ManualEntry(field=field, text=text) for field, text in said.items()])
    assert "SAI-06" in {finding.code for finding in made.findings}
    assert any("multipliée" in finding.message.fr for finding in made.findings)


NO_VAT = {"tva_fournisseur": "", "ligne_1_taux": "0", "ligne_3_taux": "0", "motif_exoneration": "TVA non applicable"}


@pytest.mark.parametrize(
    ("structure", "supplier", "changed"),
    [
        ("999000110", "999000110", {"siret_fournisseur": PAPETERIE}),
        ("0223:de123456789", "0223:de123456789", {"tva_fournisseur": ""}),
        ("0227:usacme", "0227:usacme", NO_VAT),
        ("0228:1234567001", "0228:1234567001", NO_VAT),
        ("0229:123456001", "0229:123456001", NO_VAT),
        (PAPETERIE, "999000110", NO_VAT),
    ],
)
def test_a_structure_known_by_any_number_issues_what_is_accepted(
    station: Station, structure: str, supplier: str, changed: dict[str, str]
) -> None:
    """Its number stands where the formats want it, and nothing is found that an invoice like it would not deserve."""
    found = sent(send(station, typed(station, structure, **changed), only_accepted=True))
    (invoice,) = found.invoices
    assert invoice.supplier == supplier
    assert invoice.findings == ()


def test_a_company_says_which_of_its_establishments_invoices(station: Station) -> None:
    for siret in ("", "99900033400014"):
        shown = preview(station, typed(station, "999000110", siret_fournisseur=siret))
        assert not shown.is_acceptable
        assert {(one.code, one.field) for one in shown.findings} == {("SIRET-05", "siret_fournisseur")}


GERMAN, FREE = "0223:de123456789", {"tva_fournisseur": "", "ligne_1_taux": "0", "ligne_3_taux": "0"}
DELIVERED = {"taux_zero": "K", "tva_destinataire": "FR12220600019", "date_livraison": "02/03/2026"}


@pytest.mark.parametrize(
    ("structure", "changed", "category", "code"),
    [
        (GERMAN, {}, "AE", "VATEX-EU-AE"),
        (GERMAN, {"motif_exoneration": "Article 283-2 du CGI"}, "AE", "VATEX-EU-AE"),
        (GERMAN, DELIVERED, "K", "VATEX-EU-IC"),
        (GERMAN, {"taux_zero": "E", "motif_exoneration": "Formation, article 132"}, "E", None),
        (PAPETERIE, {"taux_zero": "AE", "tva_fournisseur": TYPED["tva_fournisseur"]}, "AE", "VATEX-EU-AE"),
    ],
)
def test_why_a_rate_is_0_stands_where_the_official_rules_want_it(
    station: Station, structure: str, changed: dict[str, str], category: str, code: str | None
) -> None:
    (invoice,) = sent(send(station, typed(station, structure, **FREE | changed), only_accepted=True)).invoices
    assert invoice.findings == ()
    read = parsers.read(station.store.get(invoice.location)).invoice
    assert read is not None
    assert {line.vat_category for line in read.lines} == {category}
    (part,) = read.vat_breakdown
    assert (part.category, part.exemption_code, part.amount, part.rate) == (category, code, 0, 0)
    words = {"AE": "Autoliquidation", "K": "Livraison intracommunautaire"}.get(category, "")
    assert words in (part.exemption_reason or "")
    assert changed.get("motif_exoneration", "") in (part.exemption_reason or "")


@pytest.mark.parametrize(
    ("structure", "changed", "told"),
    [
        (GERMAN, FREE | {"taux_zero": "K"}, {("SAI-09", "tva_destinataire"), ("SAI-09", "date_livraison")}),
        (GERMAN, FREE | DELIVERED | {"tva_destinataire": "DE123456789"}, {("SAI-10", "tva_destinataire")}),
        (GERMAN, FREE | DELIVERED | {"date_livraison": "hier"}, {("SAI-02", "date_livraison")}),
        (PAPETERIE, FREE | {"taux_zero": "K"}, {("SAI-02", "taux_zero")}),
        (PAPETERIE, FREE | {"taux_zero": "AE"}, {("SAI-09", "tva_fournisseur")}),
        (PAPETERIE, {"tva_fournisseur": "DE123456789"}, {("SAI-08", "tva_fournisseur")}),
        (PAPETERIE, {"tva_fournisseur": "FR40123456824"}, {("SAI-08", "tva_fournisseur")}),
        ("999000110", {"tva_fournisseur": "be 0123 456 789"}, {("SAI-08", "tva_fournisseur")}),
        ("0227:usacme", {"tva_fournisseur": "FR72999000110"}, {("SAI-08", "tva_fournisseur")}),
    ],
)
def test_what_contradicts_the_supplier_or_the_rate_is_told_beside_its_field(
    station: Station, structure: str, changed: dict[str, str], told: set[tuple[str, str]]
) -> None:
    one = typed(station, structure, **changed)
    assert {(each.code, each.field) for each in preview(station, one).findings} == told
    before = station.ledger.deposits.last()
    assert isinstance(send(station, one, only_accepted=True), NotSent)
    assert station.ledger.deposits.last() == before
