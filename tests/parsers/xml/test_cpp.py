"""The formats of Chorus Pro."""

from base64 import b64encode
from decimal import Decimal

import pytest

import parsers
from domain.document import Format
from tests.parsers.xml.documents import ANNEX, cpp_unit, zipped
from tests.parsers.xml.documents import cpp as flux


@pytest.mark.parametrize(
    ("root", "form"), [("CPPFacturePivot", Format.CPP_PIVOT), ("CPPFactureMixte", Format.CPP_MIXTE)]
)
def test_a_flux_of_one_invoice(root: str, form: Format) -> None:
    reading = parsers.read(flux(root).replace(b"TVAs>", b"TVAS>" if form is Format.CPP_MIXTE else b"TVAs>"))
    invoice = reading.invoice
    assert (reading.format, reading.findings) == (form, ())
    assert invoice is not None
    assert (invoice.siret_fournisseur, invoice.siret_destinataire) == ("99900001300017", "22060001900016")
    assert (invoice.code_service, invoice.numero_engagement, invoice.numero_marche) == ("DRH", "EJ-42", "MARCHE-1")
    assert (invoice.cadre_facturation, invoice.numero_facture_origine) == ("A1", "F-000")
    assert (invoice.montant_ht, invoice.montant_tva, invoice.montant_ttc) == (
        Decimal("90.00"),
        Decimal("18.00"),
        Decimal("108.00"),
    )
    assert invoice.payments[0].means == "30"
    assert invoice.payments[0].credit_transfers[0].account == "FR7600000000000000000000000"
    assert invoice.lines[0].quantity == Decimal(2)
    assert invoice.attachments[0].content == ANNEX
    assert invoice.attachments[0].filename == "facture.pdf"


def test_a_supplier_without_siret_has_none() -> None:
    content = flux().replace(b"<TypeIdentifiant>1<", b"<TypeIdentifiant>2<", 1)
    invoice = parsers.read(content).invoice
    assert invoice is not None
    assert invoice.siret_fournisseur is None
    assert invoice.seller.identifiers[0].value == "99900001300017"


@pytest.mark.parametrize(
    ("contents", "kept", "codes"),
    [
        (b64encode(b"%PDF-1.4").decode(), b"%PDF-1.4", ["LEC-035"]),
        ("%%%", None, ["LEC-033"]),
        (b64encode(b"PK\x03\x04 broken").decode(), b"PK\x03\x04 broken", ["LEC-035"]),
    ],
)
def test_an_attachment_that_is_no_zip_of_one_file(contents: str, kept: bytes | None, codes: list[str]) -> None:
    reading = parsers.read(flux("CPPFacturePivot", cpp_unit(contents=contents)))
    assert [finding.code for finding in reading.findings] == codes
    assert reading.invoice is not None
    assert reading.invoice.attachments[0].content == kept


def test_a_zip_bomb_in_an_attachment_is_not_unpacked() -> None:
    unit = cpp_unit(contents=zipped(b"\0" * 3_000_000))
    reading = parsers.read(flux("CPPFacturePivot", unit), parsers.Limits(attachment=1_000_000))
    assert [finding.code for finding in reading.findings] == ["LEC-034"]
    assert reading.invoice is not None
    assert reading.invoice.attachments[0].content is None


def test_a_flux_of_several_is_split_and_never_read_in_part() -> None:
    units = [cpp_unit(number=f"F-{index}") for index in range(3)]
    content = flux("CPPFacturePivot", *units)
    assert [finding.code for finding in parsers.read(content).findings] == ["LEC-013"]
    documents = parsers.split(content)
    numbers = [reading.invoice and reading.invoice.numero_facture for reading in map(parsers.read, documents)]
    assert numbers == ["F-0", "F-1", "F-2"]
    assert all(b"EnveloppeUnitaire" in document for document in documents)
    assert all(not parsers.read(document).findings for document in documents)


def test_a_flux_of_one_or_of_none() -> None:
    assert parsers.split(flux()) == parsers.split(b"") == parsers.split(b"<CPPFacture") == ()
    empty = b"<CPPFacturePivot><CPPFactures/></CPPFacturePivot>"
    assert [finding.code for finding in parsers.read(empty).findings] == ["LEC-012"]


def test_a_flux_that_announces_more_than_it_holds() -> None:
    reading = parsers.read(flux("CPPFacturePivot", cpp_unit(), count=2))
    assert [finding.code for finding in reading.findings] == ["LEC-014"]
    assert reading.invoice is not None


def test_vat_is_what_stands_between_the_totals_when_it_has_no_rows() -> None:
    content = flux().replace(b"<TVAs>", b"<Autre>").replace(b"</TVAs>", b"</Autre>")
    invoice = parsers.read(content).invoice
    assert invoice is not None
    assert invoice.montant_tva == Decimal("18.00")
