"""What who is attached sees: lists, one invoice, its files; and nothing else."""

import csv
import io

import pytest

from domain.compte import Qualite
from domain.espace import Droit, Espace, EtatRattachement, RoleRattachement
from exporters.reports.headings import NUMERO_FACTURE
from hub.inspect.verify import Outcome, prove
from tests.portail.monde import SAMPLES, Browser, Site

RECIPIENT, CULTURE, OTHER = "22060001900016", "CULTURE", "22220001600327"
SUPPLIER = "99900011000018"
ESPACES = ("factures-recues", "factures-emises", "factures-de-travaux", "factures-a-valider")


def numbers(page: str) -> set[str]:
    """The invoices of a list."""
    return {
        part.partition("</bdi>")[0]
        for part in page.split('<th scope="row"><a href="/factures-')[1:]
        for part in [part.partition("<bdi>")[2]]
    }


def ids(site: Site) -> dict[str, int]:
    return {
        str(number): int(str(id_))
        for id_, number in site.world.ask("select invoice_id, numero_facture from documents where current")
        if number
    }


@pytest.fixture
def agent(site: Site) -> Browser:
    """Sees what one service of a recipient received."""
    compte = site.account()
    site.attach(compte, RECIPIENT)
    site.grant(compte, Espace.FACTURES_RECUES, RECIPIENT, CULTURE)
    return site.connected()


def test_who_has_no_right_is_told_what_to_do(site: Site) -> None:
    site.account()
    browser = site.connected()
    assert "Demandez à être rattaché" in browser.get("/").text
    for espace in (*ESPACES, "suivi-des-flux", "activites-du-gestionnaire", "nulle-part"):
        assert browser.get(f"/{espace}").status_code == 404


def test_an_agent_sees_the_invoices_of_his_service(site: Site, agent: Browser) -> None:
    page = agent.get("/factures-recues").text
    expected = {
        str(number)
        for (number,) in site.world.ask(
            "select numero_facture from documents where route_siret = '22060001900016'"
            " and route_code_service = 'CULTURE' and integrated"
        )
    }
    assert len(expected) > 3
    assert numbers(page) == expected
    assert "Factures émises" not in page, "the menu has what is open"
    assert agent.get("/factures-emises").status_code == 404


def test_what_is_outside_does_not_exist(site: Site, agent: Browser) -> None:
    mine = numbers(agent.get("/factures-recues").text)
    for number, id_ in ids(site).items():
        wanted = 200 if number in mine else 404
        for path in ("", "/original", "/lisible", "/certificat"):
            assert agent.get(f"/factures-recues/{id_}{path}").status_code == wanted, (number, path)
        assert agent.get(f"/factures-emises/{id_}").status_code == 404
    for asked in ("numero=TRA*", f"destinataire={OTHER}", f"structure={OTHER}", "service=DRIT", "certificat=x"):
        assert numbers(agent.get(f"/factures-recues?{asked}").text) == set(), asked
    exported = agent.get("/factures-recues/export.csv?numero=*").content.decode("utf-8-sig")
    assert {line[NUMERO_FACTURE.fr] for line in csv.DictReader(io.StringIO(exported), delimiter=";")} == mine


def test_a_right_that_is_withdrawn_ends_at_once(site: Site, agent: Browser) -> None:
    (id_,) = [id_ for number, id_ in ids(site).items() if number == "PAP-2026-0101"]
    assert agent.get(f"/factures-recues/{id_}").status_code == 200
    compte = site.portail.ledger.accounts.every()[0]
    site.grant(compte, Espace.FACTURES_RECUES, RECIPIENT, CULTURE, droit=None)
    assert agent.get(f"/factures-recues/{id_}").status_code == 404
    site.grant(compte, Espace.FACTURES_RECUES, RECIPIENT, CULTURE)
    assert agent.get(f"/factures-recues/{id_}").status_code == 200
    site.portail.ledger.rights.attach(
        compte.id, RECIPIENT, RoleRattachement.UTILISATEUR, EtatRattachement.RETIRE, site.moment[0], _operator()
    )
    assert agent.get(f"/factures-recues/{id_}").status_code == 404


