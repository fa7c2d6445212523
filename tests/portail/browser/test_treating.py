"""Journeys of people who treat invoices, in chromium, without script: whatever they do, they do as people do."""

from datetime import date
from pathlib import Path

import pytest

from domain.brouillon import SourceBrouillon
from domain.espace import Droit, Espace, RoleRattachement
from domain.status import Status
from hub.brouillons import uploads
from hub.brouillons.at_once import follow_deposit
from hub.brouillons.sending import Sent, send
from samples.invoices.builder import build
from samples.invoices.demo import DemoInvoice
from samples.invoices.travaux import circuit
from samples.writers import ubl
from samples.writers.profiles import Profile, cut
from tests.hub.chantier import COMPTES, ouvre
from tests.portail.browser.conftest import type_people
from tests.portail.browser.person import Person
from tests.portail.monde import PASSWORD, Site
from tests.portail.served import served
from tests.portail.test_pages import RECIPIENT, SUPPLIER, ids
from tests.portail.test_traiter import NUMBER, stands

pytestmark = pytest.mark.integration
AGENT, OTHER_SIDE = "camille@essai.example", "fournisseur@essai.example"


def member(site: Site, courriel: str, structure: str, espace: Espace) -> None:
    compte = site.account(courriel)
    site.attach(compte, structure)
    site.grant(compte, espace, structure, droit=Droit.MODIFICATION)


def test_an_agent_suspends_its_supplier_completes_on_a_phone_the_agent_pays(
    site: Site, address: str, people: type_people
) -> None:
    member(site, AGENT, RECIPIENT, Espace.FACTURES_RECUES)
    member(site, OTHER_SIDE, SUPPLIER, Espace.FACTURES_EMISES)
    agent, supplier = people(address), people(address, width=320)
    agent.sign_in(AGENT)
    agent.link("Factures reçues")
    agent.link(NUMBER)
    agent.link("Suspendre")
    agent.choose("Motif", "Justificatif absent")
    agent.fill("Commentaire", "Le bon de livraison 12")
    agent.button("Continuer")
    assert "Le délai de paiement s'arrête" in agent.reads
    agent.button("Confirmer et envoyer")
    assert "Fait : « Suspendue »." in agent.reads
    wide = complete_on_a_phone(supplier)
    assert not wide, "these pages are wider than a phone"
    agent.link(NUMBER)
    agent.link("Mettre en paiement")
    agent.button("Continuer")
    agent.button("Confirmer et envoyer")
    assert stands(site) is Status.MISE_EN_PAIEMENT


def complete_on_a_phone(supplier: Person) -> list[str]:
    """The pages that were wider than the window."""
    wide = []

    def look() -> None:
        if not supplier.is_as_wide_as_its_window():
            wide.append(supplier.page.url)

    supplier.sign_in(OTHER_SIDE)
    look()
    supplier.link("à reprendre")
    look()
    supplier.link(NUMBER)
    assert "Le bon de livraison 12" in supplier.reads
    look()
    supplier.link("Compléter")
    supplier.drop("Documents", "bon-12.txt", b"BL 12")
    supplier.fill("Commentaire", "Le bon de livraison")
    look()
    supplier.button("Envoyer")
    assert "Fait : « Complétée »." in supplier.reads
    look()
    supplier.unfold("Espaces")
    look()
    supplier.link("Factures émises")
    look()
    return wide


def test_an_agent_treats_by_the_keyboard_alone(site: Site, address: str, people: type_people) -> None:
    """Tab and Enter, and the letters of what is written."""
    member(site, AGENT, RECIPIENT, Espace.FACTURES_RECUES)
    agent = people(address)
    agent.goes("/connexion")
    agent.types("Adresse électronique", AGENT)
    agent.types("Mot de passe", PASSWORD)
    agent.enters("Se connecter")
    agent.enters("Factures reçues")
    agent.enters(NUMBER)
    agent.enters("Suspendre")
    agent.types("Commentaire", "Le bon de livraison 12")
    agent.enters("Continuer")
    agent.enters("Confirmer et envoyer")
    assert "Fait : « Suspendue »." in agent.reads
    assert stands(site) is Status.SUSPENDUE
    agent.enters("Se déconnecter")
    agent.goes(f"/factures-recues/{ids(site)[NUMBER]}")
    assert "/connexion" in agent.page.url


