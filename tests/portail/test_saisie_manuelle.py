"""An invoice is typed in without a file: a draft that says that nothing is sent, then a certified deposit."""

import re

import pytest
from httpx import Response

from domain.compte import Compte
from domain.espace import Droit, Espace
from domain.status import Status
from parsers.manual_entry.typed_lines import MOST, PARTS, name_of
from portail.depots import own
from portail.depots.typed_form import rows_of
from tests.hub.test_typed_invoices import TYPED
from tests.portail.monde import Browser, Site

PAPETERIE = "99900011000018"


@pytest.fixture
def compte(site: Site) -> Compte:
    made = site.account()
    site.attach(made, PAPETERIE)
    site.grant(made, Espace.FACTURES_EMISES, PAPETERIE, droit=Droit.MODIFICATION)
    return made


def begun(browser: Browser) -> str:
    answer = browser.post("/deposer/saisie", follow=False, structure=PAPETERIE)
    assert answer.status_code == 303
    return answer.headers["location"]


def sent(browser: Browser, here: str, follow: bool = False, **fields: str) -> Response:
    """What was typed, from the page as it is now."""
    return browser.post(here, follow=follow, version=version_in(browser.get(here).text), **fields)


def version_in(text: str) -> str:
    found = re.search(r'name="version" value="([^"]*)"', text)
    return found[1] if found else ""


def test_an_invoice_is_typed_in_confirmed_and_certified(site: Site, compte: Compte) -> None:
    browser = site.entered(compte)
    here = begun(browser)
    new = browser.get(here).text
    assert "rien n&#39;est envoyé" in new or "rien n'est envoyé" in new
    assert "PAPETERIE DE DEMONSTRATION" in new, "its name, as its last invoice says it"
    answer = sent(browser, here, **{**TYPED, "nom_destinataire": "", "action": "valider"})
    assert answer.headers["location"].endswith("/confirmation")
    summary = browser.get(answer.headers["location"]).text
    assert "206,74" in summary
    number = here.rpartition("/")[2]
    receipt = browser.post(f"/deposer/{number}/envoyer", version=version_in(summary)).text
    assert "PAP-2026-0900" in receipt
    assert browser.get(here).status_code == 303, "it is sent: the form is gone"
    site.portail.at_once.close()
    found = site.portail.ledger.deposits.newest([f"portail:{PAPETERIE}"])[0]
    (invoice,) = site.portail.ledger.invoices.of_deposits(found.id)
    assert site.portail.ledger.invoices.by_id(invoice.id).status is Status.MISE_A_DISPOSITION
    assert invoice.values["nom_destinataire"] == "DEPARTEMENT DES ALPES-MARITIMES", "as the directory has it"


def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_lost(site: Site, compte: Compte) -> None:
    browser = site.entered(compte)
    here = begun(browser)
    wrong = {**TYPED, "date_facture": "31/02/2026", "ligne_1_prix": "cher", "action": "valider"}
    answer = sent(browser, here, follow=True, **wrong)
    shown = browser.get(here).text
    assert "SAI-02" in shown
    assert "SAI-06" in shown
    assert 'value="31/02/2026"' in shown
    assert '<a href="#date_facture">' in shown, "what is to be corrected is one link away"
    assert '<a href="#releve">' in shown, "and so is what was found of a line"
    assert answer.status_code in {200, 303}
    assert not site.portail.ledger.deposits.newest([f"portail:{PAPETERIE}"])


def test_lines_are_added_and_kept(site: Site, compte: Compte) -> None:
    browser = site.entered(compte)
    here = begun(browser)
    before = browser.get(here).text.count("_designation")
    answer = sent(browser, here, **{**TYPED, "lignes": str(before), "action": "lignes"})
    assert browser.get(answer.headers["location"]).text.count("_designation") == before + 5


def test_a_typed_draft_is_its_owners_alone_and_of_modification_only(site: Site, compte: Compte) -> None:
    here = begun(site.entered(compte))
    other = site.account("autre@essai.example")
    site.attach(other, PAPETERIE)
    site.grant(other, Espace.FACTURES_EMISES, PAPETERIE, droit=Droit.MODIFICATION)
    assert site.entered(other).get(here).status_code == 404
    assert site.entered(other).post(here, action="valider").status_code == 404
    site.grant(compte, Espace.FACTURES_EMISES, PAPETERIE, droit=Droit.CONSULTATION)
    browser = site.entered(compte)
    assert browser.get(here).status_code == 404
    assert browser.post(here, action="valider").status_code == 404
    assert browser.post("/deposer/saisie", structure=PAPETERIE).status_code == 404


