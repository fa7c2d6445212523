"""The page to read that goes with an invoice that is XML only."""

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from domain.search_criteria import SearchCriteria
from domain.text import Locale
from hub.inspect.readable import as_pages
from hub.runtime.station import open_station
from samples.invoices import bases
from samples.invoices.builder import build
from samples.writers import ubl
from tests.hub import inline
from tests.hub.world import ALONE, World, files, lay_out

ACCOUNT = "operateur-edi"
SAMPLES = Path(__file__).parents[2] / "samples" / "factures"


def night(world: World) -> World:
    """An XML invoice and a Factur-X, delivered."""
    world.drop(ACCOUNT, "xml.xml", ubl.write(build(replace(bases.PAPETERIE, numero="XML-1"))))
    world.drop(ACCOUNT, "facturx.pdf", (SAMPLES / "facturx-en16931.pdf").read_bytes())
    all_counts = inline.night(world.config)
    assert [trouble for drop_counts in all_counts for trouble in drop_counts.troubles] == []
    assert len(list(world.recipients.rglob("*.facture.json"))) == 2
    return world


def test_it_lies_beside_the_xml_and_shows_the_digest_of_the_original(tmp_path: Path) -> None:
    world = night(lay_out(tmp_path, run=ALONE))
    (view,) = world.recipients.rglob("*_lisible.pdf")
    original = view.with_name(view.name.replace("_lisible.pdf", ".xml"))
    said = pdfium.PdfDocument(view)[0].get_textpage().get_text_range()
    assert "XML-1" in view.name
    assert "Facture n° XML-1" in said
    assert files(view.parent)[original.name] in said


def test_bringing_it_twice_leaves_the_same_bytes(tmp_path: Path) -> None:
    world = night(lay_out(tmp_path, run=ALONE))
    before = files(world.recipients)
    world.redo("deliver")
    inline.night(world.config)
    assert {path: digest for path, digest in files(world.recipients).items() if "rapports" not in path} == {
        path: digest for path, digest in before.items() if "rapports" not in path
    }


def test_who_does_not_want_it_is_spared_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAVETTE_RECIPIENTS__READABLE", "false")
    world = night(lay_out(tmp_path, run=ALONE))
    assert list(world.recipients.rglob("*_lisible.pdf")) == []


@pytest.mark.parametrize("pool", [False, True])
def test_it_is_made_for_who_asks_for_it_with_or_without_workers(tmp_path: Path, pool: bool) -> None:
    world = night(lay_out(tmp_path, run=ALONE))
    station = open_station(world.config, pool=pool)
    (invoice,) = station.ledger.search.page(SearchCriteria(numero="XML-1")).invoices
    for locale, said in ((Locale.FR, "Facture n° XML-1"), (Locale.EN, "XML-1")):
        page = pdfium.PdfDocument(as_pages(station, invoice, locale))[0].get_textpage().get_text_range()
        assert said in page
