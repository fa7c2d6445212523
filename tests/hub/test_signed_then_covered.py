"""Signed PDFs to which a signature permits to add something: the picture of another signature that covers a value."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from shutil import which

import pypdfium2 as pdfium
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

from domain.decision import Decision
from domain.document import Document
from domain.signature import Integrity
from domain.signature_mention import signatures_text
from hub.context.terms import Terms, context_of
from hub.decide.one_document import decide
from hub.settings import defaults
from tests.conftest import ROOT
from tests.parsers.signature.fabrique import porteur, signed_pdf, stamped_pdf, trust_list
from tests.parsers.signature.tampering import with_a_visible_field

NOW = datetime(2026, 4, 1, tzinfo=UTC)
PDF = (ROOT / "samples/factures/texte-classique.pdf").read_bytes()
BLANK = (20, 20, 120, 40)
"""Where the page shows nothing."""
VALUES = (
    ("FR76 9999", b"FR76 3000 6000 0112 3456 7890 189"),
    ("PAP-2026-0107", b"PAP-2026-9107"),
    ("CULTURE", b"INFORMATIQUE"),
)
"""What the page shows, and what is put in its place."""


def decided(content: bytes) -> Decision:
    terms = Terms.of(defaults(), rights=None, now=NOW, annuaire=ROOT / "samples" / "annuaire")
    document = Document(path="f", content=content, sha256=sha256(content).hexdigest())
    return decide(document, replace(context_of(terms), trust_list=trust_list()))


def codes(decision: Decision) -> list[str]:
    return [finding.code for finding in decision.findings if finding.code.startswith("SIG")]


def place_of(pdf: bytes, words: str) -> tuple[int, int, int, int]:
    page = pdfium.PdfDocument(pdf)[0].get_textpage()
    first, count = page.search(words).get_next()
    boxes = [page.get_charbox(first + rank) for rank in range(count)]
    return (
        int(min(box[0] for box in boxes)) - 1,
        int(min(box[1] for box in boxes)) - 2,
        int(max(box[2] for box in boxes)) + 160,
        int(max(box[3] for box in boxes)) + 2,
    )


@pytest.mark.parametrize("signs", [False, True])
@pytest.mark.parametrize(("shown", "instead"), VALUES)
def test_a_value_under_the_picture_of_another_signature(shown: str, instead: bytes, signs: bool) -> None:
    forged = with_a_visible_field(signed_pdf(PDF), place_of(PDF, shown), instead)
    if signs:
        forged = signed_pdf(forged, porteur("Un autre"), field="Visa")
    decision = decided(forged)
    assert not decision.signatures[0].intact
    assert codes(decision)[0] == "SIG-09", "changed after it was signed"
    assert "Camille Essai (PAPETERIE EXEMPLE), datée du 12/03/2026 10:05:00 : document modifié ensuite" in (
        signatures_text(decision.signatures)
    )


def scanned(pdf: bytes) -> bytes:
    """Its first page as a picture."""
    picture = pdfium.PdfDocument(pdf)[0].render(scale=200 / 72).to_pil().convert("L")
    output = BytesIO()
    picture.save(output, "PDF", resolution=200)
    return output.getvalue()


@pytest.mark.skipif(which("tesseract") is None, reason="tesseract is not installed: scans are not read")
def test_a_scan_on_which_something_was_drawn_is_not_verified_and_a_time_stamp_changes_nothing() -> None:
    scan = signed_pdf(scanned(PDF))
    assert decided(stamped_pdf(scan, NOW)).signatures[0].intact
    drawn = decided(with_a_visible_field(scan, place_of(PDF, "FR76 9999"), b"FR76 3000 6000 0112 3456 7890 189"))
    assert drawn.signatures[0].integrity is Integrity.INCOMPLETE
    assert codes(drawn)[0] == "SIG-14"


def test_an_invoice_drawn_on_a_blank_page_that_was_signed() -> None:
    text = pdfium.PdfDocument(PDF)[0].get_textpage().get_text_range()
    lines = [line.encode("latin-1", "ignore") for line in text.splitlines()]
    decision = decided(with_a_visible_field(signed_pdf(blank()), (10, 10, 580, 830), *lines))
    assert decision.invoice is not None, "an invoice is read"
    assert not decision.signatures[0].intact


@pytest.mark.parametrize("signs", [False, True])
def test_a_visible_signature_that_covers_nothing_changes_nothing(signs: bool) -> None:
    pdf = with_a_visible_field(signed_pdf(PDF), BLANK, b"Vu, le chef")
    decision = decided(signed_pdf(pdf, field="Visa") if signs else pdf)
    assert all(signature.intact for signature in decision.signatures)
    assert codes(decision)[0] == "SIG-01"


def test_a_time_stamp_after_the_signature_changes_nothing() -> None:
    assert decided(stamped_pdf(signed_pdf(PDF), NOW)).signatures[0].intact


def blank() -> bytes:
    writer = PdfFileWriter()
    contents = writer.add_object(generic.StreamObject(stream_data=b" "))
    writer.insert_page(PageObject(contents=contents, media_box=(0, 0, 595, 842)))
    output = BytesIO()
    writer.write(output)
    return output.getvalue()
