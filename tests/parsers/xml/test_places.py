"""Where a field was read: the line that is given holds the value that was read."""

from pathlib import Path

import pytest

import parsers
from domain.invoice import fields
from parsers.field_places import places

SAMPLES = Path(__file__).parents[3] / "samples" / "factures"
WORKED_OUT = {"cpp-pivot.xml": {"montant_tva"}, "FSO1113A_DEM001_DEM0011113000000000000001.xml": {"montant_tva"}}


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.xml")), ids=lambda path: path.name)
def test_every_field_of_a_sample_has_a_line_that_holds_it(path: Path) -> None:
    content = path.read_bytes()
    invoice = parsers.read(content).invoice
    assert invoice is not None
    lines = content.decode().splitlines()
    found = places(content, invoice)
    for place in found:
        assert place.text in lines[place.line - 1]
        assert place.path.startswith("/")
    absent = {name for name, value in fields(invoice).items() if value} - {place.field for place in found}
    assert absent <= WORKED_OUT.get(path.name, set())


def test_the_path_counts_among_siblings_and_names_attributes() -> None:
    content = (SAMPLES / "ubl-facture.xml").read_bytes()
    invoice = parsers.read(content).invoice
    assert invoice is not None
    paths = {place.field: place.path for place in places(content, invoice)}
    assert paths["numero_facture"] == "/Invoice/cbc:ID"
    assert paths["nom_destinataire"].startswith("/Invoice/cac:AccountingCustomerParty/cac:Party/")
    assert paths["montant_ttc"].endswith("cbc:TaxInclusiveAmount")


def test_the_xml_inside_a_facturx_is_looked_into() -> None:
    content = (SAMPLES / "facturx-en16931.pdf").read_bytes()
    invoice = parsers.read(content).invoice
    assert invoice is not None
    assert {place.field for place in places(content, invoice)} >= {
        "numero_facture",
        "montant_ttc",
        "siret_destinataire",
    }


def test_what_was_not_read_from_the_document_has_no_place() -> None:
    content = (SAMPLES / "ubl-facture.xml").read_bytes()
    other = parsers.read((SAMPLES / "cpp-pivot.xml").read_bytes()).invoice
    assert other is not None
    assert "numero_facture" not in {place.field for place in places(content, other)}
    assert places(b"%PDF-1.7 rien", other) == ()
    assert places(b"<autre/>", other) == ()
