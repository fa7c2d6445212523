"""SIRET, SIREN and code service, in every place where the two regimes put them."""

import pytest

import parsers
from domain.invoice import Address, Contact, Identifier, Party
from domain.supplier_identity import registered_sirens
from parsers.xml.routing_fields import code_service, siren, sirets
from tests.parsers.xml.documents import small_ubl

SIRET, SIREN = "22060001900016", "220600019"


def party(
    *identifiers: tuple[str, str | None], legal: tuple[str, str | None] | None = None, vat: str | None = None
) -> Party:
    return Party(
        identifiers=tuple(Identifier(value=value, scheme=scheme) for value, scheme in identifiers),
        legal_registration=Identifier(value=legal[0], scheme=legal[1]) if legal else None,
        vat_identifier=vat,
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (party((SIRET, "0009"), legal=(SIREN, "0002")), SIRET),
        (party(legal=(SIRET, "0002")), SIRET),
        (party(legal=(SIRET, "0009")), SIRET),
        (party(legal=(SIRET, None)), SIRET),
        (party((SIRET, "1")), SIRET),
        (party((SIRET, "SIRET")), SIRET),
        (party((SIRET, "siret")), SIRET),
        (party((SIRET, None)), SIRET),
        (party(("220 600 019 00016", "0009")), SIRET),
        (party(("220\u00a0600\u202f019 00016", "0009")), SIRET),
        (party(("2206000190001", "0009")), "2206000190001"),
        (party(legal=("2206000190001", "0002")), "2206000190001"),
        (party(legal=(SIREN, "0002")), None),
        (party((SIRET, "0088")), None),
        (party(("3660000000001", None)), None),
        (party(), None),
    ],
)
def test_the_siret(given: Party, expected: str | None) -> None:
    assert (sirets(given)[0] if sirets(given) else None) == expected


def test_fourteen_digits_of_a_foreign_party_are_no_siret() -> None:
    foreign = Party(identifiers=(Identifier(value=SIRET),), address=Address(country="DK"))
    assert sirets(foreign) == ()


@pytest.mark.parametrize(
    ("country", "number"),
    [("PT", "500000000"), ("NL", "123456782"), ("NC", "123456789"), ("BR", "11222333000181"), ("MC", "999000013")],
)
def test_the_registration_of_a_foreign_party_is_no_siren(country: str, number: str) -> None:
    """Nine digits in Portugal, fourteen in Brazil: such a supplier would have been the company of that SIREN."""
    registered = Identifier(value=number)
    foreign = Party(legal_registration=registered, address=Address(country=country))
    assert (siren(foreign), sirets(foreign), list(registered_sirens(foreign))) == (None, (), [])
    said = Party(legal_registration=Identifier(value=SIREN, scheme="0002"), address=Address(country=country))
    assert siren(said) == SIREN


@pytest.mark.parametrize("digits", ["٢٢٠٦٠٠٠١٩", "\uff12\uff12\uff10\uff16\uff10\uff10\uff10\uff11\uff19"])
def test_digits_of_another_script_are_no_siren(digits: str) -> None:
    """They would be another supplier than these digits: the same invoice twice would be no duplicate."""
    assert siren(party(legal=(digits, "0002"))) is None
    assert sirets(party((f"{digits}00016", None))) == ()


@pytest.mark.parametrize("vat", ["FR76000069790", "FR 76 000 069 790", "fr76000069790"])
def test_a_number_of_monaco_has_no_siren_inside(vat: str) -> None:
    assert siren(party(vat=vat)) is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (party((SIRET, "0009"), legal=("999000013", "0002")), "999000013"),
        (party((SIRET, "0009")), SIREN),
        (party(legal=(SIREN, None)), SIREN),
        (party((SIREN, None)), None),
        (party(vat="FR96 999 000 013"), "999000013"),
        (party(("2206000190001", "0009"), vat="FR96999000013"), "999000013"),
        (party(vat="DE999000013"), None),
    ],
)
def test_the_siren(given: Party, expected: str | None) -> None:
    assert siren(given) == expected


