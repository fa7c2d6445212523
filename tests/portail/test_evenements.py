"""What happened, for people and for programs; what was archived; the liste fiscale of a month."""

import csv
import io

import pytest

from domain.compte import Compte
from domain.espace import Droit, Espace
from domain.suivi import Action, HistoryNote
from tests.portail.monde import Browser, Site
from tests.portail.test_api import ask, key_of
from tests.portail.test_pages import CULTURE, RECIPIENT, SUPPLIER, ids

BUILDER = "99900022700010"


@pytest.fixture
def compte(site: Site) -> Compte:
    made = site.account()
    for structure in (RECIPIENT, BUILDER):
        site.attach(made, structure)
    site.grant(made, Espace.FACTURES_RECUES, RECIPIENT, CULTURE)
    site.grant(made, Espace.SUIVI_DES_FLUX, BUILDER)
    site.grant(made, Espace.RACCORDEMENTS, RECIPIENT, droit=Droit.MODIFICATION)
    return made


def test_people_read_what_happened_to_what_they_may_see(site: Site, compte: Compte) -> None:
    browser = site.connected()
    page = browser.get("/evenements").text
    assert f'<a href="/factures-recues/{ids(site)["PAP-2026-0101"]}"><bdi>PAP-2026-0101</bdi></a>' in page
    assert "lot-partiel.tar.gz" in page
    assert "Fichier" in page
    for hidden in ("LOTB-004", "TRA-2026-0007", "REF-0031", "ubl-facture.xml"):
        assert hidden not in page
    table = browser.get("/evenements/export.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table), delimiter=";"))
    assert len(rows) == page.count("<tr>") - 1
    assert {row["Numéro facture"] for row in rows} > {"PAP-2026-0101", "LOTB-001", ""}


def test_a_program_is_told_each_thing_once(site: Site, compte: Compte) -> None:
    key = key_of(site.connected())
    told, after, more = [], "", True
    while more:
        body = ask(site, f"/events?size=3&after={after}", key).json()
        told += body["events"]
        after, more = body["next"], body["more"]
    mine = site.world.ask("select invoice_id from documents where route_code_service = 'CULTURE' and integrated")
    assert {one["invoice"]["id"] for one in told if "invoice" in one} == {id_ for (id_,) in mine}
    assert sorted({one["kind"] for one in told}) == ["deposit", "status"]
    assert sorted(one["file"] for one in told if one["kind"] == "deposit") == [WORKS_FILE, "lot-partiel.tar.gz"]
    assert [one["at"] for one in told] == sorted(one["at"] for one in told)
    assert ask(site, f"/events?after={after}", key).json()["events"] == []
    with site.portail.ledger.batch() as batch:
        note = HistoryNote(
            invoice_id=ids(site)["PAP-2026-0101"], action=Action.CODE_RECU, actor="portail:7", detail="x"
        )
        batch.note([note], site.moment[0])
    (new,) = ask(site, f"/events?after={after}", key).json()["events"]
    assert (new["kind"], new["action"], new["invoice"]["number"]) == ("action", "CODE_RECU", "PAP-2026-0101")
    assert ask(site, "/events?after=hier", key).status_code == 400


WORKS_FILE = "cha-2026-01_a4_projet-decompte-mensuel.xml"


def test_what_was_archived_has_no_files_and_stays_known(site: Site, compte: Compte) -> None:
    browser, number = site.connected(), ids(site)["PAP-2026-0101"]
    assert "0 facture" in words(browser.get("/archives").text)
    base = f"/factures-recues/{number}"
    with site.portail.ledger.batch() as batch:
        note = HistoryNote(invoice_id=number, action=Action.ARCHIVAGE, actor="navette", detail="2026.zip (dix-ans)")
        batch.note([note], site.moment[0])
    with site.world.base() as connection:
        connection.execute("update documents set archived_at = deposited_at where invoice_id = ?", (number,))
    assert "une facture archivée" in browser.get("/archives").text
    assert "PAP-2026-0101" in browser.get("/factures-recues?archivees=1").text
    assert "PAP-2026-0106" not in browser.get("/factures-recues?archivees=1").text
    page = browser.get(base).text
    assert "2026.zip (dix-ans)" in page
    assert f"{base}/certificat" in page
    for name in ("original", "lisible", "pivot", "pieces-jointes"):
        assert f"{base}/{name}" not in page
        assert browser.get(f"{base}/{name}").status_code == 404


def words(page: str) -> str:
    return page.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_liste_fiscale_of_a_month(site: Site) -> None:
    compte = site.account()
    site.attach(compte, RECIPIENT)
    for espace in (Espace.FACTURES_RECUES, Espace.FACTURES_DE_TRAVAUX):
        site.grant(compte, espace, RECIPIENT)
    browser = site.connected()
    assert 'href="/etats"' in browser.get("/").text, "the menu leads there"
    base = f"/etats/{RECIPIENT}/fiscal.csv"
    now = site.moment[0]
    assert _rows(browser, f"{base}?mois={now:%Y-%m}") == _rows(browser, base) != []
    assert _rows(browser, f"{base}?mois=2020-02") == []
    for wrong in ("2020-13", "hier", "1900-01", "9999-12"):
        assert browser.get(f"{base}?mois={wrong}").status_code == 404
    assert browser.get(f"/etats/{SUPPLIER}/fiscal.csv?mois=2020-02").status_code == 404


def _rows(browser: Browser, path: str) -> list[dict[str, str]]:
    table = browser.get(path).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(table), delimiter=";"))
