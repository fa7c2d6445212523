"""A works dossier, and an invoice that is validated first, treated in the portal by those whose turn it is."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.espace import Droit, Espace
from domain.status import Status
from flows import steps
from hub.runtime.station import Station, open_station
from samples.invoices.travaux import following, piece
from tests.hub.chantier import COMPTES, Chantier, ouvre
from tests.portail.monde import Browser, Site
from tests.portail.test_traiter import complete, hidden, links, plain, treat

S = Status
JOUR = date(2026, 9, 30)
TRAVAUX, A_VALIDER, EMISES = "factures-de-travaux", "factures-a-valider", "factures-emises"


@pytest.fixture
def chantier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chantier:
    """A site whose runs read its clock."""
    found = ouvre(tmp_path)

    def paced(config: Path, *, pool: bool = True) -> Station:
        return replace(open_station(config, pool=pool), clock=lambda: found.maintenant)

    monkeypatch.setattr(steps, "open_station", paced)
    return found


def member(site: Site, compte: str, *espaces: Espace) -> Browser:
    """Somebody who acts for an actor of the site."""
    account = site.account(f"{compte}@essai.example")
    site.attach(account, COMPTES[compte])
    for espace in espaces:
        site.grant(account, espace, COMPTES[compte], droit=Droit.MODIFICATION)
    return site.connected(account.courriel)


def on_site(chantier: Chantier) -> Site:
    site = Site.of(chantier.world)
    site.moment[0] = chantier.maintenant
    return site


def id_of(site: Site, numero: str) -> int:
    (history,) = site.portail.ledger.invoices.find(numero)
    return history.invoice.id


def asked(browser: Browser, espace: str, id_: int) -> set[str]:
    """The statuses whose action the page offers."""
    found = links(browser.get(f"/{espace}/{id_}"))
    return {link.rpartition("statut=")[2] if "statut=" in link else "COMPLETEE" for link in found}


def test_three_actors_of_a_dossier_each_at_its_turn(chantier: Chantier) -> None:
    demand = piece("A4", "PDM-1", JOUR)
    chantier.depose("fournisseur", demand)
    site = on_site(chantier)
    moe, moa, titulaire = (member(site, name, Espace.FACTURES_DE_TRAVAUX) for name in ("moe", "moa", "fournisseur"))
    first = id_of(site, "PDM-1")
    assert asked(moe, TRAVAUX, first) == {"PRISE_EN_COMPTE_MOE", "SUSPENDUE", "ERREUR_FOURNISSEUR_SUR_MOE"}
    assert asked(titulaire, TRAVAUX, first) == set()
    assert moa.get(f"/{TRAVAUX}/{first}").status_code == 404, "the MOA has nothing of it yet"
    assert "dépose l'état d'acompte (A15)" in plain(moe.get(f"/{TRAVAUX}/{first}"))
    treat(moe, S.PRISE_EN_COMPTE_MOE, first, espace=TRAVAUX)
    treat(moe, S.SUSPENDUE, first, espace=TRAVAUX, code_motif="JUSTIF_ABS")
    assert chantier.statut("PDM-1") is S.SUSPENDUE
    assert asked(titulaire, TRAVAUX, first) == {"COMPLETEE"}
    assert "Fait : « Complétée »." in plain(complete(titulaire, first, comment="Le relevé", espace=TRAVAUX))
    chantier.soir()
    assert "Suspendue" in chantier.retours("fournisseur", "changements_*.csv")[-1].read_text("utf-8-sig")
    chantier.depose("moe", following("A15", demand, numero="EA-1"))
    assert chantier.statut("PDM-1") is S.ASSOCIEE
    second = id_of(site, "EA-1")
    assert asked(moa, TRAVAUX, second) >= {"PRISE_EN_COMPTE_MOA", "SUSPENDUE"}
    assert asked(moe, TRAVAUX, second) == set()
    treat(moa, S.SUSPENDUE, second, espace=TRAVAUX, commentaire="Le visa manque")
    assert asked(moe, TRAVAUX, second) == {"COMPLETEE"}, "its own account of deposit brought it"
    assert asked(titulaire, TRAVAUX, second) == set(), "the MOE made it"
    complete(moe, second, comment="Visa joint", espace=TRAVAUX)
    assert chantier.statut("EA-1") is S.COMPLETEE


def test_a_valideur_validates_and_names_the_next(chantier: Chantier) -> None:
    for numero in ("SST-1", "SST-2"):
        chantier.laisse("sous-traitant", piece("A9", numero, JOUR))
    chantier.soir()
    site = on_site(chantier)
    titulaire = member(site, "fournisseur", Espace.FACTURES_A_VALIDER)
    cotraitant = member(site, "cotraitant", Espace.FACTURES_A_VALIDER)
    one, two = id_of(site, "SST-1"), id_of(site, "SST-2")
    assert asked(titulaire, A_VALIDER, one) == {"VALIDEE_1", "REFUSEE_1", "ERREUR_FOURNISSEUR_SUR_VALIDEUR"}
    form = titulaire.get(f"/{A_VALIDER}/traiter?facture={one}&statut=VALIDEE_1")
    assert "Chercher un valideur" in plain(form)
    sent = {"facture": str(one), "statut": "VALIDEE_1", "recherche": COMPTES["cotraitant"], "etape": "verifier"}
    looked = titulaire.post(f"/{A_VALIDER}/traiter", **sent)
    assert "confirmer" not in plain(looked), "words to look for are no valideur"
    confirm = titulaire.post(f"/{A_VALIDER}/traiter", **{**sent, "recherche": "", "valideur": COMPTES["cotraitant"]})
    assert "présentée au valideur suivant" in plain(confirm)
    titulaire.post(f"/{A_VALIDER}/traiter", **hidden(confirm.text), etape="confirmer")
    chantier.soir()
    assert chantier.statut("SST-1") is S.A_VALIDER_2
    assert asked(titulaire, A_VALIDER, one) == set()
    treat(cotraitant, S.VALIDEE_2, one, espace=A_VALIDER)
    own = treat(titulaire, S.VALIDEE_1, two, espace=A_VALIDER, valideur=COMPTES["fournisseur"])
    assert "est celui qui vient de valider" in plain(own)
    treat(titulaire, S.REFUSEE_1, two, espace=A_VALIDER, code_motif="NON_CONFORME")
    chantier.soir()
    assert chantier.statut("SST-1") is S.MISE_A_DISPOSITION
    assert chantier.statut("SST-2") is S.REFUSEE_1
    assert any("SST-1" in path.name for path in chantier.recu("moa", "SST-1"))


def test_a_form_sent_again_is_sent_for_the_same_actor(chantier: Chantier) -> None:
    """Who acts for two actors of a piece declares for the one whose status it is, also once it is declared."""
    chantier.depose("fournisseur", piece("A4", "PDM-1", JOUR))
    site = on_site(chantier)
    account = site.account("deux@essai.example")
    for compte in ("fournisseur", "moe"):
        site.attach(account, COMPTES[compte])
        site.grant(account, Espace.FACTURES_DE_TRAVAUX, COMPTES[compte], droit=Droit.MODIFICATION)
    both, id_ = site.connected(account.courriel), id_of(site, "PDM-1")
    for status, more in ((S.PRISE_EN_COMPTE_MOE, {}), (S.SUSPENDUE, {"code_motif": "JUSTIF_ABS"})):
        sent = {"facture": str(id_), "statut": status.value, **more}
        form = hidden(both.post(f"/{TRAVAUX}/traiter", **sent, etape="verifier").text)
        once, twice = (both.post(f"/{TRAVAUX}/traiter", **form, etape="confirmer") for _ in range(2))
        assert "C'est fait" in plain(once)
        assert plain(twice) == plain(once)
    form = hidden(both.get(f"/{TRAVAUX}/{id_}/completer").text)
    once, twice = (both.post(f"/{TRAVAUX}/{id_}/completer", **form, commentaire="Le relevé") for _ in range(2))
    assert "Fait : « Complétée »." in plain(once)
    assert plain(twice) == plain(once)