def test_the_code_service_is_taken_from_the_surest_place() -> None:
    contact = Contact(identifier="CONTACT")
    routed = Party(identifiers=(Identifier(value="ROUTAGE", scheme="0224"),), contacts=(contact,))
    assert code_service(routed, "BT-10") == "ROUTAGE"
    assert code_service(Party(contacts=(contact,)), "BT-10") == "BT-10"
    assert code_service(Party(contacts=(Contact(name="x"), contact)), None) == "CONTACT"
    assert code_service(Party(), None) is None


def test_older_chorus_ubl_is_routed() -> None:
    reading = parsers.read(
        small_ubl(
            "<cac:ContractDocumentReference><cbc:ID>M-1</cbc:ID><cbc:DocumentType>Marché public</cbc:DocumentType>"
            "</cac:ContractDocumentReference><cac:AccountingCustomerParty><cac:Party><cac:PartyIdentification>"
            '<cbc:ID schemeID="1">22060001900016</cbc:ID></cac:PartyIdentification><cac:Contact><cbc:ID>DRH</cbc:ID>'
            "</cac:Contact></cac:Party></cac:AccountingCustomerParty><cac:AccountingSupplierParty><cac:Party>"
            "<cac:PartyTaxScheme><cbc:CompanyID>FR96999000013</cbc:CompanyID><cac:TaxScheme><cbc:ID>TVA DEBIT</cbc:ID>"
            "</cac:TaxScheme></cac:PartyTaxScheme></cac:Party></cac:AccountingSupplierParty>"
        )
    )
    invoice = reading.invoice
    assert invoice is not None
    assert (invoice.siret_destinataire, invoice.code_service, invoice.numero_marche) == (SIRET, "DRH", "M-1")
    assert (invoice.tva_fournisseur, invoice.siren_fournisseur) == ("FR96999000013", "999000013")


def test_two_recipients_are_never_one() -> None:
    both = (
        "<cac:AccountingCustomerParty><cac:Party><cac:PartyIdentification>"
        '<cbc:ID schemeID="0009">22060001900016</cbc:ID></cac:PartyIdentification><cac:PartyLegalEntity>'
        '<cbc:CompanyID schemeID="0002">20005379100014</cbc:CompanyID></cac:PartyLegalEntity></cac:Party>'
        "</cac:AccountingCustomerParty>"
    )
    (finding,) = parsers.read(small_ubl(both)).findings
    assert (finding.code, finding.field, finding.severity.value) == ("LEC-036", "siret_destinataire", "fatal")
    assert "22060001900016" in finding.message.fr
    assert "20005379100014" in finding.message.fr


def test_a_second_buyer_is_not_dropped_in_silence() -> None:
    buyer = (
        '<cac:AccountingCustomerParty><cac:Party><cac:PartyIdentification><cbc:ID schemeID="0009">{}</cbc:ID>'
        "</cac:PartyIdentification></cac:Party></cac:AccountingCustomerParty>"
    )
    reading = parsers.read(small_ubl(buyer.format(SIRET) + buyer.format("20005379100014")))
    assert [(finding.code, finding.field) for finding in reading.findings] == [("LEC-038", "siret_destinataire")]


@pytest.mark.parametrize("tag", ["ID", "IssueDate", "BuyerReference", "DocumentCurrencyCode"])
def test_a_field_given_twice_is_refused_and_the_same_again_is_not(tag: str) -> None:
    values = {"IssueDate": ("2026-01-01", "2026-01-02")}.get(tag, ("A", "B"))
    twice = "".join(f"<cbc:{tag}>{value}</cbc:{tag}>" for value in values)
    same = f"<cbc:{tag}>{values[0]}</cbc:{tag}>" * 2
    assert [finding.code for finding in parsers.read(small_ubl(twice)).findings] == ["LEC-038"]
    assert parsers.read(small_ubl(same)).findings == ()
