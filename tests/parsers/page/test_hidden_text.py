"""A page whose hidden text says another invoice: what is seen is read, and the finding says what was hidden."""

import io

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import parsers
from domain.decision import Reading, Verdict, verdict
from domain.document import Format
from domain.reading_options import Ocr, ReadingOptions
from parsers.facturx.page_against_xml import compare
from parsers.page.layout.words import PageLimits, leaves
from samples.layouts.scan import noisy
from tests.conftest import require
from tests.parsers.page.bare_pdf import BarePdf, at
from tests.parsers.page.layouts import classic, draw

VISIBLE = (
    "ATELIERS BRUNOIS SARL",
    "SIRET : 832 476 154 00014",
    "Facture n\xb0 : FA-2026-0312",
    "Date de facture : 03/03/2026",
    "Client : REGION OCCITANIE, SIRET : 200 053 791 00014",
    "Total HT : 1 234,50 EUR",
    "TVA 20 % : 246,90 EUR",
    "Total TTC : 1 481,40 EUR",
)
SECRET = ("Facture n\xb0 : OLD-0001", "Total HT : 10,00 EUR", "TVA 20 % : 2,00 EUR", "Total TTC : 12,00 EUR")


def _lines(lines: tuple[str, ...], top: float) -> bytes:
    return b"".join(at(40, top - 16 * rank, line) for rank, line in enumerate(lines))


def _page(visible: tuple[str, ...], hidden: bytes) -> bytes:
    return BarePdf(content=_lines(visible, 270) + hidden).done()


WAYS = {
    "white": b"1 g " + _lines(SECRET, 120) + b"0 g ",
    "unpainted": b"3 Tr " + _lines(SECRET, 120) + b"0 Tr ",
    "covered": _lines(SECRET, 120) + b"1 g 30 60 300 80 re f 0 g ",
    "over the visible": b"3 Tr " + _lines(SECRET, 168) + b"0 Tr ",
}


@pytest.mark.parametrize("way", WAYS)
def test_hidden_totals_are_neither_values_nor_doubts(way: str) -> None:
    reading = parsers.read(_page(VISIBLE, WAYS[way]))
    assert reading.invoice is not None
    assert reading.invoice.numero_facture == "FA-2026-0312"
    assert str(reading.invoice.montant_ttc) == "1481.40"
    (told,) = [finding for finding in reading.findings if finding.code == "LEC-067"]
    assert "OLD-0001" in told.message.fr
    assert verdict(reading.findings) is Verdict.ACCEPTED


@pytest.mark.parametrize("way", WAYS)
def test_what_the_page_does_not_show_is_not_read_from_what_it_hides(way: str) -> None:
    reading = parsers.read(_page(VISIBLE[:2] + VISIBLE[3:5], WAYS[way]))
    assert reading.invoice is not None
    assert reading.invoice.numero_facture is None
    assert reading.invoice.montant_ttc is None


@pytest.mark.parametrize("hidden", ["Powered by TCPDF (www.tcpdf.org)", ".", "FA-2026-0312"])
def test_a_mark_of_the_program_and_what_is_seen_besides_are_not_worth_a_finding(hidden: str) -> None:
    reading = parsers.read(_page(VISIBLE, b"1 g " + at(40, 100, hidden)))
    assert "LEC-067" not in [finding.code for finding in reading.findings]


def test_letters_replaced_in_the_file_are_read_as_drawn() -> None:
    told = b"/Span << /ActualText (Total TTC : 12,00 EUR) >> BDC " + _lines(VISIBLE[-1:], 158) + b"EMC "
    reading = parsers.read(_page(VISIBLE[:-1], told))
    assert reading.invoice is not None
    assert str(reading.invoice.montant_ttc) == "1481.40"
    assert "LEC-067" in [finding.code for finding in reading.findings]


def test_a_hidden_value_is_no_evidence_for_the_xml_of_a_facturx() -> None:
    reading = parsers.read(_page(VISIBLE, b""))
    assert reading.invoice is not None
    shown = compare(reading.invoice, _page(VISIBLE, b""))
    assert "numero_facture" in [one.field for one in shown.evidence]
    hidden = compare(reading.invoice, _page(VISIBLE[:2] + VISIBLE[3:], b"1 g " + _lines(VISIBLE[2:3], 100)))
    assert "numero_facture" not in [one.field for one in hidden.evidence]


