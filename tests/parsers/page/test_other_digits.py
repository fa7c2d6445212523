"""A font that draws other digits than its ToUnicode map says: what is read with it is a doubt, not a value."""

import zlib
from pathlib import Path

import pytest
import reportlab
from reportlab.pdfbase.ttfonts import TTFontFile

from domain.decision import Reading
from parsers.pdf import text_pdf
from parsers.pdf.unicode_maps import may_differ
from parsers.source.document import Source
from tests.parsers.page.bare_pdf import BarePdf, at

LINES = ("SARL BRUNOIS", "Facture n : FA", "Date : 03/03/2026", "Total TTC : 1481,00 EUR")
TRUE = dict(zip("0123456789", "0123456789", strict=True))
SWAPPED = {**TRUE, "4": "2", "8": "0"}


def _map(pairs: dict[int, str], width: int) -> bytes:
    lines = b"".join(b"<%0*X> <%04X>\n" % (width, code, ord(char)) for code, char in pairs.items())
    top = (16**width) - 1
    return (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <%0*X> <%0*X> endcodespacerange\n"
        b"%d beginbfchar\n%sendbfchar endcmap" % (width, 0, width, top, len(pairs), lines)
    )


def _simple(digits: dict[str, str], font: bytes, *, packed: bool = False) -> Reading:
    """A page in a font with a name for each code, whose map says ``digits`` for its digits."""
    pairs = {code: digits.get(chr(code), chr(code)) for code in range(32, 127)}
    pdf, text = BarePdf(), _map(pairs, 2)
    number = pdf.stream(b"/Filter /FlateDecode", zlib.compress(text)) if packed else pdf.stream(b"", text)
    pdf.resources = b"/Font << /F << /Type /Font %s /ToUnicode %d 0 R >> >>" % (font, number)
    pdf.content = b"".join(at(20, 260 - 20 * rank, line) for rank, line in enumerate(LINES))
    content = pdf.done().replace(b"/Font << /F 5 0 R >>", b"", 1)
    return text_pdf.read(Source(content))


NAMED = b"/Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding"
PLAIN = b"/Subtype /Type1 /BaseFont /Helvetica"
RENAMED = b"/Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [52 /four 56 /eight] >>"


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("font", [NAMED, PLAIN, RENAMED])
def test_digits_that_are_drawn_as_others_are_a_doubt(font: bytes, packed: bool) -> None:
    reading = _simple(SWAPPED, font, packed=packed)
    assert reading.invoice is not None and reading.invoice.montant_ttc is None
    assert "LEC-094" in [one.code for one in reading.findings]
    assert "montant_ttc" in [one.field for one in reading.doubts]


@pytest.mark.parametrize("font", [NAMED, PLAIN, RENAMED])
def test_a_map_that_says_what_is_drawn_is_believed(font: bytes) -> None:
    reading = _simple(TRUE, font)
    assert reading.invoice is not None and str(reading.invoice.montant_ttc) == "1481.00"
    assert "LEC-094" not in [one.code for one in reading.findings]


def test_an_encoding_that_gives_codes_other_digits_is_what_is_drawn() -> None:
    """Codes 52 and 56 draw 2 and 0, and the map says so."""
    reading = _simple(SWAPPED, RENAMED.replace(b"/four", b"/two").replace(b"/eight", b"/zero"))
    assert reading.invoice is not None and str(reading.invoice.montant_ttc) == "1201.00"


def _composite(digits: dict[str, str]) -> Reading:
    """A page whose codes are the glyphs of a TrueType font."""
    path = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    program = path.read_bytes()
    glyphs = TTFontFile(str(path)).charToGlyph
    pdf = BarePdf()
    font = pdf.stream(b"/Length1 %d" % len(program), program)
    pairs = {glyphs[code]: digits.get(chr(code), chr(code)) for code in range(32, 127)}
    unicode_map = pdf.stream(b"", _map(pairs, 4))
    descriptor = (
        b"<< /Type /FontDescriptor /FontName /Vera /Flags 4 /FontBBox [-183 -236 1287 928] /FontFile2 %d 0 R >>"
    )
    inner = pdf.add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Vera /DW 600 /CIDToGIDMap /Identity "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor %s >>"
        % (descriptor % font)
    )
    pdf.resources = (
        b"/Font << /F << /Type /Font /Subtype /Type0 /BaseFont /Vera /Encoding /Identity-H "
        b"/DescendantFonts [%d 0 R] /ToUnicode %d 0 R >> >>" % (inner, unicode_map)
    )
    for rank, line in enumerate(LINES):
        shown = b"".join(b"%04X" % glyphs[ord(char)] for char in line)
        pdf.content += b"BT /F 10 Tf 20 %d Td <%s> Tj ET\n" % (260 - 20 * rank, shown)
    return text_pdf.read(Source(pdf.done().replace(b"/Font << /F 5 0 R >>", b"", 1)))


def test_the_table_of_a_truetype_font_says_what_its_glyphs_draw() -> None:
    true, other = _composite(TRUE), _composite(SWAPPED)
    assert true.invoice is not None and str(true.invoice.montant_ttc) == "1481.00"
    assert other.invoice is not None and other.invoice.montant_ttc is None
    assert "LEC-094" in [one.code for one in other.findings]


def test_usual_maps_are_not_looked_into() -> None:
    usual = _map({code: chr(code) for code in range(32, 127)}, 2)
    shifted = _map({code + 20: chr(code) for code in range(32, 127)}, 4)
    for text in (usual, shifted):
        assert not may_differ(b"/ToUnicode /WinAnsiEncoding stream\n" + text)
