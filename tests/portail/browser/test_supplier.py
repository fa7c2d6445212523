"""The journey of a supplier that the house does not know yet, in chromium, without script."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.app import app
from domain.compte import Qualite
from domain.status import Status
from samples.invoices import bases, people
from samples.invoices.builder import build
from samples.invoices.demo import Places
from samples.layouts.page import Layout, pdf
from tests.hub.doutes import OTHER, SERVICE
from tests.portail.browser.conftest import type_people
from tests.portail.browser.person import Person
from tests.portail.monde import PASSWORD, Site

pytestmark = pytest.mark.integration
RELIURE = people.supplier(
    "99900154", "RELIURE DE DEMONSTRATION SARL", "4 rue du Fil", "31000", "Toulouse", "SARL au capital de 8 000 EUR"
)
NUMBER, COURRIEL, CLICKS = "REL-2026-0001", "reliure@essai.example", 12


def page() -> bytes:
    """A PDF with its text, which names two services of its recipient: nobody can tell which one it is for."""
    demo = replace(bases.PAPETERIE, fournisseur=RELIURE, cadre="A1", places=Places.CHORUS, remise=None, numero=NUMBER)
    return pdf(build(demo), Layout.CLASSIQUE, service=f"Code service : {OTHER}")


def test_a_supplier_unknown_to_the_house_has_its_certificate_in_twelve_clicks(
    site: Site, address: str, people: type_people, tmp_path: Path
) -> None:
    operator = site.account("exploitation@essai.example", Qualite.EXPLOITANT)
    supplier, house = people(address), people(address)
    register(supplier, site)
    ask_for_an_attachment(supplier)
    house.sign_in(operator.courriel)
    attach(house)
    supplier.clicks = 0
    supplier.goes("/")
    supplier.link("Déposer")
    supplier.drop("Fichier", "reliure.pdf", page())
    supplier.button("Lire le fichier")
    assert "rien n'est envoyé" in supplier.reads
    supplier.button(SERVICE)
    supplier.button("Valider et envoyer")
    assert "Facture (380)" in supplier.reads, "in the words of the form, not by its code alone"
    assert site.portail.ledger.invoices.find(NUMBER) == (), "nothing is sent before it is confirmed"
    supplier.button("Confirmer l'envoi")
    assert "La facture est déposée. Voici son certificat." in supplier.reads
    certificate = tmp_path / "certificat.pdf"
    supplier.downloads("Certificat de dépôt").save_as(certificate)
    assert supplier.clicks <= CLICKS
    site.portail.at_once.close()
    (history,) = site.portail.ledger.invoices.find(NUMBER)
    assert history.invoice.status is Status.MISE_A_DISPOSITION
    verified = CliRunner().invoke(app, ["verify", str(certificate), "-c", str(site.world.config)])
    assert verified.exit_code == 0, verified.stdout


def register(supplier: Person, site: Site) -> None:
    supplier.goes("/")
    supplier.link("Créer un compte")
    for label, text in (("Prénom", "Camille"), ("Nom", "Essai"), ("Adresse électronique", COURRIEL)):
        supplier.fill(label, text)
    supplier.fill("Mot de passe", PASSWORD)
    supplier.button("Créer un compte")
    link = re.search(r"/confirmation\?lien=\S+", site.letters[-1])
    assert link is not None
    supplier.goes(link[0])
    supplier.fill("Mot de passe", PASSWORD)
    supplier.button("Confirmer mon adresse")
    supplier.fill("Mot de passe", PASSWORD)
    supplier.button("Se connecter")


def ask_for_an_attachment(supplier: Person) -> None:
    assert "Demandez à être rattaché à votre structure" in supplier.reads
    supplier.link("Mes rattachements aux structures")
    supplier.link("Demander un rattachement")
    supplier.choose("Type d'identifiant", "SIRET")
    supplier.page.locator("[name=nouvel_identifiant]").fill(RELIURE.siret)
    supplier.fill("Raison sociale", RELIURE.nom)
    supplier.button("Saisir la structure et demander le rattachement")
    assert "Demande" in supplier.reads


def attach(house: Person) -> None:
    """Who runs Navette answers for a structure without gestionnaire, and opens its espace."""
    house.link("Activités du gestionnaire")
    house.choose("Comme", "Gestionnaire principal")
    house.button("Accepter")
    house.link("Modifier les droits", beside=COURRIEL)
    house.choose("Factures émises", "Modification")
    house.button("Enregistrer les droits")
