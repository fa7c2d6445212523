"""An insurer's contract, and those of energy, water and telecom suppliers, are no *marché*."""

import pytest

from domain.decision import Reading
from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.parsers.page.layouts import Sheet


def _read(*texts: str) -> Reading:
    sheet = Sheet()
    for rank, text in enumerate(("Facture n° F-2026-1", "Date : 03/03/2026", *texts)):
        sheet.at(45, 60 + 14 * rank, text)
    sheet.at(350, 500, "Net à payer : 12,00 €")
    return text_pdf.read(Source(sheet.done()))


def _marche(*texts: str) -> str | None:
    invoice = _read(*texts).invoice
    assert invoice is not None
    return invoice.numero_marche


@pytest.mark.parametrize(
    "text",
    [
        "Assurance décennale AXA France, contrat n° 5478120304",
        "RC professionnelle MAAF - Contrat n° 5478120304",
        "Assuré auprès de Groupama, n° de contrat : 5478120304, couverture France",
        "Garantie responsabilité civile, contrat 5478120304",
    ],
)
def test_an_insurer_s_contract(text: str) -> None:
    assert _marche(text) is None


@pytest.mark.parametrize(
    "words",
    [
        ("Consommation : 1 250 kWh", "PDL : 09123456789012"),
        ("Gaz naturel, PCE GI123456", "Puissance souscrite 36 kVA"),
        ("Abonnement fibre", "Appels vers les mobiles"),
        ("Compteur n° 12345", "Eau potable 120 m3"),
    ],
)
def test_a_supply_s_contract(words: tuple[str, ...]) -> None:
    assert _marche(*words, "N° de contrat : 1-ABC-4471") is None
    assert _marche(*words, "Contrat n° 1-ABC-4471") is None


def test_a_supply_named_beside_its_contract() -> None:
    assert _marche("Contrat n° 55123 - électricité") is None


def test_a_marche_is_read_on_the_page_of_a_supply() -> None:
    assert _marche("Consommation : 1 250 kWh", "PDL : 09123456789012", "Marché n° 2025-118") == "2025-118"


@pytest.mark.parametrize(
    "texts",
    [
        ("Contrat n° 55123",),
        ("N° de contrat : 55123",),
        ("Votre contrat n° 55123",),
        ("Maintenance des ascenseurs", "Contrat n° 55123"),
        ("Bureau des marchés", "Contrat n° 55123"),
    ],
)
def test_a_contract_of_which_nothing_is_said_may_be_a_marche_or_not(texts: tuple[str, ...]) -> None:
    reading = _read(*texts)
    assert reading.invoice is not None and reading.invoice.numero_marche is None
    doubt = next(one for one in reading.doubts if one.field == "numero_marche")
    assert [one.text for one in doubt.rivals] == ["55123"]


@pytest.mark.parametrize(
    "texts",
    [
        ("Contrat n° 2025-118 (marché public)",),
        ("Contrat / marché n° 2025-118",),
        ("Références du marché", "Contrat n° 2025-118"),
        ("Marché public de nettoyage des locaux, contrat n° 2025-118",),
        ("Contrat public n° 2025-118",),
        ("Contrat n° 2025-118", "Marché n° 2025-118"),
        ("Contrat n° 55123", "Marché n° 2025-118"),
        ("Marché n° 2025-118", "Contrat n° 55123"),
        ("Marché n° 2025-118 Contrat n° 55123",),
    ],
)
def test_a_contract_that_is_told_to_be_a_marche(texts: tuple[str, ...]) -> None:
    assert _marche(*texts) == "2025-118"


def test_letters_of_a_procedure_tell_of_a_marche() -> None:
    assert _marche("Contrat n° MAPA-2025-04") == "MAPA-2025-04"