def test_another_suppliers_vat_number_is_told_beside_its_field(site: Site, compte: Compte) -> None:
    browser = site.entered(compte)
    here = begun(browser)
    assert 'value="K"' not in browser.get(here).text, "goods of another member state are for who is known there"
    sent(browser, here, **{**TYPED, "tva_fournisseur": "DE123456789", "action": "enregistrer"})
    noted = browser.get(here).text.partition('id="tva_fournisseur-note"')[2].partition("</fieldset>")[0]
    assert "SAI-08" in noted
    assert browser.post(f"/deposer/{here.rpartition('/')[2]}/envoyer", follow=False, version="").status_code != 200
    assert not site.portail.ledger.deposits.newest([f"portail:{PAPETERIE}"])


def test_what_is_typed_is_shown_as_text(site: Site, compte: Compte) -> None:
    browser = site.entered(compte)
    here = begun(browser)
    browser.post(here, **{**TYPED, "nom_fournisseur": '"><script>alert(1)</script>', "ligne_1_designation": "<b>"})
    assert "<script>alert" not in browser.get(here).text


def test_as_many_lines_as_there_may_be_are_saved(site: Site, compte: Compte) -> None:
    browser = site.entered(compte)
    here = begun(browser)
    many = {
        name_of(rank, part): {"designation": f"Article {rank}", "quantite": "1", "prix": "1"}.get(part, "")
        for rank in range(1, MOST + 1)
        for part in PARTS
    }
    answer = browser.post(here, follow=False, **{**TYPED, **many, "lignes": str(MOST), "date_facture": "hier"})
    assert answer.status_code == 303
    draft = site.portail.ledger.drafts.one(int(here.rpartition("/")[2]), compte.id)
    assert draft is not None
    assert ("ligne_200_designation", "Article 200") in {(one.field, one.text) for one in draft.entries}


def test_a_line_without_a_name_stays_on_the_form() -> None:
    assert rows_of({"ligne_31_prix": "12"}) == 32


def test_why_no_form_is_begun_is_said(site: Site, compte: Compte, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "MOST_DRAFTS", 1)
    browser = site.entered(compte)
    begun(browser)
    answer = browser.post("/deposer/saisie", follow=False, structure=PAPETERIE)
    assert answer.status_code == 429
    assert "Vous avez 1 brouillons" in answer.text.replace("\u202f", " ").replace("\xa0", " ")


def test_what_the_number_of_the_structure_says_is_not_asked(site: Site) -> None:
    """A VAT number that is typed beside one that identifies the supplier would be left out in silence."""
    made, structure = site.account("ue@essai.example"), "0223:de123456789"
    site.attach(made, structure)
    site.grant(made, Espace.FACTURES_EMISES, structure, droit=Droit.MODIFICATION)
    browser = site.entered(made)
    page = browser.get(browser.post("/deposer/saisie", follow=False, structure=structure).headers["location"]).text
    offered = re.findall(r'<option value="(\w+)"', page.partition('name="taux_zero"')[2].partition("</select>")[0])
    assert offered == ["AE", "K", "E"], "the usual one first"
    assert 'name="nom_fournisseur"' in page
    assert 'name="tva_fournisseur"' not in page
    assert 'name="siret_fournisseur"' not in page


def test_a_company_is_asked_which_of_its_establishments_invoices(site: Site) -> None:
    made = site.account("siege@essai.example")
    site.attach(made, "999000110")
    site.grant(made, Espace.FACTURES_EMISES, "999000110", droit=Droit.MODIFICATION)
    browser = site.entered(made)
    here = browser.post("/deposer/saisie", follow=False, structure="999000110").headers["location"]
    page = browser.get(here).text
    assert re.search(rf'id="siret_fournisseur"[^>]* value="{PAPETERIE}"', page), "as its last invoice says"
    answer = sent(browser, here, **{**TYPED, "siret_fournisseur": PAPETERIE, "action": "valider"})
    assert browser.get(answer.headers["location"]).status_code == 200, "the summary, to be confirmed"
