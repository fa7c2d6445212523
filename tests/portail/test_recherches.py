"""Searches that are saved in an espace, and lists as workbooks."""

import csv
import io

import pytest
from openpyxl import load_workbook

from domain.espace import Espace
from domain.saved_search import MOST, Saving
from tests.portail.monde import Browser, Site
from tests.portail.test_pages import RECIPIENT, SUPPLIER, numbers


@pytest.fixture
def reader(site: Site) -> Browser:
    compte = site.account()
    for structure in (RECIPIENT, BUILDER):
        site.attach(compte, structure)
    site.grant(compte, Espace.FACTURES_RECUES, RECIPIENT)
    site.grant(compte, Espace.SUIVI_DES_FLUX, BUILDER)
    return site.connected()


BASE = "/factures-recues/recherches"
BUILDER = "99900022700010"


def test_a_search_is_saved_opened_renamed_and_deleted(site: Site, reader: Browser) -> None:
    saved = reader.post(BASE, nom="  Les  papeteries ", criteres="a=1&numero=PAP*&statut=&ttc_min=+1")
    assert "La recherche est enregistrée." in saved.text
    assert "/factures-recues?numero=PAP%2A&amp;ttc_min=1" in saved.text
    shown = reader.get("/factures-recues")
    assert "Les papeteries" in shown.text
    assert numbers(reader.get("/factures-recues?numero=PAP%2A&ttc_min=1").text) == {"PAP-2026-0101", "PAP-2026-0106"}
    assert reader.post(BASE, follow=False, nom="Les papeteries", criteres="numero=X").status_code == 409
    (search,) = site.portail.ledger.saved_searches.of(1, Espace.FACTURES_RECUES)
    assert "est renommée" in reader.post(f"{BASE}/{search.id}/nom", nom="Papier").text
    assert reader.post(f"{BASE}/{search.id}/nom", follow=False, nom=" ").status_code == 400
    assert "est supprimée" in reader.post(f"{BASE}/{search.id}/supprimer").text
    assert "Papier" not in reader.get("/factures-recues").text


def test_a_search_is_of_its_account_and_its_espace(site: Site, reader: Browser) -> None:
    reader.post(BASE, nom="Mienne", criteres="numero=PAP*")
    (search,) = site.portail.ledger.saved_searches.of(1, Espace.FACTURES_RECUES)
    other = site.account("autre@essai.example")
    site.attach(other, RECIPIENT)
    site.grant(other, Espace.FACTURES_RECUES, RECIPIENT)
    stranger = site.connected("autre@essai.example")
    assert "Mienne" not in stranger.get("/factures-recues").text
    for end in ("nom", "supprimer"):
        assert stranger.post(f"{BASE}/{search.id}/{end}", follow=False, nom="x").status_code == 404
    assert stranger.post("/factures-emises/recherches", follow=False, nom="x").status_code == 404
    assert site.portail.ledger.saved_searches.of(1, Espace.FACTURES_RECUES) == (search,)


def test_what_no_longer_exists_in_a_search_is_said(site: Site, reader: Browser) -> None:
    keep = site.portail.ledger.saved_searches
    for name, query in (("a", "statut=PERDUE"), ("b", "couleur=%3Cb%3E"), ("c", f"structure={SUPPLIER}"), ("d", "")):
        assert keep.save(1, Espace.FACTURES_RECUES, name, query, site.moment[0]) is Saving.SAVED
    page = reader.get(BASE).text
    assert page.count("existe plus, ou ne vous est plus ouvert") == 3
    assert "couleur" in page
    assert "Toutes les factures" in page
    assert "Text(" not in page


def test_an_account_keeps_no_more_than_its_number(site: Site, reader: Browser) -> None:
    keep = site.portail.ledger.saved_searches
    for rank in range(MOST):
        assert keep.save(1, Espace.FACTURES_RECUES, f"n{rank}", "", site.moment[0]) is Saving.SAVED
    assert keep.save(1, Espace.FACTURES_RECUES, "n0", "", site.moment[0]) is Saving.SAVED
    answer = reader.post(BASE, follow=False, nom="une de trop")
    assert answer.status_code == 409
    assert "supprimez-en une" in answer.text


def test_a_workbook_has_the_rows_and_columns_of_the_csv_and_no_formula(site: Site, reader: Browser) -> None:
    with site.world.base() as connection:
        connection.execute("update documents set nom_fournisseur = '=1+1' where numero_facture = 'PAP-2026-0101'")
        connection.commit()
    for path, key in (("/factures-recues", "Numéro facture"), ("/suivi-des-flux", "Numéro de dépôt")):
        table = reader.get(f"{path}/export.csv").content.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(table), delimiter=";"))
        assert rows
        sheet = load_workbook(io.BytesIO(reader.get(f"{path}/export.xlsx").content)).worksheets[0]
        heads, *cells = sheet.iter_rows()
        names = [cell.value for cell in heads]
        assert sorted(names) == sorted(rows[0])
        at = names.index(key)
        assert [row[at].value for row in cells] == [row[key].lstrip("'") for row in rows]
        assert {cell.data_type for row in cells for cell in row} <= {"s", "n", "d"}
    site.account("autre@essai.example")
    stranger = site.connected("autre@essai.example")
    for path in ("/factures-recues", "/suivi-des-flux"):
        for ending in ("csv", "xlsx"):
            assert stranger.get(f"{path}/export.{ending}").status_code == 404
