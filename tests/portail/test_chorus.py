"""Programs written for Chorus Pro deposit and follow by changing their addresses: ``chorus-api`` as it is."""

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from chorusapi.client import ChorusAPI
from chorusapi.exceptions.exception import ChorusApiException
from httpx import Response
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from domain.brouillon import EtatBrouillon, StoredFile
from domain.compte import Compte
from domain.espace import Droit, Espace
from hub.brouillons.uploads import keep
from portail.chorus import flux_body
from portail.chorus.answers import exact
from portail.chorus.request_bodies import UNHEEDED
from samples.writers.archives import zipped
from tests.conftest import ROOT
from tests.portail.monde import OPERATOR, SAMPLES, Site
from tests.portail.served import served
from tests.portail.test_api import key_of

PAPETERIE, TRAITEUR, DEPARTEMENT = "99900011000018", "99900033400014", "22060001900016"
COURRIEL = "camille@essai.example"


@pytest.fixture
def compte(site: Site) -> Compte:
    made = site.account(COURRIEL)
    site.attach(made, PAPETERIE)
    site.grant(made, Espace.FACTURES_EMISES, PAPETERIE, droit=Droit.MODIFICATION)
    site.grant(made, Espace.RACCORDEMENTS, PAPETERIE, droit=Droit.MODIFICATION)
    return made


@pytest.fixture
def key(site: Site, compte: Compte) -> str:
    return key_of(site.connected(COURRIEL), droit="modification")


@pytest.fixture
def chorus(site: Site, key: str) -> Iterator[ChorusAPI]:
    with served(site) as address:
        (mine,) = site.portail.ledger.api_keys.of_account(1)
        client = ChorusAPI(mine.prefix, key, COURRIEL, key)
        client.auth_url, client.api_url = f"{address}/api/oauth/token", address
        yield client.auth()


def in_base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def test_a_program_of_chorus_pro_deposits_reads_its_report_and_finds_its_invoices(
    site: Site, chorus: ChorusAPI
) -> None:
    sent = chorus.deposer_flux(in_base64(SAMPLES["facturx-en16931.pdf"]), "facture.pdf")
    assert sent.code_retour == 0
    report = chorus.consulter_cr(sent.numero_flux_depot)
    assert (report.etat_courant_flux, report.nom_fichier_flux) == ("IN_INTEGRE", "facture.pdf")
    pages = PdfDocument(base64.b64decode(report.fichier_cr))
    assert sent.numero_flux_depot in pages[0].get_textpage().get_text_bounded()
    detailed = chorus.consulter_cr_detaille(sent.numero_flux_depot)
    assert detailed.etat_courant_depot_flux == "IN_INTEGRE"
    assert not detailed.liste_erreur_dp
    (found,) = chorus.rechercher_facture(sent.numero_flux_depot).liste_factures
    assert (found.code_fournisseur, found.code_destinataire) == (PAPETERIE, "22220001600327")
    assert found.montant_ttc
    assert found.statut in {"DEPOSEE", "MISE_A_DISPOSITION"}


@given(st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=2) | st.decimals(allow_nan=False)))
def test_an_amount_has_its_own_digits(amounts: list[Decimal]) -> None:
    finite = [amount for amount in amounts if amount.is_finite()]
    answer = exact({"amounts": list(finite), "text": '"x"'})
    said = json.loads(bytes(answer.body), parse_float=Decimal, parse_int=Decimal)
    assert said == {"amounts": finite, "text": '"x"'}


def test_what_is_refused_is_told_reason_by_reason(chorus: ChorusAPI) -> None:
    sent = chorus.deposer_flux(in_base64(SAMPLES["montant-illisible.xml"]), "facture.xml")
    detailed = chorus.consulter_cr_detaille(sent.numero_flux_depot)
    assert detailed.etat_courant_depot_flux == "IN_REJETE"
    assert detailed.liste_erreur_dp
    assert all(one.libelle_erreur_dP for one in detailed.liste_erreur_dp)


