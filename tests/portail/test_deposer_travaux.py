"""Works pieces: begun with their cadre, or from the piece they follow, with its values."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.compte import DeclaredStructure
from domain.espace import Droit, Espace
from domain.status import Status
from domain.text import Locale
from domain.travaux import ETAPES
from hub.brouillons.following import following_cadres, following_values, may_be_followed
from hub.inspect.verify import Outcome, prove
from portail.depots.candidates import actors
from portail.depots.works import demand_of_moe, unnamed_moe
from samples.invoices.builder import build
from samples.invoices.chantier import AUTRE_MOE, MOE, TITULAIRE
from samples.invoices.travaux import piece
from samples.writers import ubl
from samples.writers.profiles import Profile, cut
from tests.hub import doutes
from tests.hub.chantier import ouvre
from tests.hub.world import ALONE, lay_out
from tests.portail.monde import OPERATOR, Browser, Site
from tests.portail.test_deposer import confirmed, draft, dropped, saved
from tests.portail.test_travaux import on_site

PAGE = doutes.clear("PAP-2026-0299")
FIRST = ubl.write(cut(build(piece("A4", "CHA-2026-01", date(2026, 9, 30))), Profile.EXTENDED_CTC_FR))


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A building site whose actors have accounts of deposit."""
    return on_site(ouvre(tmp_path))


def actor(site: Site, siret: str, droit: Droit = Droit.MODIFICATION) -> Browser:
    compte = site.account(f"{siret}.{droit.value}@essai.example")
    site.attach(compte, siret)
    site.grant(compte, Espace.FACTURES_DE_TRAVAUX, siret, droit=droit)
    return site.connected(compte.courriel)


def piece_at_moe(site: Site) -> int:
    titulaire = actor(site, TITULAIRE.siret)
    confirmed(titulaire, draft(titulaire, FIRST, "A4.xml"))
    site.portail.at_once.close()
    (history,) = site.portail.ledger.invoices.find("CHA-2026-01")
    assert history.invoice.status is Status.MISE_A_DISPOSITION_MOE
    return history.invoice.id


def test_the_next_piece_begins_with_the_values_of_the_one_before(site: Site) -> None:
    before = piece_at_moe(site)
    moe = actor(site, MOE.siret)
    assert f'href="/deposer?apres={before}"' in moe.get(f"/factures-de-travaux/{before}").text
    page = moe.get(f"/deposer?apres={before}").text
    assert 'value="A15"' in page
    assert 'value="A4"' not in page
    path = dropped(moe, PAGE, apres=str(before), cadre="A15").headers["location"]
    page = moe.get(path).text
    assert 'name="numero_facture_origine" type="text" value="CHA-2026-01"' in page
    assert 'name="numero_marche" type="text" value="2026-TVX-031"' in page
    assert f'name="siret_moe" type="text" value="{MOE.siret}"' in page
    assert 'name="code_service" type="text" value="CULTURE"' in page, "what the page says stays"
    assert "Une pièce A15 est pour" in page
    assert "SAI-03" in page, "the cadre that was chosen is not that of the page, which is told"


def test_the_piece_before_is_one_that_one_may_act_upon(site: Site) -> None:
    before = piece_at_moe(site)
    reader = actor(site, MOE.siret, Droit.CONSULTATION)
    assert "apres=" not in reader.get(f"/factures-de-travaux/{before}").text
    other = actor(site, "99900077800010")
    for browser in (reader, other):
        assert browser.get(f"/deposer?apres={before}").status_code == 404
    assert dropped(other, PAGE, apres=str(before), cadre="A15").status_code == 404
    assert not site.portail.ledger.drafts.open_of(3)
    assert actor(site, MOE.siret).get("/deposer?apres=999999").status_code == 404


def test_a_first_piece_has_its_cadre(site: Site) -> None:
    titulaire = actor(site, TITULAIRE.siret)
    page = titulaire.get("/deposer").text
    assert all(f'value="{cadre}"' in page for cadre in ETAPES)
    path = dropped(titulaire, doutes.page("PAP-2026-0299"), cadre="A4").headers["location"]
    assert 'id="cadre_facturation"' in titulaire.get(path).text
    path = dropped(titulaire, FIRST, cadre="A7").headers["location"]
    assert "SAI-05" not in titulaire.get(path).text, "an XML says its cadre itself"


def test_roles_choose_the_cadre_and_the_recipient_is_the_payer_or_nobody(site: Site) -> None:
    invoice = site.portail.ledger.invoices.by_id(piece_at_moe(site))
    assert may_be_followed(invoice)
    assert following_cadres(invoice, MOE.siret) == ("A5", "A15", "A16")
    assert set(following_cadres(invoice, "99900077800010")) == {"A5", "A15", "A6", "A16", "A19"}
    values = {one.field: one.text for one in following_values(invoice, "A15")}
    assert (values["numero_facture"], values["cadre_facturation"]) == ("CHA-2026-01-EA", "A15")
    assert values["montant_ttc"] == invoice.values["montant_ttc"]
    assert values["siret_destinataire"] == invoice.values["siret_destinataire"]
    assert values["siret_fournisseur"] == TITULAIRE.siret
    assert values["siret_moe"] == MOE.siret
    to_itself = replace(invoice, moe="", values={**invoice.values, "siret_destinataire": AUTRE_MOE.siret})
    values = {one.field: one.text for one in following_values(to_itself, "A15")}
    assert values["siret_moe"] == AUTRE_MOE.siret, "it was the recipient of the piece before"


