"""Files people drop that are no invoice: each is named by its kind, with a remedy for its sender."""

import io
import struct
from base64 import b64encode, encodebytes

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import parsers
from domain.decision import Reading
from domain.finding import Finding
from parsers.unknown import tiff
from tests.parsers.xml.documents import ubl

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PDF = b"%PDF-1.7\n" + bytes(300)
MAIL = (
    b"Received: from poste by serveur; Mon, 2 Mar 2026 10:00:00 +0100\r\nFrom: a@exemple.fr\r\nTo: b@exemple.fr\r\n"
    b"Subject: Facture\r\nMIME-Version: 1.0\r\n\r\nBonjour, ci-joint notre facture.\r\n"
)


def only(reading: Reading) -> Finding:
    (finding,) = reading.findings
    return finding


def image(form: str, pages: int = 1) -> bytes:
    sheet, written = Image.new("RGB", (20, 30), "white"), io.BytesIO()
    more = {"save_all": True, "append_images": [sheet] * (pages - 1)} if pages > 1 else {}
    sheet.save(written, form, **more)  # type: ignore[arg-type]
    return written.getvalue()


def boxed(brand: bytes) -> bytes:
    return struct.pack(">I", 24) + b"ftyp" + brand + bytes(12) + bytes(40)


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (image("JPEG"), "LEC-016", "une image JPEG"),
        (image("PNG"), "LEC-016", "une image PNG"),
        (image("GIF"), "LEC-016", "une image GIF"),
        (image("BMP"), "LEC-016", "une image BMP"),
        (image("WEBP"), "LEC-016", "une image WebP"),
        (image("TIFF"), "LEC-016", "une image TIFF :"),
        (image("TIFF", pages=3), "LEC-016", "une image TIFF de 3 pages"),
        (boxed(b"heic"), "LEC-016", "une photo HEIC"),
        (boxed(b"avif"), "LEC-016", "une image AVIF"),
        (boxed(b"isom"), "LEC-002", "une vidéo ou un son"),
        (MAIL, "LEC-017", "un courriel (.eml)"),
        (b"From a@exemple.fr Mon Mar 2\n" + MAIL, "LEC-017", "un courriel (.eml)"),
        (OLE + "__properties_version1.0".encode("utf-16-le"), "LEC-017", "un courriel Outlook (.msg)"),
        (b"\x78\x9f\x3e\x22" + bytes(60), "LEC-017", "winmail.dat"),
        (OLE + "WordDocument".encode("utf-16-le"), "LEC-018", "un document Word"),
        (OLE + "Workbook".encode("utf-16-le"), "LEC-018", "un classeur Excel"),
        (OLE, "LEC-018", "un ancien document bureautique"),
        (b"{\\rtf1 facture}", "LEC-018", "un document RTF"),
        (b"\n<!DOCTYPE html>\n<html><br></html>", "LEC-018", "une page web"),
        (b"<HTML lang='fr'><body>Facture</body></HTML>", "LEC-018", "une page web"),
        (encodebytes(PDF), "LEC-019", "un PDF transcrit"),
        (b"data:application/pdf;base64," + b64encode(PDF), "LEC-019", "un PDF transcrit"),
        (b64encode(ubl()), "LEC-019", "un XML transcrit"),
        (PDF.hex().encode(), "LEC-019", "un PDF transcrit"),
        (b"MZ" + bytes(200), "LEC-002", "un programme Windows"),
        (b"numero;date;montant\nFA-1;2026-03-02;10,00\n", "LEC-002", "du texte"),
        (b"Date: 2 mars 2026\n\nFacture FA-1\n", "LEC-002", "du texte"),
        ("<?xml version='1.0'?><a/>".encode("utf-32-be"), "LEC-007", "UTF-32"),
        ("<?xml version='1.0'?><a/>".encode("cp037"), "LEC-007", "EBCDIC"),
    ],
    ids=range(29),
)
def test_each_is_called_by_its_name(content: bytes, code: str, said: str) -> None:
    finding = only(parsers.read(content))
    assert finding.code == code
    assert said in finding.message.fr
    assert "{" not in finding.message.en + finding.remedy.fr + finding.remedy.en


def test_the_remedy_of_an_image_is_to_make_a_pdf_of_it() -> None:
    finding = only(parsers.read(image("JPEG")))
    assert "convertissez-la en PDF (la renommer ne suffit pas)" in finding.remedy.fr
    assert "convert it to PDF (renaming it is not enough)" in finding.remedy.en


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("count", [1, 2, 7])
def test_pages_of_a_large_tiff_are_counted(order: str, count: int) -> None:
    mark = b"II+\0" if order == "<" else b"MM\0+"
    content = mark + struct.pack(f"{order}HHQ", 8, 0, 16)
    for rank in range(1, count + 1):
        content += struct.pack(f"{order}QQ", 0, 16 + 16 * rank if rank < count else 0)
    assert tiff.pages(content) == count


def test_pages_of_a_tiff_that_point_at_one_another_end() -> None:
    assert tiff.pages(b"II*\0" + struct.pack("<IHI", 8, 0, 8)) == 1


@given(
    st.sampled_from([b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"]),
    st.binary(max_size=80).filter(lambda rest: b"%PDF" not in rest),
)
def test_a_damaged_tiff_is_an_image_all_the_same(mark: bytes, rest: bytes) -> None:
    assert only(parsers.read(mark + rest)).code == "LEC-016"


@given(st.binary(max_size=200))
def test_whatever_it_is_it_gets_one_answer(content: bytes) -> None:
    assert parsers.read(content).findings
