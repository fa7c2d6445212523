"""The whole journey of a deposit by the keyboard alone, on a phone, in chromium, without script."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.app import app
from domain.espace import Espace
from domain.status import Status
from tests.hub import doutes
from tests.portail.browser.conftest import type_people
from tests.portail.browser.person import Person
from tests.portail.browser.test_treating import OTHER_SIDE, member
from tests.portail.monde import PASSWORD, Site
from tests.portail.test_pages import SUPPLIER

pytestmark = pytest.mark.integration
NUMBER = "PAP-2026-0301"


def test_a_supplier_deposits_by_the_keyboard_alone_on_a_phone(
    site: Site, address: str, people: type_people, tmp_path: Path
) -> None:
    member(site, OTHER_SIDE, SUPPLIER, Espace.FACTURES_EMISES)
    person = people(address, width=320)
    person.goes("/connexion")
    person.types("Adresse électronique", OTHER_SIDE)
    person.types("Mot de passe", PASSWORD)
    person.enters("Se connecter")
    person.tabs_to("Espaces")
    person.page.keyboard.press("Enter")
    person.enters("Déposer")
    person.skips_to_the_content()
    person.tabs_to("Fichier")
    person.drop("Fichier", "facture.pdf", doutes.page(NUMBER))
    person.enters("Lire le fichier")
    correct(person)
    person.enters("Valider et envoyer")
    assert "Récapitulatif" in person.reads
    assert person.is_as_wide_as_its_window()
    person.enters("Confirmer l'envoi")
    assert "La facture est déposée. Voici son certificat." in person.reads
    assert person.is_as_wide_as_its_window()
    person.tabs_to("Certificat de dépôt")
    with person.page.expect_download() as download:
        person.page.keyboard.press("Enter")
    certificate = tmp_path / "certificat.pdf"
    download.value.save_as(certificate)
    site.portail.at_once.close()
    (history,) = site.portail.ledger.invoices.find(NUMBER)
    assert history.invoice.status is Status.MISE_A_DISPOSITION
    verified = CliRunner().invoke(app, ["verify", str(certificate), "-c", str(site.world.config)])
    assert verified.exit_code == 0, verified.stdout


def correct(person: Person) -> None:
    """What would be refused is told where the focus is, leads to its field, and is corrected there."""
    person.enters("Valider et envoyer")
    assert "Rien n'a été envoyé" in person.reads
    assert person.is_at("verdict")
    assert person.is_as_wide_as_its_window()
    person.tabs_to("Code service")
    person.page.keyboard.press("Enter")
    assert person.is_at("code_service"), "the first link leads to what is wrong"
    told = person.page.locator("#code_service").get_attribute("aria-describedby") or ""
    assert "code_service-note" in told.split()
    assert "CULTURE" in person.page.locator("#code_service-note").inner_text()
    person.enters(doutes.SERVICE)
    assert person.is_at("code_service"), "one goes on where one was"
    assert "Saisi par vous" in person.reads
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
    assert "Le brouillon est enregistré. Rien n'est envoyé." in person.reads, (
        "Enter in a field saves, and sends nothing"
    )