def test_a_moe_that_has_its_account_in_the_portal_only_is_answered_for(tmp_path: Path) -> None:
    site = Site.of(lay_out(tmp_path, run=ALONE))
    titulaire = actor(site, TITULAIRE.siret)
    path = draft(titulaire, FIRST, "A4.xml")
    assert "ACH-18" in titulaire.get(path).text
    moe = actor(site, MOE.siret, Droit.CONSULTATION)
    site.later(minutes=4)
    confirmed(titulaire, path)
    site.portail.at_once.close()
    (history,) = site.portail.ledger.invoices.find("CHA-2026-01")
    assert history.invoice.status is Status.MISE_A_DISPOSITION_MOE
    assert moe.get(f"/factures-de-travaux/{history.invoice.id}").status_code == 200


def test_the_moe_that_a_page_does_not_name_is_searched_for_and_gets_the_piece(site: Site) -> None:
    titulaire, moe, ledger = actor(site, TITULAIRE.siret), actor(site, MOE.siret), site.portail.ledger
    named = DeclaredStructure(identifier=MOE.siret, raison_sociale=MOE.nom, adresse="", declared_at=site.moment[0])
    assert ledger.rights.declare(named, 1, OPERATOR)
    path = draft(titulaire, doutes.for_moe("CHA-2026-07"))
    page = titulaire.get(path).text
    assert "Aucune maîtrise" in page
    assert 'aria-describedby="siret_moe-aide siret_moe-note"' in page
    assert f"siret_moe={MOE.siret}" in saved(titulaire, path, action="moe", texte_moe="*architectes*").text
    assert f"siret_moe={MOE.siret}" in saved(titulaire, path, action="moe", texte_moe=MOE.siret).text
    assert f"siret_moe={MOE.siret}" not in saved(titulaire, path, action="moe").text, "no list of all of them"
    assert "ACH-18" in saved(titulaire, path, siret_moe="99900077800010").text
    page = saved(titulaire, path, choix=f"siret_moe={MOE.siret}").text
    assert f'name="siret_moe" type="text" value="{MOE.siret}"' in page
    assert MOE.nom in page
    assert "Aucune maîtrise" not in page
    assert "SIRET de la maîtrise d&#39;œuvre" in titulaire.get(f"{path}/confirmation").text
    confirmed(titulaire, path)
    site.portail.at_once.close()
    (history,) = ledger.invoices.find("CHA-2026-07")
    invoice = history.invoice
    assert (invoice.status, invoice.moe) == (Status.MISE_A_DISPOSITION_MOE, MOE.siret)
    found = ledger.certificates.by_number(invoice.certificate)
    assert found.content.saisies == "siret_moe"
    assert prove(ledger, site.portail.store, invoice.certificate, found).outcome is Outcome.PROVEN
    (correction,) = ledger.invoices.corrections_of([invoice.id])[invoice.id]
    assert (correction.field, correction.old, correction.new) == ("siret_moe", None, MOE.siret)
    assert moe.get(f"/factures-de-travaux/{invoice.id}").status_code == 200
    assert actor(site, AUTRE_MOE.siret).get(f"/factures-de-travaux/{invoice.id}").status_code == 404


def test_two_moe_of_a_page_are_its_candidates(site: Site) -> None:
    titulaire = actor(site, TITULAIRE.siret)
    path = draft(titulaire, doutes.for_moe("CHA-2026-08", *doutes.MOES))
    page = titulaire.get(path).text
    assert all(f'name="choix" value="siret_moe={each}"' in page for each in doutes.MOES)
    assert 'name="siret_moe" type="text" value=""' in page
    assert titulaire.get(f"{path}/confirmation").headers["location"].endswith("fait=refus#verdict")
    assert "Saisi par vous" in saved(titulaire, path, choix=f"siret_moe={MOE.siret}").text
    assert titulaire.get(f"{path}/confirmation").status_code == 200


def test_a_moe_is_no_field_of_an_ordinary_invoice(site: Site) -> None:
    titulaire = actor(site, TITULAIRE.siret)
    assert "siret_moe" not in titulaire.get(draft(titulaire, PAGE)).text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("architectes", [MOE.siret]),
        ("Archi*", [MOE.siret]),
        ("*démonstration*", [MOE.siret, AUTRE_MOE.siret]),
        (MOE.siret, [MOE.siret]),
        ("999 001 324", [MOE.siret]),
        ("999001324*", [MOE.siret]),
        ("99900132", []),
        ("99900*", []),
        ("ar*", []),
        ("*", []),
        ("", []),
        ("archi", []),
    ],
)
def test_who_is_in_no_directory_is_found_by_what_one_knows_of_it(text: str, found: list[str]) -> None:
    answered = {MOE.siret: MOE.nom, AUTRE_MOE.siret: AUTRE_MOE.nom, TITULAIRE.siret: ""}
    buttons = actors(None, answered, text, "siret_moe").candidates
    assert [one.choice.text for one in buttons] == [f"siret_moe={each}" for each in found]


def test_a_piece_for_the_moe_asks_for_it_and_others_may_name_it() -> None:
    asking = {cadre for cadre in ETAPES if demand_of_moe(cadre).fr.startswith("La pièce lui est adressée")}
    assert asking == {"A4", "A10", "A13", "A7", "A14"}
    assert not demand_of_moe("A1").fr
    assert {cadre for cadre in ETAPES if unnamed_moe(cadre, Locale.FR, is_public=True)} == asking
    assert not unnamed_moe("A4", Locale.FR, is_public=False), "its recipient is in no directory of those who pay"
