"""Reports of a structure are for who may see all of it, and are those of the command line."""

import io

import openpyxl
import pytest

from domain.espace import Droit, Espace
from domain.status import Status
from tests.portail.monde import Browser, Site
from tests.portail.test_pages import CULTURE, OTHER, RECIPIENT

BASE = f"/etats/{RECIPIENT}"
REPORTS = ("statuts", "synthese", "tableau", "vieillissement", "fiscal", "evenements", "comptable")
EVERY = ("", "/tableau-de-bord", "/etats.xlsx", *(f"/{kind}.csv" for kind in REPORTS))


@pytest.fixture
def chief(site: Site) -> Browser:
    compte = site.account()
    site.attach(compte, RECIPIENT)
    for espace in (Espace.FACTURES_RECUES, Espace.FACTURES_DE_TRAVAUX):
        site.grant(compte, espace, RECIPIENT)
    return site.connected()


def test_the_dashboard_and_the_reports_of_a_structure(site: Site, chief: Browser) -> None:
    assert "/etats" in chief.get("/").text
    assert f'href="{BASE}"' in chief.get("/etats").text
    page = chief.get(BASE).text
    assert all(f'href="{BASE}{path}"' in page for path in EVERY[1:])
    dashboard = chief.get(f"{BASE}/tableau-de-bord")
    assert "Tableau de bord des factures" in dashboard.text
    assert "'unsafe-inline'" in dashboard.headers["content-security-policy"]
    for kind in REPORTS:
        answer = chief.get(f"{BASE}/{kind}.csv")
        assert answer.headers["content-disposition"].startswith("attachment; "), kind
        assert answer.content.startswith("\ufeff".encode()), kind
    assert "PAP-2026-0101" in chief.get(f"{BASE}/statuts.csv").text
    book = openpyxl.load_workbook(io.BytesIO(chief.get(f"{BASE}/etats.xlsx").content))
    assert len(book.sheetnames) >= len(REPORTS)


def test_a_dashboard_is_made_again_when_something_happened(site: Site, chief: Browser) -> None:
    before = chief.get(f"{BASE}/tableau-de-bord").text
    assert chief.get(f"{BASE}/tableau-de-bord").text == before
    (id_,) = site.world.ask("select invoice_id from documents where numero_facture = 'PAP-2026-0101'")[0]
    site.portail.ledger.lifecycle.change(int(str(id_)), Status.MANDATEE, RECIPIENT, "", site.moment[0])
    assert chief.get(f"{BASE}/tableau-de-bord").text != before


def test_the_reports_of_a_structure_are_for_who_may_see_all_of_it(site: Site, chief: Browser) -> None:
    for path in EVERY:
        assert chief.get(f"/etats/{OTHER}{path}").status_code == 404, path
    for rank, (espaces, service) in enumerate(
        (
            ((Espace.FACTURES_RECUES,), None),
            ((Espace.FACTURES_DE_TRAVAUX,), None),
            ((Espace.FACTURES_RECUES, Espace.FACTURES_DE_TRAVAUX), CULTURE),
            ((Espace.FACTURES_EMISES, Espace.SUIVI_DES_FLUX), None),
        )
    ):
        courriel = f"c{rank}@essai.example"
        compte = site.account(courriel)
        site.attach(compte, RECIPIENT)
        for espace in espaces:
            site.grant(compte, espace, RECIPIENT, service, Droit.MODIFICATION)
        browser = site.connected(courriel)
        assert browser.get("/etats").status_code == 404
        assert "/etats" not in browser.get("/").text
        for path in EVERY:
            assert browser.get(f"{BASE}{path}").status_code == 404, (courriel, path)


def test_there_are_no_reports_of_other_names(chief: Browser) -> None:
    for path in ("/nimporte.csv", "/statuts.xlsx", "/../statuts.csv", "/statuts"):
        assert chief.get(f"{BASE}{path}").status_code == 404
