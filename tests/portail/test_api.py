"""Programs see what their account sees, with a key that ends; and the answers are those of the command line."""

import json
import re
from datetime import timedelta

import pytest
from httpx import Response

from domain.compte import Compte, EtatCompte
from domain.espace import Droit, Espace, EtatRattachement, RoleRattachement
from tests.portail.monde import OPERATOR, SAMPLES, Browser, Site
from tests.portail.test_pages import CULTURE, RECIPIENT, SUPPLIER, ids


@pytest.fixture
def compte(site: Site) -> Compte:
    made = site.account()
    site.attach(made, RECIPIENT)
    site.grant(made, Espace.FACTURES_RECUES, RECIPIENT, CULTURE)
    site.grant(made, Espace.RACCORDEMENTS, RECIPIENT, droit=Droit.MODIFICATION)
    return made


def key_of(browser: Browser, **fields: str) -> str:
    page = browser.post("/raccordements", nom="mon logiciel", **{"jours": "90", "droit": "consultation", **fields})
    found = re.search(r"nvt_[\w-]{40,}", page.text)
    assert found is not None
    assert found[0] not in browser.get("/raccordements").text, "it is shown once"
    return found[0]


def ask(site: Site, path: str, key: str) -> Response:
    return site.browser().client.get(f"/api/v1{path}", headers={"authorization": f"Bearer {key}"})


def test_a_program_sees_what_its_account_sees(site: Site, compte: Compte) -> None:
    key = key_of(site.connected())
    body = ask(site, "/invoices?size=3", key).json()
    found = list(body["invoices"])
    while body["next"]:
        body = ask(site, f"/invoices?size=3&after={body['next']}", key).json()
        found += body["invoices"]
    expected = site.world.ask(
        "select numero_facture from documents where route_code_service = 'CULTURE' and integrated"
    )
    assert {one["numero_facture"] for one in found} == {str(number) for (number,) in expected}
    seen = {one["id"] for one in found}
    for id_ in ids(site).values():
        wanted = 200 if id_ in seen else 404
        for path in ("", "/original", "/certificate"):
            assert ask(site, f"/invoices/{id_}{path}", key).status_code == wanted
    assert ask(site, "/invoices?espace=factures-emises", key).json()["total"] == 0
    assert ask(site, "/deposits", key).json() == {"deposits": [], "next": None}


def test_the_bodies_are_those_of_the_command(site: Site, compte: Compte, capsys: pytest.CaptureFixture[str]) -> None:
    from typer.testing import CliRunner

    from cli.app import app

    key = key_of(site.connected())
    number = "PAP-2026-0101"
    answer = ask(site, f"/invoices/{ids(site)[number]}", key).json()
    said = CliRunner().invoke(app, ["status", number, "--json", "--config", str(site.world.config)])
    (by_command,) = json.loads(said.stdout)
    assert {name: value for name, value in answer.items() if name != "id"} == by_command
    page = ask(site, f"/invoices?numero={number}", key).json()
    said = CliRunner().invoke(app, ["search", number, "--json", "--config", str(site.world.config)])
    (one,) = json.loads(said.stdout)["invoices"]
    assert [{name: value for name, value in each.items() if name != "id"} for each in page["invoices"]] == [one]
    assert ask(site, f"/invoices/{ids(site)[number]}/original", key).content == SAMPLES["ubl-facture.xml"]
    certificate = ask(site, f"/invoices/{ids(site)[number]}/certificate", key).json()
    proof = ask(site, f"/certificates/{by_command['certificate']}", key).json()
    assert proof["outcome"] == "proven"
    assert by_command["certificate"] in json.dumps(certificate)


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer nvt_", "Bearer x", "Basic eDp5", "nvt_x", "Bearer nvt_" + "a" * 43]
)
def test_without_a_good_key_nothing_is_answered(site: Site, compte: Compte, header: str) -> None:
    for path in ("/invoices", "/invoices/14", "/deposits", "/rights", "/certificates/x", "/invoices/14/original"):
        answer = site.browser().client.get(f"/api/v1{path}", headers={"authorization": header} if header else {})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert "PAP" not in answer.text