def test_structures_and_services_are_found_as_the_directory_has_them(chorus: ChorusAPI) -> None:
    (found,) = chorus.rechercher_structure(DEPARTEMENT).liste_structures
    assert found.identifiant_structure == DEPARTEMENT
    details = chorus.consulter_structure(found.id_structure_cpp)
    assert details.information_generales.raison_sociale_structure == "DEPARTEMENT DES ALPES-MARITIMES"
    services = chorus.rechercher_services(found.id_structure_cpp).liste_structures
    assert "CULTURE" in {one.code_service for one in services}
    assert chorus.rechercher_structure("00000000000000").code_retour == 20000
    assert chorus.health_check().status_code_value == 200
    assert "EUR" in {one.code_devise for one in chorus.devises().liste_devises}


def test_deposits_of_others_are_not_there(chorus: ChorusAPI) -> None:
    for number in ("000000000000001", "999999999999999", "CPP0011117000000000300163", "-1", "'"):
        assert chorus.consulter_cr(number).code_retour == 20000
        assert chorus.rechercher_facture(number).code_retour == 20000


def test_no_token_no_account_no_answer(site: Site, chorus: ChorusAPI, key: str) -> None:
    other = ChorusAPI("nvt_", key[:-1] + "x", COURRIEL, key)
    other.auth_url = chorus.auth_url
    with pytest.raises(ChorusApiException):
        other.auth()
    for login, password in (("autre@essai.example", key), (COURRIEL, "mot de passe"), ("", "")):
        chorus.tech_username, chorus.tech_password = login, password
        with pytest.raises(ChorusApiException):
            chorus.consulter_cr("1")
    chorus.tech_username, chorus.tech_password = COURRIEL, key
    site.later(hours=1, minutes=1)
    with pytest.raises(ChorusApiException):
        chorus.consulter_cr("1")


def ask(site: Site, key: str, path: str, **said: Any) -> Response:
    client = site.browser().client
    prefix = key[: len(site.portail.ledger.api_keys.of_account(1)[0].prefix)]
    answer = client.post(
        "/api/oauth/token",
        data={"grant_type": "client_credentials", "client_id": prefix, "client_secret": key},
    )
    account = base64.b64encode(f"{COURRIEL}:{key}".encode()).decode()
    headers = {"authorization": f"Bearer {answer.json()['access_token']}", "cpro-account": account}
    return client.post(
        f"/cpro{path}", content=json.dumps(said), headers={**headers, "content-type": "application/json"}
    )


def test_every_page_of_a_search_is_reached_and_none_is_cut(site: Site, key: str) -> None:
    path = "/factures/v1/rechercher/fournisseur"
    every = ask(site, key, path).json()
    assert every["codeRetour"] == 0, every
    numbers = [one["idFacture"] for one in every["listeFactures"]]
    assert len(numbers) == every["parametresRetour"]["total"] > 1
    paged = []
    for page in range(1, len(numbers) + 2):
        asked = {"rechercheFactureParFournisseur": {"pageResultatDemandee": page, "nbResultatsParPage": 1}}
        paged += [one["idFacture"] for one in ask(site, key, path, **asked).json()["listeFactures"]]
    assert paged == numbers
    avoirs = ask(site, key, path, typeFacture="AVOIR").json()["listeFactures"]
    assert {one["typeFacture"] for one in avoirs} <= {"AVOIR"}
    coded = ("statutFacture", "typeFacture", "typeFactureTravaux", "cadreFacturation")
    for name in coded:
        refused = ask(site, key, path, **{name: "INVENTE"})
        assert (refused.status_code, refused.json()["codeRetour"]) == (400, 20001)
        assert name in refused.json()["libelle"], "what is not understood is never left out in silence"
    every = len(ask(site, key, path).json()["listeFactures"])
    assert len(ask(site, key, path, **dict.fromkeys(coded, "")).json()["listeFactures"]) == every
    words = ("numeroFacture", "designationFournisseur", "codeServiceExecutant", "numeroBonCommande", "numeroMarche")
    assert len(ask(site, key, path, **dict.fromkeys(words, "")).json()["listeFactures"]) == every
    assert len(ask(site, key, path, **dict.fromkeys(coded)).json()["listeFactures"]) == every
    assert ask(site, key, path, cadreFacturation="A1_FACTURE_FOURNISSEUR").json()["codeRetour"] == 0
    assert ask(site, key, "/factures/v1/rechercher/recipiendaire").json()["codeRetour"] == 20000, "it received none"


