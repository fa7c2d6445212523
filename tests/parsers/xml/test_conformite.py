"""What a PDF says of the XML it carries: each fault its own code, none of which loses a readable invoice."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

import parsers
from domain.decision import Reading
from domain.document import Format
from domain.finding import Severity
from parsers.archives import reader
from parsers.facturx import xmp as metadonnees
from parsers.limits import Limits
from tests.conftest import examples
from tests.parsers.xml.documents import cii
from tests.parsers.xml.pdf import NAMESPACE, Pdf, facturx, xmp

ATTRIBUTES = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="3" pdfaid:conformance="b"/>'
    f'<rdf:Description xmlns:a="{NAMESPACE}" a:DocumentFileName="Factur-X.xml" a:ConformanceLevel="EN 16931"/>'
    "</rdf:RDF></x:xmpmeta>"
)


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def carried(described: bytes, *, name: str = "factur-x.xml", relationship: str | None = "Data") -> Reading:
    pdf = Pdf(described)
    pdf.tree(pdf.names(pdf.file(cii(), name=name, relationship=relationship)))
    return parsers.read(pdf.bytes())


@pytest.mark.parametrize(
    ("described", "said"),
    [
        (xmp(), []),
        (ATTRIBUTES.encode(), []),
        (xmp(pdfa=("3", "u")), []),
        (xmp(pdfa=("4", "F")), []),
        (b"", ["LEC-073"]),
        (xmp().replace(NAMESPACE.encode(), b"urn:autre#"), ["LEC-073"]),
        (xmp()[:700], ["LEC-074"]),
        (b"<!DOCTYPE a [<!ENTITY x 'y'>]>" + xmp(), ["LEC-074"]),
        (xmp(level="MINIMUM"), ["LEC-075"]),
        (xmp(level="grand"), ["LEC-075"]),
        (xmp(file="facture.xml"), ["LEC-076"]),
        (xmp(pdfa=None), ["LEC-077"]),
        (xmp(pdfa=("1", "B")), ["LEC-077"]),
        (xmp(level="BASIC", file="x.xml", pdfa=("2", "B")), ["LEC-075", "LEC-076", "LEC-077"]),
    ],
)
def test_metadata_that_contradicts_the_file_is_reported_and_the_invoice_is_read(
    described: bytes, said: list[str]
) -> None:
    reading = carried(described)
    assert (reading.format, codes(reading)) == (Format.FACTURX, said)
    assert reading.invoice is not None
    assert all(finding.severity is Severity.WARNING for finding in reading.findings)


def test_both_profiles_and_both_names_are_reported() -> None:
    level, file = carried(xmp(level="MINIMUM", file="autre.xml")).findings
    assert "« MINIMUM »" in level.message.fr
    assert "en16931" in level.message.fr
    assert "« autre.xml »" in file.message.en.replace("“", "« ").replace("”", " »")
    assert "factur-x.xml" in file.message.fr


@pytest.mark.parametrize(
    ("relationship", "said"),
    [("Data", []), ("Source", ["LEC-104"]), ("Alternative", []), (None, ["LEC-071"]), ("Supplement", ["LEC-072"])],
)
def test_relationships(relationship: str | None, said: list[str]) -> None:
    assert codes(carried(xmp(), relationship=relationship)) == said


def test_a_minimum_is_only_data_of_its_page(samples: Path) -> None:
    content = (samples / "factures" / "facturx-minimum.pdf").read_bytes()
    changed = content.replace(b"/AFRelationship /Data", b"/AFRelationship /Source")
    assert changed != content
    assert "LEC-072" in codes(parsers.read(changed))


@pytest.mark.parametrize("name", ["ZUGFeRD-invoice.xml", "zugferd-invoice.xml", "xrechnung.xml"])
def test_names_of_other_standards_are_read_and_reported_without_a_warning(name: str) -> None:
    (finding,) = parsers.read(facturx(cii(), name=name)).findings
    assert (finding.code, finding.severity) == ("LEC-078", Severity.INFO)


def test_no_xml_a_lost_one_a_broken_one_and_another_format_are_four_answers() -> None:
    without, lost, stranger = Pdf(), Pdf(), Pdf(b"")
    lost.tree(lost.names(lost.file(cii(), stream=False)))
    stranger.tree(stranger.names(stranger.file(b"<mesures/>", name="mesures.xml")))
    answers = [
        codes(parsers.read(content))[0]
        for content in (without.bytes(), lost.bytes(), facturx(cii()[:2000]), stranger.bytes())
    ]
    assert answers == ["LEC-028", "LEC-070", "LEC-024", "LEC-079"]


def test_a_namespace_or_a_root_that_is_no_invoice_is_named() -> None:
    for content, word in (
        (cii().replace(b"CrossIndustryInvoice:100", b"CrossIndustryInvoice:99"), "CrossIndustryInvoice"),
        (b'<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>', "commande"),
    ):
        reading = parsers.read(facturx(content))
        assert codes(reading) == ["LEC-024", "LEC-011"]
        assert word in reading.findings[1].message.fr


def test_an_xml_that_lies_about_its_encoding() -> None:
    latin = cii().replace(b"<ram:Name>", "<ram:Name>é".encode("latin-1"), 1)
    assert codes(parsers.read(facturx(latin))) == ["LEC-024", "LEC-006"]


def test_a_million_objects_are_refused_unread() -> None:
    pdf = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Size 1000001/Root 1 0 R>>\nstartxref\n9\n%%EOF"
    assert codes(parsers.read(pdf)) == ["LEC-088"]


def test_a_large_attached_file_is_no_sign_of_many_objects() -> None:
    assert codes(parsers.read(facturx(cii(), annexe_bin=b"/Size 99999999 " * 90_000))) == []


def test_files_attached_to_a_pdf_without_xml_are_not_lost(samples: Path) -> None:
    writer = PdfWriter(clone_from=BytesIO((samples / "factures" / "texte-classique.pdf").read_bytes()))
    writer.add_attachment("bon.txt", b"bon de livraison")
    out = BytesIO()
    writer.write(out)
    reading = parsers.read(out.getvalue())
    assert reading.format is Format.PDF_TEXT
    assert reading.invoice is not None
    assert [(one.filename, one.content) for one in reading.invoice.attachments] == [("bon.txt", b"bon de livraison")]


def test_a_facturx_in_a_zip_is_read_like_any_other(samples: Path) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as lot:
        lot.write(samples / "factures" / "facturx-en16931.pdf", "lot/facture.pdf")
    packed.seek(0)
    (member,) = reader.unpack(packed, "lot.zip")
    assert isinstance(member, reader.Member)
    reading = parsers.read(member.content)
    assert (reading.format, codes(reading)) == (Format.FACTURX, [])


def test_five_hundred_pages_and_one_invoice() -> None:
    pdf = Pdf()
    for _ in range(499):
        pdf.writer.add_blank_page(595, 842)
    pdf.tree(pdf.names(pdf.file(cii())))
    reading = parsers.read(pdf.bytes())
    assert (reading.format, codes(reading)) == (Format.FACTURX, [])


@given(st.data())
@settings(max_examples=examples(25), deadline=None)
def test_damaged_metadata_never_hides_the_invoice(data: st.DataObject) -> None:
    packet = bytearray(xmp())
    for _ in range(data.draw(st.integers(1, 8))):
        packet[data.draw(st.integers(0, len(packet) - 1))] = data.draw(st.integers(0, 255))
    reading = carried(bytes(packet))
    assert reading.invoice is not None
    assert all(finding.severity is not Severity.FATAL for finding in reading.findings)


@given(st.binary(max_size=300))
def test_any_bytes_may_stand_for_metadata(content: bytes) -> None:
    metadonnees.read(content, Limits())


def test_conforming_publications_have_no_finding(corpus: Path) -> None:
    paths = [*sorted((corpus / "facturx-fr").glob("*.pdf")), *sorted((corpus / "french" / "facturx").glob("*.pdf"))]
    assert paths
    for path in paths:
        reading = parsers.read(path.read_bytes())
        assert [code for code in codes(reading) if "LEC-070" <= code <= "LEC-079"] == [], path.name