def test_a_session_is_no_key_and_a_key_no_session(site: Site, compte: Compte) -> None:
    browser = site.connected()
    key = key_of(browser)
    assert browser.get("/api/v1/invoices").status_code == 401
    assert site.browser().client.get("/", headers={"authorization": f"Bearer {key}"}).status_code == 303


def test_a_key_ends_with_its_time_its_account_its_rights_and_by_hand(site: Site, compte: Compte) -> None:
    browser = site.connected()
    first, second = key_of(browser), key_of(browser, jours="365")
    assert [ask(site, "/rights", key).status_code for key in (first, second)] == [200, 200]
    site.later(days=91)
    assert [ask(site, "/rights", key).status_code for key in (first, second)] == [401, 200]
    accounts, rights = site.portail.ledger.accounts, site.portail.ledger.rights
    accounts.set_state(compte.id, EtatCompte.FERME, site.moment[0], "essai")
    assert ask(site, "/rights", second).status_code == 401
    accounts.set_state(compte.id, EtatCompte.ACTIF, site.moment[0], "essai")
    assert ask(site, "/invoices", second).json()["total"] > 0
    rights.attach(compte.id, RECIPIENT, RoleRattachement.UTILISATEUR, EtatRattachement.RETIRE, site.moment[0], OPERATOR)
    assert ask(site, "/invoices", second).status_code == 403, "nobody of his connects programs"
    mine = site.portail.ledger.api_keys.of_account(compte.id)
    other = site.account("autre@essai.example")
    site.attach(other, SUPPLIER)
    site.grant(other, Espace.RACCORDEMENTS, SUPPLIER, droit=Droit.MODIFICATION)
    site.connected("autre@essai.example").post(f"/raccordements/{mine[0].id}/revoquer")
    assert site.portail.ledger.api_keys.of_account(compte.id)[0].ended_at is None, "another's key is not ended"
    site.attach(compte, RECIPIENT)
    site.grant(compte, Espace.RACCORDEMENTS, RECIPIENT, droit=Droit.MODIFICATION)
    assert ask(site, "/rights", second).status_code == 200
    site.connected().post(f"/raccordements/{mine[0].id}/revoquer")
    assert ask(site, "/rights", second).status_code == 401


def test_a_key_in_consultation_changes_nothing(site: Site, compte: Compte) -> None:
    site.grant(compte, Espace.FACTURES_RECUES, RECIPIENT, droit=Droit.MODIFICATION)
    key = key_of(site.connected())
    assert {each["right"] for each in ask(site, "/rights", key).json()["rights"]} == {"consultation"}


def test_who_may_not_connect_programs_makes_no_key(site: Site) -> None:
    site.account()
    browser = site.connected()
    assert browser.get("/raccordements").status_code == 404
    assert browser.post("/raccordements", nom="x").status_code == 404
    assert site.portail.ledger.api_keys.of_account(1) == ()


def test_too_many_calls_are_asked_to_wait(site: Site, compte: Compte, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portail.api.asker.MOST", 2)
    key = key_of(site.connected())
    assert [ask(site, "/rights", key).status_code for _ in range(3)] == [200, 200, 429]
    site.moment[0] += timedelta(minutes=2)
    assert ask(site, "/rights", key).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/invoices?size=0", "/invoices?statut=X", "/invoices?depuis=hier", "/invoices?after=x", "/invoices/0",
        "/invoices/abc", f"/invoices/{2**70}", "/invoices?ttc_min=NaN", "/invoices?destinataire=12",
        "/deposits?before=-1", "/invoices?numero=" + "a" * 300, "/certificates/%00", "/nulle-part",
    ],
)  # fmt: skip
def test_what_is_asked_wrongly_is_told_and_breaks_nothing(site: Site, compte: Compte, path: str) -> None:
    answer = ask(site, path, key_of(site.connected()))
    assert answer.status_code in {400, 404, 422}
    assert answer.headers["content-type"].startswith("application/json")


def test_it_describes_itself(site: Site) -> None:
    described = site.browser().client.get("/api/v1/openapi.json").json()
    assert set(described["paths"]) >= {"/invoices", "/invoices/{invoice_id}", "/deposits", "/certificates/{number}"}
    changing = {path for path, methods in described["paths"].items() if set(methods) != {"get"}}
    assert changing == {"/deposits"}
