"""What is no supplier's name: the client's address, a place for payments, a capital, a heading."""

import pytest

from domain.invoice import Invoice
from parsers.page.parties.naming import is_name
from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.parsers.page.facts import facts
from tests.parsers.page.layouts import Sheet

FACTS = facts(5)
SELLER, BUYER = FACTS.seller.siret, FACTS.buyer.siret
FOOT = f"12 rue des Forges 31200 TOULOUSE - SIRET {SELLER} - TVA {FACTS.seller.vat} - Tél. 05 61 00 00 00"


def _read(*texts: tuple[float, float, str]) -> Invoice:
    sheet = Sheet()
    for x, y, text in ((45, 200, "FACTURE N° F-12 du 03/03/2026"), *texts):
        sheet.at(x, y, text)
    invoice = text_pdf.read(Source(sheet.done())).invoice
    assert invoice is not None
    return invoice


def _block(x: float, y: float, *lines: str) -> tuple[tuple[float, float, str], ...]:
    return tuple((x, y + 13 * rank, line) for rank, line in enumerate(lines))


@pytest.mark.parametrize(
    "client", ["SARL EDITIONS DU LAC", "Éditions du Lac SAS", "GARAGE DU PORT SASU", "EURL Martin"]
)
def test_a_firm_s_address_in_the_window_is_not_the_supplier(client: str) -> None:
    invoice = _read(*_block(330, 123, client, "20 impasse des Lilas", "84200 CARPENTRAS"), (45, 800, FOOT))
    assert invoice.siret_fournisseur == SELLER
    assert invoice.nom_fournisseur is None


def test_a_firm_s_address_beside_a_public_body_s_is_the_supplier() -> None:
    body = _block(45, 60, "COMMUNE DE VALMONTEL", "1 place de la Mairie", "31000 TOULOUSE")
    invoice = _read(*_block(330, 60, "Menuiserie Garrigou SARL", "12 rue des Forges", "31200 TOULOUSE"), *body)
    assert invoice.nom_fournisseur == "Menuiserie Garrigou SARL"


@pytest.mark.parametrize(
    "heading", ["Règlement à adresser à", "Adresse de paiement :", "Chèque à l'ordre de", "Centre d'encaissement"]
)
def test_a_place_for_payments_is_not_the_supplier(heading: str) -> None:
    place = _block(45, 60, heading, "FACTO RECOUVREMENT SAS", "TSA 12345", "75009 PARIS")
    assert _read(*place, (45, 800, FOOT)).nom_fournisseur is None


@pytest.mark.parametrize(
    "text",
    ["SAS au capital de 10 000 euros", "Société par actions simplifiée", "(Not to be used for payment remittance)",
     "FACTURE", "Adresse de facturation", "Vos contacts", "Coordonnées bancaires", "RCS Toulouse", "Code APE 4332A",
     "Règlement par virement", "Société à responsabilité limitée", "Duplicata", "Page 1 sur 2"],
)  # fmt: skip
def test_a_notice_or_a_heading_is_no_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    "text",
    ["ATELIERS BRUNOIS SARL", "Commune de Valmontel", "Contact Presse SARL", "Imprimerie Dubois", "Garrigou & Fils",
     "RÉGION OCCITANIE", "Société Nouvelle Dupont", "Association des Amis du Parc", "Facteur d'orgues Martin"],
)  # fmt: skip
def test_names_are_names(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "over", ["L'excellence du bois", "Menuiserie - Charpente", "Qualité, proximité, confiance", "Agence de Toulouse"]
)
def test_a_slogan_over_the_name_is_no_part_of_it(over: str) -> None:
    street = ("12 rue des Forges", "31200 TOULOUSE", f"SIRET {SELLER}")
    assert _read(*_block(45, 40, over, "ATELIERS BRUNOIS SARL", *street)).nom_fournisseur == "ATELIERS BRUNOIS SARL"
    assert _read(*_block(45, 40, over, "Ateliers Brunois SARL", *street)).nom_fournisseur is None


LEGAL = f"SIRET {SELLER} - TVA {FACTS.seller.vat}"
NOTICES = (
    ("ATELIERS BRUNOIS SARL au capital de 10 000 € - RCS Toulouse", "ATELIERS BRUNOIS SARL"),
    ("SARL ATELIERS BRUNOIS - 12 rue des Lilas 31200 TOULOUSE", "SARL ATELIERS BRUNOIS"),
    ("Ateliers Brunois, société à responsabilité limitée au capital de 10 000 euros", "Ateliers Brunois"),
    ("Siège social : Ateliers Brunois SAS, 12 rue des Lilas 31200 Toulouse", "Ateliers Brunois SAS"),
    ("Société Ateliers Brunois immatriculée au RCS de Toulouse", "Société Ateliers Brunois"),
    ("Ateliers Brunois, SARL unipersonnelle", "Ateliers Brunois"),
    ("Paul MARTIN EI", "Paul MARTIN EI"),
    ("Association Les Amis du Canal (loi 1901)", "Association Les Amis du Canal"),
    ("Tout retard de paiement entraîne une pénalité - SARL BRUNOIS au capital de 10 000 €", "SARL BRUNOIS"),
)


@pytest.mark.parametrize(("notice", "name"), NOTICES)
@pytest.mark.parametrize("x", [45, 120])
def test_a_name_that_only_a_legal_notice_has(notice: str, name: str, x: float) -> None:
    assert _read((x, 800, f"{notice} - {LEGAL}")).nom_fournisseur == name


def test_a_notice_in_parts_along_the_foot() -> None:
    parts = (("Ateliers Brunois", 45), ("12 rue des Lilas", 140), ("31200 Toulouse", 240), (f"SIRET {SELLER}", 340))
    assert _read(*((x, 800, text) for text, x in parts)).nom_fournisseur == "Ateliers Brunois"


@pytest.mark.parametrize(
    "notice",
    ["Merci de votre confiance", "SARL au capital de 10 000 €", "Sarl au capital de 10 000 €",
     "Dispensé d'immatriculation au RCS",
     "Imprimé par Dupont",
     "Membre d'une association agréée, règlements par chèque acceptés - 12 rue des Lilas 31200 TOULOUSE"],
)  # fmt: skip
def test_a_notice_that_names_nobody(notice: str) -> None:
    assert _read((45, 800, f"{notice} - {LEGAL}")).nom_fournisseur is None


def test_a_name_that_may_be_another_s_is_a_doubt_not_missing() -> None:
    sheet = Sheet()
    for y, text in (
        (200, "FACTURE N° F-12 du 03/03/2026"),
        (600, "Brunois Bois SARL au capital de 10 000 €"),
        (800, FOOT),
    ):
        sheet.at(45, y, text)
    reading = text_pdf.read(Source(sheet.done()))
    assert reading.invoice is not None and reading.invoice.nom_fournisseur is None
    assert "nom_fournisseur" in [doubt.field for doubt in reading.doubts]


def test_an_insurer_named_after_the_supplier_s_identifier_leaves_it() -> None:
    invoice = _read((45, 800, f"Paul MARTIN EI - SIRET {SELLER} - Assurance décennale AXA"))
    assert (invoice.nom_fournisseur, invoice.siret_fournisseur) == ("Paul MARTIN EI", SELLER)
    assert _read((45, 800, f"Assurance décennale AXA SIRET {SELLER}")).siret_fournisseur is None