def _operator():  # type: ignore[no-untyped-def]
    from tests.portail.monde import OPERATOR

    return OPERATOR


def test_a_supplier_sees_what_was_refused_and_why(site: Site) -> None:
    compte = site.account()
    site.attach(compte, SUPPLIER)
    site.grant(compte, Espace.FACTURES_EMISES, SUPPLIER)
    browser = site.connected()
    assert numbers(browser.get("/factures-emises").text) == {
        "PAP-2026-0106",
        "REF-0031",
        "PAP-2026-0101",
        "PAP-2026-0199",
    }
    assert numbers(browser.get("/factures-emises?statut=REJETEE").text) == {"REF-0031"}
    refused = browser.get(f"/factures-emises/{ids(site)['REF-0031']}")
    assert "Ce qui a été relevé" in refused.text
    assert "LEC-" not in refused.text.partition("<small>")[0]
    assert browser.get(f"/factures-emises/{ids(site)['REF-0031']}/certificat").status_code == 404


def test_the_files_of_an_invoice(site: Site, agent: Browser) -> None:
    base = f"/factures-recues/{ids(site)['PAP-2026-0101']}"
    original = agent.get(f"{base}/original")
    assert original.content == SAMPLES["ubl-facture.xml"]
    assert original.headers["content-disposition"].startswith("attachment; ")
    assert "sandbox" in original.headers["content-security-policy"]
    assert original.headers["content-type"] == "application/octet-stream"
    assert agent.get(f"{base}/lisible").content.startswith(b"%PDF")
    proof = agent.get(f"{base}/certificat")
    assert proof.content.startswith(b"%PDF")
    ledger, store = site.portail.ledger, site.portail.store
    (number,) = site.world.ask("select certificate from documents where numero_facture = 'PAP-2026-0101'")[0]
    assert prove(ledger, store, str(number), None).outcome is Outcome.PROVEN
    anybody = site.browser()
    assert "Ce certificat est prouvé" in anybody.get(f"/certificats/{number}").text
    assert anybody.get("/certificats/AAAA").status_code == 404


@pytest.mark.parametrize(
    "query", ["depuis=hier", "ttc_min=beaucoup", "statut=NIMPORTE", "suite=x", "numero=" + "*" * 20]
)
def test_what_cannot_be_searched_is_said(agent: Browser, query: str) -> None:
    answer = agent.get(f"/factures-recues?{query}")
    assert answer.status_code in {200, 400}
    assert "Traceback" not in answer.text


def test_names_from_outside_are_escaped(site: Site) -> None:
    compte = site.account("<b>x</b>@essai.example")
    site.attach(compte, RECIPIENT)
    site.grant(compte, Espace.FACTURES_RECUES, RECIPIENT)
    page = site.connected("<b>x</b>@essai.example").get("/factures-recues?numero=%22%3E%3Cscript%3E").text
    assert "<script" not in page
    assert "<b>x" not in page
    assert "&quot;&gt;&lt;script&gt;" in page


def test_a_supplier_follows_its_files_and_no_operator_s(site: Site) -> None:
    compte = site.account()
    site.attach(compte, "99900033400014")
    site.grant(compte, Espace.SUIVI_DES_FLUX, "99900033400014")
    page = site.connected().get("/suivi-des-flux").text
    assert "lot-partiel.tar.gz" in page or "Aucun fichier" in page
    assert "ubl-facture.xml" not in page


