"""Factur-X: the XML is found however it is attached, and nothing attached is lost or taken for something else."""

from collections.abc import Callable
from pathlib import Path

import pytest

import parsers
from domain.decision import Reading
from domain.document import Format
from tests.parsers.xml.documents import cii, ubl, zugferd1
from tests.parsers.xml.pdf import Pdf, facturx


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def nested(pdf: Pdf) -> None:
    pdf.tree(pdf.kids(pdf.kids(pdf.names(pdf.file(b"x", name="a.txt"))), pdf.kids(pdf.names(pdf.file(cii())))))


def cyclic(pdf: Pdf) -> None:
    root = pdf.kids(pdf.names(pdf.file(cii())))
    kids = root.get_object()["/Kids"]
    kids.append(root)
    pdf.tree(root)


SHAPES: dict[str, Callable[[Pdf], None]] = {
    "direct names": lambda pdf: pdf.tree(pdf.names(pdf.file(cii()))),
    "nested kids": nested,
    "cyclic kids": cyclic,
    "AF array only": lambda pdf: pdf.associate(pdf.file(cii())),
    "annotation": lambda pdf: pdf.annotate(pdf.file(cii())),
    "EF/UF without F": lambda pdf: pdf.tree(pdf.names(pdf.file(cii(), key="/UF"))),
    "F name only": lambda pdf: pdf.tree(pdf.names(pdf.file(cii(), name_key="/F"))),
    "upper case": lambda pdf: pdf.tree(pdf.names(pdf.file(cii(), name="FACTUR-X.XML"))),
    "a folder in the name": lambda pdf: pdf.tree(pdf.names(pdf.file(cii(), name="C:\\temp\\factur-x.xml"))),
    "names and AF": lambda pdf: both(pdf),
}


def both(pdf: Pdf) -> None:
    file = pdf.file(cii())
    pdf.tree(pdf.names(file))
    pdf.associate(file)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_way_of_attaching(shape: str) -> None:
    pdf = Pdf()
    SHAPES[shape](pdf)
    reading = parsers.read(pdf.bytes())
    expected = parsers.read(cii()).invoice
    assert (reading.format, codes(reading)) == (Format.FACTURX, ["LEC-105"] if shape == "annotation" else [])
    assert reading.invoice is not None
    assert expected is not None
    assert reading.invoice.numero_facture == expected.numero_facture
    assert reading.invoice.siret_destinataire == expected.siret_destinataire
    assert reading.invoice.lines == expected.lines


def test_zugferd_1_in_a_pdf() -> None:
    reading = parsers.read(facturx(zugferd1(), name="ZUGFeRD-invoice.xml"))
    assert (reading.format, reading.profile, codes(reading)) == (Format.FACTURX, "zugferd-1-comfort", ["LEC-078"])


def test_an_unusual_name_is_read_with_a_remark() -> None:
    reading = parsers.read(facturx(ubl(), name="facture.xml"))
    assert (reading.format, codes(reading)) == (Format.FACTURX, ["LEC-025"])
    assert reading.invoice is not None
    assert reading.invoice.numero_facture == "F-001"


def test_two_invoices_that_agree_and_two_that_do_not() -> None:
    same = parsers.read(facturx(cii(), **{"ZUGFeRD-invoice_xml": cii()}))
    assert codes(same) == ["LEC-027"]
    assert same.invoice is not None
    other = parsers.read(facturx(cii(), **{"ZUGFeRD-invoice_xml": cii().replace(b"22060001900016", b"20005379100014")}))
    assert codes(other)[0] == "LEC-026"
    assert "siret_destinataire" in other.findings[0].message.fr


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (cii()[:3000], "LEC-005"),
        (b"", "LEC-001"),
        (b"\x00\x01\x02", "LEC-002"),
        (b"<commande/>", "LEC-011"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "LEC-009"),
    ],
)
def test_a_broken_xml_refuses_the_file_with_its_reason(content: bytes, code: str) -> None:
    reading = parsers.read(facturx(content))
    assert (reading.format, reading.invoice) == (Format.FACTURX, None)
    assert codes(reading) == ["LEC-024", code]
    assert all(finding.level.value == "depot" for finding in reading.findings)


def test_an_attachment_without_its_stream() -> None:
    pdf = Pdf()
    pdf.tree(pdf.names(pdf.file(cii(), stream=False)))
    reading = parsers.read(pdf.bytes())
    assert (reading.invoice, codes(reading)) == (None, ["LEC-070"])


def test_the_other_files_of_the_pdf_are_attachments() -> None:
    reading = parsers.read(facturx(cii(), bordereau_pdf=b"%PDF-1.4 annexe", donnees_xml=b"<donnees/>"))
    assert reading.invoice is not None
    assert [attachment.filename for attachment in reading.invoice.attachments] == [
        "../annexe.pdf",
        "bordereau.pdf",
        "donnees.xml",
    ]
    assert reading.invoice.attachments[1].content == b"%PDF-1.4 annexe"


def test_a_facturx_that_lost_its_xml_is_read_by_its_pages_and_reported() -> None:
    pdf = Pdf()
    pdf.describe(b"<x:xmpmeta>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</x:xmpmeta>")
    reading = parsers.read(pdf.bytes())
    assert reading.format is not Format.FACTURX
    assert codes(reading)[0] == "LEC-028"


def test_passwords() -> None:
    for user, code in (("secret", "LEC-021"), ("", "LEC-022")):
        pdf = Pdf()
        pdf.tree(pdf.names(pdf.file(cii())))
        pdf.writer.encrypt(user_password=user, owner_password="owner", algorithm="AES-256")
        reading = parsers.read(pdf.bytes())
        assert codes(reading) == [code]
        assert (reading.invoice is None) == (code == "LEC-021")


def test_too_many_attached_files() -> None:
    pdf = Pdf()
    pdf.tree(pdf.names(*[pdf.file(b"x", name=f"{index}.txt") for index in range(12)], pdf.file(cii())))
    assert codes(parsers.read(pdf.bytes(), parsers.Limits(embedded=10))) == ["LEC-023"]


def test_a_large_attached_file_is_reported_missing() -> None:
    reading = parsers.read(facturx(cii(), annexe_bin=b"\0" * 200_000), parsers.Limits(attachment=100_000))
    assert codes(reading) == ["LEC-029"]
    assert reading.invoice is not None
    assert reading.invoice.attachments[-1].content is None


@pytest.mark.parametrize("content", [b"%PDF-1.4", b"%PDF-1.7\n%%EOF", b"junk %PDF-1.4 \xff\xfe" * 50])
def test_a_damaged_pdf(content: bytes) -> None:
    reading = parsers.read(content)
    assert reading.invoice is None
    assert any(finding.severity.value == "fatal" for finding in reading.findings)


def test_the_samples_are_read(samples: Path) -> None:
    for path in sorted(samples.glob("factures/facturx-*.pdf")):
        reading = parsers.read(path.read_bytes())
        assert (reading.format, codes(reading)) == (Format.FACTURX, []), path.name