def test_a_flux_is_searched_by_all_that_is_asked_and_page_by_page(site: Site, key: str) -> None:
    """What narrows a search narrows that of a flux: else what is refused is counted among what is not."""
    path = "/factures/v1/rechercher/fournisseur"
    names = ("facturx-en16931.pdf", "cii-avoir.xml", "ubl-avoir.xml", "montant-illisible.xml", "ubl-facture.xml")
    lot = zipped([(name, SAMPLES[name]) for name in names])
    said = {"fichierFlux": in_base64(lot), "nomFichier": "lot.zip"}
    flux = {"numeroFluxDepot": ask(site, key, "/factures/v1/deposer/flux", **said).json()["numeroFluxDepot"]}
    site.portail.at_once.close()
    every = ask(site, key, path, **flux).json()["listeFactures"]
    assert {one["typeFacture"] for one in every} == {"AVOIR", "FACTURE"}
    assert len({one["statut"] for one in every}) > 1

    def found(**more: Any) -> list[int]:
        return [one["idFacture"] for one in ask(site, key, path, **flux, **more).json()["listeFactures"]]

    for one in every:
        for name, field in (("numeroFacture", "numeroFacture"), ("statutFacture", "statut"), ("typeFacture",) * 2):
            same = [each["idFacture"] for each in every if one[field] in {None, each[field]}]
            assert found(**{name: one[field]}) == same, name
    assert found(periodeDateDepotAu="2020-01-01") == []
    assert found(typeFactureTravaux="ETAT_ACOMPTE", typeFacture="AVOIR") == []
    for page, one in enumerate(every, start=1):
        asked = {"pageResultatDemandee": page, "nbResultatsParPage": 1}
        assert found(rechercheFactureParFournisseur=asked) == [one["idFacture"]]
    assert found(rechercheFactureParFournisseur={"pageResultatDemandee": len(every) + 1, "nbResultatsParPage": 1}) == []
    assert len(ask(site, key, path, numeroFluxDepot="").json()["listeFactures"]) > len(every), "it names no flux"


def test_days_of_deposit_are_those_of_paris(site: Site, key: str) -> None:
    path, said = "/factures/v1/rechercher/fournisseur", {"fichierFlux": in_base64(SAMPLES["facturx-en16931.pdf"])}
    night = datetime.combine(site.moment[0].date() + timedelta(days=1), time(23, 30), UTC)
    site.later(seconds=(night - site.moment[0]).total_seconds())
    sent = ask(site, key, "/factures/v1/deposer/flux", nomFichier="nuit.pdf", **said).json()
    day = (night.date() + timedelta(days=1)).isoformat()
    assert sent["dateDepot"] == day
    (one,) = ask(site, key, path, periodeDateDepotDu=day).json()["listeFactures"]
    assert one["dateDepot"] == day


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{}", '{"fichierFlux": "YQ=="}', '{"fichierFlux": "é!", "nomFichier": "a"}', '{"fichierFlux": "YQ=',
     '{"nomFichier": "a", "fichierFlux": ""}', '{"fichierFlux": 7, "nomFichier": "a"}', "{" * 5000,
     '{"a": {"fichierFlux": "YQ=="}, "nomFichier": "a"}'],
)  # fmt: skip
def test_a_request_that_holds_no_flux_is_told_and_leaves_nothing(site: Site, key: str, body: str) -> None:
    before = site.portail.ledger.deposits.last()
    client = site.browser().client
    prefix = site.portail.ledger.api_keys.of_account(1)[0].prefix
    fields = {"grant_type": "client_credentials", "client_id": prefix, "client_secret": key}
    token = client.post("/api/oauth/token", data=fields).json()["access_token"]
    account = base64.b64encode(f"{COURRIEL}:{key}".encode()).decode()
    headers = {"authorization": f"Bearer {token}", "cpro-account": account}
    answer = client.post("/cpro/factures/v1/deposer/flux", content=body.encode(), headers=headers)
    assert answer.status_code == 400
    assert answer.json()["codeRetour"] == 20001
    assert site.portail.ledger.deposits.last() == before
    assert not list(site.portail.store.staging().glob("portail-*"))


