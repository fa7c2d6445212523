"""The formats of Chorus Pro."""

from base64 import b64decode, b64encode
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest

import parsers
from domain.decision import Reading
from domain.document import Format
from domain.finding import Severity
from domain.invoice import Attachment, Identifier
from tests.parsers.xml.documents import ANNEX, cpp_unit, small_ubl, zipped
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
    assert invoice.seller.identifiers[0] == Identifier(value="99900001300017", scheme="0223")


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


def packed(*members: tuple[str, bytes], link: bool = False) -> str:
    """The base64 of a zip of these members; the last one a link if asked for."""
    body = BytesIO()
    with ZipFile(body, "w") as archive:
        for name, content in members:
            info = ZipInfo(name)
            info.external_attr = (0o120777 << 16) if link else 0
            archive.writestr(info, content)
    return b64encode(body.getvalue()).decode()


def attached(contents: str, name: str = "facture.pdf") -> tuple[Reading, Attachment]:
    unit = cpp_unit(contents=contents).replace("<NomPJ>facture.pdf<", f"<NomPJ>{name}<")
    reading = parsers.read(flux("CPPFacturePivot", unit))
    assert reading.invoice is not None
    return reading, reading.invoice.attachments[0]


def protected() -> str:
    """A zip that says it has a password."""
    body = bytearray(b64decode(packed(("facture.pdf", ANNEX))))
    body[6] |= 1
    body[body.index(b"PK\x01\x02") + 8] |= 1
    return b64encode(body).decode()


@pytest.mark.parametrize(
    ("contents", "why"),
    [
        (protected(), "mot de passe"),
        (packed(("../../etc/facture.pdf", ANNEX)), "sort de son dossier"),
        (packed(("..\\facture.pdf", ANNEX)), "sort de son dossier"),
        (packed(("facture.pdf", b"/etc/passwd"), link=True), "un lien"),
    ],
)
def test_a_hostile_zip_is_refused(contents: str, why: str) -> None:
    reading, attachment = attached(contents)
    assert [(finding.code, finding.severity) for finding in reading.findings] == [("LEC-041", Severity.FATAL)]
    assert why in reading.findings[0].message.fr
    assert attachment.content is None


def test_a_zip_of_several_files_is_kept_as_it_came() -> None:
    contents = packed(("a.pdf", ANNEX), ("b.pdf", ANNEX))
    reading, attachment = attached(contents)
    assert [finding.code for finding in reading.findings] == ["LEC-035"]
    assert attachment.content == b64decode(contents)


def test_an_archive_that_is_attached_stays_an_archive() -> None:
    annexes = packed(("plan.pdf", ANNEX))
    assert attached(annexes, "annexes.zip")[1].content == b64decode(annexes)
    assert attached(packed(("annexes.zip", b64decode(annexes))), "annexes.zip")[1].content == b64decode(annexes)
    assert attached(packed(("quelconque", b64decode(annexes))), "annexes.zip")[1].content == b64decode(annexes)


def test_what_each_piece_is() -> None:
    first = parsers.read(flux()).invoice
    assert first is not None
    assert first.attachments[0].kind == "01"


@pytest.mark.parametrize("name", ["plan.pdf", "plan.zip", "plan"])
def test_a_zip_around_an_attachment_of_ubl_is_taken_off_unless_it_is_the_attachment(name: str) -> None:
    contents = packed(("plan.pdf", ANNEX))
    document = small_ubl(
        "<cac:AdditionalDocumentReference><cbc:ID>1</cbc:ID><cac:Attachment>"
        f'<cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="{name}">{contents}'
        "</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>"
    )
    reading = parsers.read(document)
    assert reading.invoice is not None
    taken = name.endswith(".pdf")
    assert reading.invoice.attachments[0].content == (ANNEX if taken else b64decode(contents))
    assert ("LEC-042" in {finding.code for finding in reading.findings}) == taken


def test_the_mixed_flux_of_the_portal_s_own_format_as_published(corpus: Path) -> None:
    reading = parsers.read((corpus / "cpp" / "FSO1113A_facture-mixte.xml").read_bytes())
    invoice = reading.invoice
    assert (reading.format, reading.findings) == (Format.CPP_MIXTE, ())
    assert invoice is not None
    assert (invoice.montant_ht, invoice.montant_tva, invoice.montant_ttc) == (
        Decimal("828.43"),
        Decimal("45.56"),
        Decimal("873.99"),
    )
    assert invoice.vat_breakdown[0].rate == Decimal("5.5")
    assert invoice.attachments[0].filename == "facture_client_format_portrait_(avec_sous-_tat.pdf"
    assert (invoice.attachments[0].content or b"").startswith(b"%PDF-1.4")
    assert len(invoice.attachments[0].content or b"") == 141187
