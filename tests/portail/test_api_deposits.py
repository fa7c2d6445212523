"""Programs deposit: what they send is decided as what comes by a folder, once, and for their own structures only."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest
from httpx import Response

from domain.brouillon import EtatBrouillon, SourceBrouillon
from domain.compte import Compte
from domain.espace import Droit, Espace
from domain.status import Status
from hub.brouillons.uploads import keep
from tests.portail.monde import OPERATOR, SAMPLES, Site
from tests.portail.test_api import ask, key_of

PAPETERIE, TRAITEUR = "99900011000018", "99900033400014"


@pytest.fixture
def compte(site: Site) -> Compte:
    made = site.account()
    site.attach(made, PAPETERIE)
    site.grant(made, Espace.FACTURES_EMISES, PAPETERIE, droit=Droit.MODIFICATION)
    site.grant(made, Espace.RACCORDEMENTS, PAPETERIE, droit=Droit.MODIFICATION)
    return made


@pytest.fixture
def key(site: Site, compte: Compte) -> str:
    return key_of(site.connected(), droit="modification")


def deposit(site: Site, key: str, content: bytes | Iterable[bytes], name: str = "facture.pdf", **more: str) -> Response:
    headers = {"authorization": f"Bearer {key}"}
    if "idempotency_key" in more:
        headers["idempotency-key"] = more.pop("idempotency_key")
    return site.browser().client.post(
        "/api/v1/deposits", params={"name": name, **more}, content=content, headers=headers
    )


def test_an_invoice_is_decided_and_certified_in_the_answer(site: Site, key: str) -> None:
    answer = deposit(site, key, SAMPLES["texte-classique.pdf"])
    assert answer.status_code == 201
    body = answer.json()
    (document,) = body["documents"]
    assert document["number"] == "PAP-2026-0107"
    assert ask(site, f"/certificates/{document['certificate']}", key).json()["outcome"] == "proven"
    site.portail.at_once.close()
    (found,) = ask(site, "/invoices?numero=PAP-2026-0107", key).json()["invoices"]
    assert found["status"] == Status.MISE_A_DISPOSITION
    again = ask(site, f"/deposits/{int(body['deposit'])}", key)
    assert again.json()["status"] == "IN_INTEGRE"
    assert "PAP-2026-0107" in ask(site, f"/deposits/{int(body['deposit'])}/report", key).text


def test_what_is_refused_is_recorded_with_its_reasons(site: Site, key: str) -> None:
    body = deposit(site, key, SAMPLES["montant-illisible.xml"], "facture.xml").json()
    assert body["status"] == "IN_REJETE"
    assert body["documents"][0]["findings"]


def test_a_lot_is_received_then_decided(site: Site, key: str) -> None:
    answer = deposit(site, key, SAMPLES["lot-partiel.tar.gz"], "lot.tar.gz")
    assert answer.status_code == 202
    site.portail.at_once.close()
    body = ask(site, f"/deposits/{int(answer.json()['deposit'])}", key).json()
    assert body["status"] != "IN_RECU"
    assert body["documents"]


def test_a_lot_that_another_run_decides_on_says_that_it_waits_and_ends_by_itself(
    site: Site, compte: Compte, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.brouillons.at_once.HELD_WAITS", (0.05,))
    browser, number = site.entered(compte), (site.portail.ledger.deposits.last() or 0) + 1
    with site.world.base() as base:
        base.execute(
            "insert into leases (holder, until) values ('autre/1/1/1', datetime('now', '+1 hour') || '.000000')"
        )
        base.execute("insert into claims (name, holder) values (?, 'autre/1/1/1')", [f"{number}/1"])
    assert deposit(site, key, SAMPLES["lot-partiel.tar.gz"], "lot.tar.gz").status_code == 202

    def told() -> str:
        body = ask(site, f"/deposits/{number}", key).json()
        return str(body.get("waits_for", "")) if body["status"] == "IN_RECU" else body["status"]

    assert until(lambda: "un de ses documents" in told())
    draft = site.portail.ledger.drafts.of_deposit(number)
    assert draft is not None
    page = browser.get(f"/deposer/{draft.id}/recu").text
    assert "Un autre passage de Navette" in page
    assert 'http-equiv="refresh"' in page
    with site.world.base() as base:
        base.execute("delete from leases where holder = 'autre/1/1/1'")
        base.execute("delete from claims where holder = 'autre/1/1/1'")
    assert until(lambda: told().startswith("IN_")), "nobody asked again"
    assert "Un autre passage" not in browser.get(f"/deposer/{draft.id}/recu").text
    site.portail.at_once.close()


def until(holds: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether it comes to hold."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.1)
    return holds()


def test_the_same_request_twice_is_one_deposit(site: Site, key: str) -> None:
    first, second = (deposit(site, key, SAMPLES["texte-classique.pdf"], idempotency_key="a1") for _ in range(2))
    assert first.json() == second.json()
    assert deposit(site, key, SAMPLES["texte-colonnes.pdf"], idempotency_key="a1").status_code == 409, (
        "another file under the same key"
    )
    assert site.drafts_of(SAMPLES["texte-colonnes.pdf"]) == [EtatBrouillon.ABANDONNE], "it leaves as a draft given up"


def test_a_program_deposits_for_its_own_structures_only(site: Site, compte: Compte, key: str) -> None:
    assert deposit(site, key, SAMPLES["texte-classique.pdf"], structure=TRAITEUR).status_code == 403
    site.attach(compte, TRAITEUR)
    site.grant(compte, Espace.FACTURES_EMISES, TRAITEUR, droit=Droit.MODIFICATION)
    assert deposit(site, key, SAMPLES["texte-classique.pdf"]).status_code == 400, "which of the two?"
    other = deposit(site, key, SAMPLES["texte-classique.pdf"], structure=TRAITEUR).json()
    codes = {one["code"] for one in other["documents"][0]["findings"]}
    assert "DRO-01" in codes, "the stationer's invoice, deposited by the caterer"
    last = site.portail.ledger.deposits.last()
    reader = key_of(site.connected())
    assert deposit(site, reader, SAMPLES["texte-classique.pdf"], structure=PAPETERIE).status_code == 403
    assert site.portail.ledger.deposits.last() == last


def test_a_deposit_of_others_is_not_there(site: Site, key: str) -> None:
    other = site.account("autre@essai.example")
    site.attach(other, TRAITEUR)
    site.grant(other, Espace.FACTURES_EMISES, TRAITEUR, droit=Droit.MODIFICATION)
    site.grant(other, Espace.SUIVI_DES_FLUX, TRAITEUR)
    site.grant(other, Espace.RACCORDEMENTS, TRAITEUR, droit=Droit.MODIFICATION)
    theirs = key_of(site.connected("autre@essai.example"), droit="modification")
    number = int(deposit(site, key, SAMPLES["texte-classique.pdf"]).json()["deposit"])
    for path in (f"/deposits/{number}", f"/deposits/{number}/report", "/deposits/1", "/deposits/999999"):
        assert ask(site, path, theirs).status_code == 404
    assert ask(site, "/deposits", theirs).json()["deposits"] == []


@pytest.mark.parametrize(("content", "status"), [(b"", 400), (b"x" * 2_000_001, 413)])
def test_no_file_and_one_that_is_too_large_leave_nothing(site: Site, key: str, content: bytes, status: int) -> None:
    settings = site.portail.settings
    run = settings.run.model_copy(update={"deposit_bytes": 2_000_000})
    station = replace(site.portail.station, settings=settings.model_copy(update={"run": run}))
    site.portail = replace(site.portail, station=station)
    before = site.portail.ledger.deposits.last()
    assert deposit(site, key, content).status_code == status
    assert site.portail.ledger.deposits.last() == before
    assert not list(site.portail.store.staging().glob("portail-*"))
    assert deposit(site, key, b"x" * 1_500_000).status_code == 201, "longer than a form"


def test_files_deposited_in_the_portal_are_followed_up_with_those_of_folders(
    site: Site, compte: Compte, key: str
) -> None:
    site.grant(compte, Espace.SUIVI_DES_FLUX, PAPETERIE)
    deposit(site, key, SAMPLES["texte-classique.pdf"], "ma facture.pdf")
    assert ask(site, "/deposits", key).json()["deposits"][0]["file"] == "ma facture.pdf"
    assert "ma facture.pdf" in site.connected().get("/suivi-des-flux").text


def as_it_arrives(meanwhile: Callable[[], object], content: bytes) -> Iterator[bytes]:
    yield content[:100]
    meanwhile()
    yield content[100:]


@pytest.mark.parametrize("withdrawn", ["right", "key", "time"])
def test_what_is_withdrawn_while_a_file_arrives_deposits_nothing(
    site: Site, compte: Compte, key: str, withdrawn: str
) -> None:
    def meanwhile() -> None:
        if withdrawn == "right":
            site.grant(compte, Espace.FACTURES_EMISES, PAPETERIE, droit=None)
        elif withdrawn == "time":
            site.later(days=366)
        else:
            (mine,) = site.portail.ledger.api_keys.of_account(compte.id)
            site.portail.ledger.api_keys.end(compte.id, mine.id, site.moment[0], OPERATOR)

    before = site.portail.ledger.deposits.last()
    pieces = as_it_arrives(meanwhile, SAMPLES["texte-classique.pdf"])
    answer = deposit(site, key, pieces)
    assert answer.status_code == (403 if withdrawn == "right" else 401)
    assert site.portail.ledger.deposits.last() == before
    assert not site.portail.ledger.drafts.open_of(compte.id)
    assert site.drafts_of(SAMPLES["texte-classique.pdf"]) == [EtatBrouillon.ABANDONNE], "it is not kept for ever"


def test_a_name_that_is_no_text_stops_no_answer(site: Site, compte: Compte, key: str) -> None:
    site.grant(compte, Espace.SUIVI_DES_FLUX, PAPETERIE)
    content = SAMPLES["montant-illisible.xml"]
    file = replace(keep(site.portail.store, "facture.xml", [content], len(content)), name="re\udce7ue.xml")
    site.portail.ledger.drafts.add(compte.id, PAPETERIE, SourceBrouillon.FICHIER, file, site.moment[0], key="a1")
    assert deposit(site, key, content, idempotency_key="a1").json()["file"] == "re\ufffdue.xml"
    (found,) = ask(site, "/deposits", key).json()["deposits"]
    assert found["file"] == "re\ufffdue.xml"
    assert ask(site, f"/deposits/{int(found['deposit'])}/report", key).status_code == 200
    assert ask(site, f"/invoices/{found['documents'][0]['id']}", key).status_code == 200


def test_a_draft_given_up_in_the_portal_is_told_to_its_program(site: Site, compte: Compte, key: str) -> None:
    content = SAMPLES["texte-classique.pdf"]
    file = keep(site.portail.store, "facture.pdf", [content], len(content))
    drafts = site.portail.ledger.drafts
    made = drafts.add(compte.id, PAPETERIE, SourceBrouillon.FICHIER, file, site.moment[0], key="a1")
    drafts.give_up(made.id, compte.id, site.moment[0])
    assert deposit(site, key, content, idempotency_key="a1").status_code == 409