def test_somebody_is_attached_by_a_gestionnaire(site: Site) -> None:
    chief = site.account("chef@essai.example")
    site.attach(chief, RECIPIENT, RoleRattachement.GESTIONNAIRE_PRINCIPAL)
    camille = site.account()
    browser, manager = site.connected(), site.connected("chef@essai.example")
    assert RECIPIENT not in browser.get("/mon-compte/rattachement").text
    found = browser.get("/mon-compte/rattachement?texte=*alpes*").text
    assert f'value="{RECIPIENT}"' in found
    assert (
        "Le rattachement est demandé"
        in browser.post("/mon-compte/rattachement", structure=RECIPIENT, message="Bonjour").text
    )
    assert "déjà demandé" in browser.post("/mon-compte/rattachement", structure=RECIPIENT).text
    waits = manager.get("/activites-du-gestionnaire").text
    assert "camille@essai.example" in waits
    assert "Bonjour" in waits
    base = f"/activites-du-gestionnaire/{RECIPIENT}/{camille.id}"
    assert manager.post(f"{base}/rattachement", reponse="accepter", role="utilisateur").status_code == 200
    rights = {"droit|factures-recues|": "consultation", "service": CULTURE, "service_espace": "suivi-des-flux"}
    manager.post(f"{base}/droits", **rights, service_droit="modification")
    acces = site.portail.ledger.rights.acces(camille.id)
    assert acces.may(Espace.FACTURES_RECUES, Droit.CONSULTATION, RECIPIENT, "DRIT")
    assert acces.may(Espace.SUIVI_DES_FLUX, Droit.MODIFICATION, RECIPIENT, CULTURE)
    assert "Factures reçues" in browser.get("/").text
    page = manager.get(base).text
    assert f"Suivi des flux – {CULTURE}" in page
    manager.post(f"{base}/rattachement", reponse="retirer")
    assert browser.get("/factures-recues").status_code == 404


def test_who_manages_nothing_manages_nothing(site: Site, agent: Browser) -> None:
    chief = site.account("chef@essai.example")
    site.attach(chief, RECIPIENT, RoleRattachement.GESTIONNAIRE_PRINCIPAL)
    site.attach(chief, OTHER)
    victim = site.account("victime@essai.example")
    site.attach(victim, OTHER)
    base = f"/activites-du-gestionnaire/{OTHER}"
    manager = site.connected("chef@essai.example")
    for browser in (agent, manager):
        for path in (base, f"{base}/{victim.id}"):
            assert browser.get(path).status_code == 404
        assert browser.post(f"{base}/{victim.id}/rattachement", reponse="retirer").status_code == 404
        assert (
            browser.post(f"{base}/{victim.id}/droits", **{"droit|factures-recues|": "modification"}).status_code == 404
        )
    assert site.portail.ledger.rights.acces(victim.id).structures() == (OTHER,)


def test_a_supplier_nobody_knows_is_declared_and_the_operator_answers(site: Site) -> None:
    camille = site.account()
    browser = site.connected()
    form = {"type_identifiant": "SIRET", "nouvel_identifiant": "999 000 110 00017", "raison_sociale": "Papeterie"}
    assert "dont le dernier est une clé" in browser.post("/mon-compte/structure", **form).text
    form["nouvel_identifiant"] = "999 000 110 00018"
    assert "est demandé" in browser.post("/mon-compte/structure", **form).text
    site.account("exploitant@essai.example", Qualite.EXPLOITANT)
    operator = site.connected("exploitant@essai.example")
    assert "Papeterie" in operator.get("/activites-du-gestionnaire").text
    operator.post(
        f"/activites-du-gestionnaire/{SUPPLIER}/{camille.id}/rattachement",
        reponse="accepter",
        role="gestionnaire-principal",
    )
    assert site.portail.ledger.rights.acces(camille.id).manages(SUPPLIER)
    assert "Activités du gestionnaire" in browser.get("/").text


def test_a_ledger_that_does_not_answer_is_a_page_that_says_so(site: Site, agent: Browser) -> None:
    (site.world.home / "navette.db").rename(site.world.home / "ailleurs.db")
    site.portail.ledger.close()
    answer = agent.get("/factures-recues")
    assert answer.status_code == 503
    assert "Cela n" in answer.text
    assert "Traceback" not in answer.text