@given(content=st.binary(max_size=3000), slashes=st.booleans(), step=st.integers(min_value=5, max_value=99))
def test_the_file_of_a_flux_comes_out_as_it_went_in(
    content: bytes, slashes: bool, step: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = json.dumps(
        {"nomFichier": 'un "fichierFlux": "x"', "fichierFlux": in_base64(content), "avecSignature": False}
    )
    if slashes:
        text = re.sub(r"/", r"\\/", text)
    body = Path(tmp_path_factory.mktemp("flux")) / "corps"
    body.write_text(text)
    with pytest.MonkeyPatch.context() as small:
        small.setattr(flux_body, "_STEP", step)
        said, pieces = flux_body.read(body)
        assert b"".join(pieces) == content
    assert said.name == 'un "fichierFlux": "x"'


def test_names_that_are_no_text_stop_no_answer(site: Site, key: str) -> None:
    content = in_base64(SAMPLES["facturx-en16931.pdf"])
    said = {"fichierFlux": content, "nomFichier": "fac\ud800ture.pdf", "syntaxeFlux": "\ud800"}
    sent = ask(site, key, "/factures/v1/deposer/flux", **said)
    assert sent.json()["codeRetour"] == 0
    number = {"numeroFluxDepot": sent.json()["numeroFluxDepot"]}
    assert ask(site, key, "/transverses/v1/consulterCR", **number).json()["nomFichierFlux"] == "fac?ture.pdf"


def test_a_flux_that_is_deposited_for_nobody_leaves_as_a_draft_given_up(site: Site, compte: Compte, key: str) -> None:
    site.attach(compte, TRAITEUR)
    site.grant(compte, Espace.FACTURES_EMISES, TRAITEUR, droit=Droit.MODIFICATION)
    file = b"of nobody"
    said = {"fichierFlux": in_base64(file), "nomFichier": "facture.txt"}
    assert ask(site, key, "/factures/v1/deposer/flux", **said).json()["codeRetour"] == 20001
    assert site.drafts_of(file) == [EtatBrouillon.ABANDONNE]


@pytest.mark.parametrize("withdrawn", ["right", "key"])
def test_a_flux_whose_key_or_right_ends_as_it_arrives_leaves_as_a_draft_given_up(
    site: Site, compte: Compte, key: str, withdrawn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kept(*given: Any) -> StoredFile:
        if withdrawn == "right":
            site.grant(compte, Espace.FACTURES_EMISES, PAPETERIE, droit=None)
        else:
            (mine,) = site.portail.ledger.api_keys.of_account(compte.id)
            site.portail.ledger.api_keys.end(compte.id, mine.id, site.moment[0], OPERATOR)
        return keep(*given)

    monkeypatch.setattr("portail.chorus.factures.keep", kept)
    said = {"fichierFlux": in_base64(b"of nobody"), "nomFichier": "facture.txt"}
    answer = ask(site, key, "/factures/v1/deposer/flux", **said)
    assert answer.status_code == (200 if withdrawn == "right" else 401)
    assert answer.json().get("codeRetour") == (20001 if withdrawn == "right" else None)
    assert site.drafts_of(b"of nobody") == [EtatBrouillon.ABANDONNE]


SEARCHES = ("/factures/v1/rechercher/fournisseur", "/factures/v1/rechercher/recipiendaire", "/structures/v1/rechercher")


@pytest.mark.parametrize("path", [*SEARCHES, "/structures/v1/rechercher/services", "/transverses/v1/consulterCR"])
def test_a_name_that_is_not_known_is_refused_by_its_name(site: Site, key: str, path: str) -> None:
    refused = ask(site, key, path, numeroFluxDepot="1", idStructure=1, numeroFactur="F-1")
    assert (refused.status_code, refused.json()["codeRetour"]) == (400, 20001)
    assert "numeroFactur" in refused.json()["libelle"]


@pytest.mark.parametrize("path", SEARCHES)
def test_a_criterion_that_is_not_heeded_is_refused_and_what_narrows_nothing_is_left_aside(
    site: Site, key: str, path: str
) -> None:
    aside = {name: 7 for name, narrows in UNHEEDED.items() if not narrows}
    nothing: dict[str, Any] = dict.fromkeys((name for name, narrows in UNHEEDED.items() if narrows))
    assert ask(site, key, path, **aside, **nothing).status_code == 200
    assert ask(site, key, path, **dict.fromkeys(nothing, False)).status_code == 200
    refused = ask(site, key, path, **dict.fromkeys(nothing, "1"))
    assert (refused.status_code, refused.json()["codeRetour"]) == (400, 20001)
    assert all(name in refused.json()["libelle"] for name in nothing)


def test_every_name_that_is_not_heeded_is_documented() -> None:
    page = (ROOT / "docs" / "portail.md").read_text("utf-8")
    assert [name for name in UNHEEDED if f"`{name}`" not in page] == []


def test_amounts_statuses_and_parties_narrow_a_search(site: Site, key: str) -> None:
    path = "/factures/v1/rechercher/fournisseur"
    every = json.loads(ask(site, key, path).text, parse_float=Decimal, parse_int=Decimal)["listeFactures"]

    def found(**asked: Any) -> list[Decimal]:
        answer = ask(site, key, path, **asked)
        assert answer.status_code == 200, answer.text
        return [Decimal(one["idFacture"]) for one in answer.json().get("listeFactures", [])]

    def meant(holds: Callable[[dict[str, Any]], bool]) -> list[Decimal]:
        return [one["idFacture"] for one in every if holds(one)]

    middle = sorted(one["montantTTC"] for one in every if one["montantTTC"] is not None)[len(every) // 2]
    assert found(montantTTCMin=str(middle)) == meant(lambda one: (one["montantTTC"] or 0) >= middle) != []
    status = every[0]["statut"]
    assert found(statutCourant=[status]) == found(statutCourant=status) == found(statutFacture=status) != []
    assert found(statutCourant=[status], statutFacture="MISE_EN_PAIEMENT") == []
    assert found(idFournisseur=int(PAPETERIE)) == meant(lambda one: one["codeFournisseur"] == PAPETERIE) != []
    assert found(idFournisseur=int(TRAITEUR)) == []
    assert found(typeDemandePaiement="FACTURE_TRAVAUX", typeFacture="AVOIR") == []
    assert set(found(typeDemandePaiement="FACTURE")) <= {one["idFacture"] for one in every}
    day = every[0]["dateFacture"]
    assert found(periodeDateFactureDu=day, periodeDateFactureAu=day) == meant(lambda one: one["dateFacture"] == day)
    both = ask(site, key, path, periodeDateFactureDu=day, periodeDateDepotDu=day)
    assert both.status_code == 400
    assert "periodeDateFactureDu" in both.json()["libelle"]
    for number in ("abc", -1, 10**15, True, [], {}, "1" * 13):
        assert ask(site, key, path, idDestinataire=number).status_code == 400, number


def test_a_structure_is_found_by_all_that_is_said_of_it(site: Site, key: str) -> None:
    path, services = "/structures/v1/rechercher", "/structures/v1/rechercher/services"

    def found(**said: str) -> int:
        return len(ask(site, key, path, structure=said).json()["listeStructures"])

    assert found(identifiantStructure=DEPARTEMENT) == 1
    assert found(identifiantStructure=DEPARTEMENT, libelleStructure="alpes") == 1
    assert found(identifiantStructure=DEPARTEMENT, libelleStructure="autre") == 0
    assert found(identifiantStructure=DEPARTEMENT, typeIdentifiantStructure="UE_HORS_FRANCE") == 0
    number = int(DEPARTEMENT)
    every = ask(site, key, services, idStructure=number).json()["listeServices"]
    paged = [
        one
        for rank in range(1, len(every) + 2)
        for one in ask(
            site,
            key,
            services,
            idStructure=number,
            parametresRechercherServicesStructure={"pageResultatDemandee": rank, "nbResultatsParPage": 1},
        ).json()["listeServices"]
    ]
    assert paged == every
    huge = {"pageResultatDemandee": 2, "nbResultatsParPage": 10**30}
    assert ask(site, key, services, idStructure=number, parametresRechercherServicesStructure=huge).status_code == 200


def test_who_may_not_deposit_leaves_no_file(site: Site, compte: Compte, key: str) -> None:
    site.grant(compte, Espace.FACTURES_EMISES, PAPETERIE, droit=Droit.CONSULTATION)
    file = b"%PDF-1.7 of nobody"
    said = {"fichierFlux": in_base64(file), "nomFichier": "facture.pdf"}
    assert ask(site, key, "/factures/v1/deposer/flux", **said).json()["codeRetour"] == 20001
    digest = hashlib.sha256(file).hexdigest()
    assert not [one for one in (site.world.home / "store").rglob("*") if digest in one.name]
