"""Works pieces: begun with their cadre, or from the piece they follow, with its values."""

from datetime import date
from pathlib import Path

import pytest

from domain.espace import Droit, Espace
from domain.status import Status
from domain.travaux import ETAPES
from hub.brouillons.following import following_cadres, following_values, may_be_followed
from samples.invoices.builder import build
from samples.invoices.chantier import MOE, TITULAIRE
from samples.invoices.travaux import piece
from samples.writers import ubl
from samples.writers.profiles import Profile, cut
from tests.hub import doutes
from tests.hub.chantier import ouvre
from tests.hub.world import ALONE, lay_out
from tests.portail.monde import Browser, Site
from tests.portail.test_deposer import confirmed, draft, dropped
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