GOOD = draw(classic, 3)


TAILS = {
    "white": b"1 g " + at(149, 238, "12") + b"0 g ",
    "covered": at(149, 238, "12") + b"1 g 149 234 30 14 re f 0 g ",
    "clipped": b"q 40 230 109 20 re W n " + at(149, 238, "12") + b"Q ",
}


@pytest.mark.parametrize("way", TAILS)
def test_a_value_whose_end_is_hidden_is_a_doubt(way: str) -> None:
    seen = VISIBLE[2].removesuffix("12")
    reading = parsers.read(_page((*VISIBLE[:2], seen, *VISIBLE[3:]), TAILS[way]))
    assert reading.invoice is not None
    assert reading.invoice.numero_facture is None
    assert str(reading.invoice.montant_ttc) == "1481.40"
    assert "numero_facture" in [doubt.field for doubt in reading.doubts]
    assert {"LEC-057", "LEC-067"} <= {finding.code for finding in reading.findings}


def test_text_drawn_twice_to_look_bold_is_one_text() -> None:
    again = b"".join(at(40.3, 270 - 16 * rank, line) for rank, line in enumerate(VISIBLE))
    reading = parsers.read(_page(VISIBLE, again))
    assert reading.invoice is not None
    assert reading.invoice.numero_facture == "FA-2026-0312"
    assert str(reading.invoice.date_facture) == "2026-03-03"
    assert not reading.doubts


def _layered(*, beneath: bool, white: float | None = None) -> bytes:
    """A scan of an invoice with text of another one laid over it, invisible or ``white``, or put beneath it."""
    (leaf,) = leaves(GOOD.content, PageLimits())  # type: ignore[misc]
    scan = noisy(GOOD.content, tilt=0.0)
    picture = ImageReader(Image.open(io.BytesIO(_jpeg(scan))))
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    if not beneath:
        canvas.drawImage(picture, 0, 0, 595, 842)
    writing = canvas.beginText()
    writing.setFont("Helvetica", 9)
    writing.setTextRenderMode(0 if beneath or white is not None else 3)
    if white is not None:
        writing.setFillGray(white)
    for word in leaf.words:
        writing.setTextOrigin(word.left, 842 - word.bottom)
        writing.textOut(word.text.replace("2", "7"))
    canvas.drawText(writing)
    if beneath:
        canvas.drawImage(picture, 0, 0, 595, 842)
    canvas.save()
    return buffer.getvalue()


def _jpeg(scan: bytes) -> bytes:
    import pypdfium2

    body = io.BytesIO()
    pypdfium2.PdfDocument(scan)[0].render(scale=200 / 72).to_pil().convert("L").save(body, "JPEG", quality=60)
    return body.getvalue()


@pytest.mark.parametrize(("beneath", "white"), [(False, None), (True, None), (False, 1.0), (False, 0.96)])
def test_a_layer_of_recognised_text_is_not_believed(beneath: bool, white: float | None) -> None:
    reading = parsers.read(_layered(beneath=beneath, white=white))
    assert reading.format is Format.PDF_IMAGE
    assert reading.invoice is not None
    assert (reading.invoice.numero_facture, reading.invoice.montant_ttc) == (None, None)
    assert reading.invoice.siret_destinataire is None
    assert {"LEC-063", "LEC-068"} <= {finding.code for finding in reading.findings}
    assert "LEC-067" not in [finding.code for finding in reading.findings]


@pytest.mark.parametrize("beneath", [False, True])
def test_the_picture_beneath_a_layer_is_read(beneath: bool) -> None:
    require("tesseract", "/usr/bin/tesseract", "/usr/local/bin/tesseract")
    require("tesseract's French", "/usr/share/tesseract-ocr/*/tessdata/fra.traineddata")
    reading = _recognised(_layered(beneath=beneath))
    assert reading.format is Format.PDF_IMAGE
    assert reading.invoice is not None
    assert reading.invoice.montant_ttc is None or str(reading.invoice.montant_ttc) == GOOD.truth["montant_ttc"]
    assert reading.invoice.numero_facture in (None, GOOD.truth["numero_facture"])
    assert "LEC-062" in [finding.code for finding in reading.findings]


def _recognised(content: bytes) -> Reading:
    return parsers.read(content, reading_options=ReadingOptions(ocr=Ocr.AUTO))
