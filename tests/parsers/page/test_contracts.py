"""An insurer's contract, and those of energy, water and telecom suppliers, are no *marché*."""

import pytest

from parsers.pdf import text_pdf
from parsers.source.document import Source
from tests.parsers.page.layouts import Sheet


def _marche(*texts: str) -> str | None:
    sheet = Sheet()
    for rank, text in enumerate(("Facture n° F-2026-1", "Date : 03/03/2026", *texts)):
        sheet.at(45, 60 + 14 * rank, text)
    sheet.at(350, 500, "Net à payer : 12,00 €")
    invoice = text_pdf.read(Source(sheet.done())).invoice
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


def test_a_marche_is_read_on_such_pages_and_a_contract_on_others() -> None:
    assert _marche("Consommation : 1 250 kWh", "PDL : 09123456789012", "Marché n° 2025-118") == "2025-118"
    assert _marche("Contrat n° 2025-118") == "2025-118"