def test_a_dossier_of_works_passes_between_three_accounts(tmp_path: Path, people: type_people) -> None:
    chantier = ouvre(tmp_path)
    site = Site.of(chantier.world)
    site.moment[0] = chantier.maintenant
    for name in ("fournisseur", "moe", "moa"):
        member(site, f"{name}@essai.example", COMPTES[name], Espace.FACTURES_DE_TRAVAUX)
    demand, account, order = circuit("PDM-1", date(2026, 9, 30), ("A4", "A15", "A19"))
    with served(site) as address:
        titulaire, moe, moa = (people(address) for _ in range(3))
        for name, person in (("fournisseur", titulaire), ("moe", moe), ("moa", moa)):
            person.sign_in(f"{name}@essai.example")
        deposit(site, "fournisseur", demand)
        take_into_account(moe, demand.numero)
        moe.link(demand.numero)
        assert "dépose l'état d'acompte (A15)" in moe.reads
        moa.link("Factures de travaux")
        assert demand.numero not in moa.reads, "the MOA has nothing of it yet"
        deposit(site, "moe", account)
        assert chantier.statut(demand.numero) is Status.ASSOCIEE
        take_into_account(moa, account.numero)
        deposit(site, "moa", order)
        assert chantier.statut(account.numero) is Status.ASSOCIEE
        moa.link("Factures de travaux")
        moa.link(order.numero)
        moa.link("Mettre en paiement")
        moa.button("Continuer")
        moa.button("Confirmer et envoyer")
        assert chantier.statut(order.numero) is Status.MISE_EN_PAIEMENT
        titulaire.link("Factures de travaux")
        titulaire.link(demand.numero)
        assert "Associée" in titulaire.reads


def take_into_account(person: Person, number: str) -> None:
    person.link("Factures de travaux")
    person.link(number)
    person.link("Prendre en compte")
    person.button("Continuer")
    person.button("Confirmer et envoyer")
    assert "Fait : « Prise en compte" in person.reads


def deposit(site: Site, name: str, demo: DemoInvoice) -> None:
    """What the pages of a deposit send, for the actor of this name."""
    portail, structure = site.portail, COMPTES[name]
    content = ubl.write(cut(build(demo), Profile.EXTENDED_CTC_FR))
    found = portail.ledger.accounts.find(f"{name}@essai.example")
    assert found is not None
    file = uploads.keep(portail.store, f"{demo.numero}.xml", [content], 2**20)
    draft = portail.ledger.drafts.add(found.compte.id, structure, SourceBrouillon.FICHIER, file, site.moment[0])
    done = send(portail.station, draft, only_accepted=True)
    assert isinstance(done, Sent), done
    assert follow_deposit(portail.station, done.deposit.id) == ()


def test_a_gestionnaire_grants_and_withdraws_a_right_while_its_holder_is_connected(
    site: Site, address: str, people: type_people
) -> None:
    chief = site.account("claude@essai.example")
    site.attach(chief, RECIPIENT, RoleRattachement.GESTIONNAIRE_PRINCIPAL)
    site.attach(site.account(AGENT), RECIPIENT)
    agent, manager = people(address), people(address)
    agent.sign_in(AGENT)
    assert "Aucun espace ne vous est ouvert encore" in agent.reads
    manager.sign_in(chief.courriel)
    manager.link("Activités du gestionnaire")
    manager.page.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()
    manager.link("Modifier les droits", beside=AGENT)
    manager.choose("Factures reçues", "Modification")
    manager.button("Enregistrer les droits")
    assert "Les droits sont enregistrés." in manager.reads
    agent.goes("/")
    agent.link("Factures reçues")
    agent.link(NUMBER)
    agent.link("Suspendre")
    agent.fill("Commentaire", "Le bon de livraison 12")
    manager.link("Modifier les droits", beside=AGENT)
    manager.choose("Factures reçues", "Consultation")
    manager.button("Enregistrer les droits")
    agent.button("Continuer")
    assert "Cette page n'existe pas" in agent.reads, "the right to act ended while the form was filled in"
    agent.goes(f"/factures-recues/{ids(site)[NUMBER]}")
    assert NUMBER in agent.reads
    manager.link("Modifier les droits", beside=AGENT)
    manager.choose("Factures reçues", "Fermé")
    manager.button("Enregistrer les droits")
    agent.goes(f"/factures-recues/{ids(site)[NUMBER]}")
    assert "Cette page n'existe pas" in agent.reads
    assert NUMBER not in agent.reads
    assert stands(site) is Status.MISE_A_DISPOSITION
