"""What nobody sees does not count, whichever way it is hidden and wherever it is drawn; what is seen is read."""

import io
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from parsers.page.layout.visible.layers import has_layers
from parsers.page.layout.words import Leaf, PageLimits, leaves
from tests.conftest import examples
from tests.parsers.page.bare_pdf import BarePdf, at

SEEN, SECRET = "VISIBLE-2026", "SECRET-1234"
TEXT = at(60, 150, SECRET)
BAND = b"0.1 0.1 0.3 rg 40 140 300 30 re f\n"
type_hiding = Callable[[BarePdf], bytes]


def _leaf(content: bytes) -> Leaf:
    (leaf,) = leaves(content, PageLimits())  # type: ignore[misc]
    return leaf


def _words(content: bytes) -> list[str]:
    return sorted(word.text for word in _leaf(content).words)


def _layer(pdf: BarePdf, config: bytes, group: bytes = b"") -> int:
    """A layer, and the document's configuration of layers; ``%d`` in ``config`` is the layer's number."""
    number = pdf.add(b"<< /Type /OCG /Name (Brouillon) %s >>" % group)
    pdf.catalog += b"/OCProperties << /OCGs [%d 0 R] /D << %s >> >>" % (number, config % number)
    return number


def _state(pdf: BarePdf, entries: bytes) -> bytes:
    pdf.resources += b"/ExtGState << /G << %s >> >>" % entries
    return b"/G gs "


def _off_layer(pdf: BarePdf) -> bytes:
    pdf.resources += b"/Properties << /L %d 0 R >>" % _layer(pdf, b"/OFF [%d 0 R]")
    return b"/OC /L BDC " + TEXT + b"EMC "


def _inner_layer(pdf: BarePdf) -> bytes:
    off = _layer(pdf, b"/OFF [%d 0 R]")
    on = pdf.add(b"<< /Type /OCG /Name (Tout) >>")
    pdf.resources += b"/Properties << /L %d 0 R /M %d 0 R >>" % (off, on)
    return b"/OC /L BDC /OC /M BDC " + TEXT + b"EMC EMC "


def _layer_policy(pdf: BarePdf) -> bytes:
    off = _layer(pdf, b"/OFF [%d 0 R]")
    member = pdf.add(b"<< /Type /OCMD /OCGs [%d 0 R] /P /AllOn >>" % off)
    pdf.resources += b"/Properties << /L %d 0 R >>" % member
    return b"/OC /L BDC " + TEXT + b"EMC "


def _all_layers_off(pdf: BarePdf) -> bytes:
    pdf.resources += b"/Properties << /L %d 0 R >>" % _layer(pdf, b"/BaseState /OFF /Order [%d 0 R]")
    return b"/OC /L BDC " + TEXT + b"EMC "


def _form_on_a_layer(pdf: BarePdf) -> bytes:
    form = pdf.form(TEXT, b"/OC %d 0 R" % _layer(pdf, b"/OFF [%d 0 R]"))
    pdf.resources += b"/XObject << /O %d 0 R >>" % form
    return b"/O Do "


def _soft_mask(pdf: BarePdf) -> bytes:
    mask = pdf.form(b"0 g 0 0 400 300 re f", b"/Group << /S /Transparency /CS /DeviceGray >>")
    return b"q " + _state(pdf, b"/SMask << /S /Luminosity /G %d 0 R >>" % mask) + TEXT + b"Q "


def _under_a_picture(pdf: BarePdf) -> bytes:
    pdf.resources += b"/XObject << /I %d 0 R >>" % pdf.picture(230)
    return TEXT + b"q 200 0 0 30 40 140 cm /I Do Q "


def _white_on_a_white_picture(pdf: BarePdf) -> bytes:
    pdf.resources += b"/XObject << /I %d 0 R >>" % pdf.picture(255)
    return b"q 200 0 0 30 40 140 cm /I Do Q 1 g " + TEXT + b"0 g "


def _black_on_a_black_picture(pdf: BarePdf) -> bytes:
    pdf.resources += b"/XObject << /I %d 0 R >>" % pdf.picture(0)
    return b"q 200 0 0 30 40 140 cm /I Do Q 0 g " + TEXT


def _under_a_stamp(pdf: BarePdf) -> bytes:
    look = pdf.form(b"0.8 g 0 0 400 300 re f")
    note = pdf.add(b"<< /Type /Annot /Subtype /Stamp /F 4 /Rect [40 140 240 170] /AP << /N %d 0 R >> >>" % look)
    pdf.page += b"/Annots [%d 0 R]" % note
    return TEXT


def _under_a_square(pdf: BarePdf) -> bytes:
    note = pdf.add(b"<< /Type /Annot /Subtype /Square /F 4 /Rect [40 140 240 170] /IC [1 1 1] /C [1 1 1] >>")
    pdf.page += b"/Annots [%d 0 R]" % note
    return TEXT


def _note(flags: int) -> type_hiding:
    def hidden(pdf: BarePdf) -> bytes:
        look = pdf.form(TEXT)
        note = b"<< /Type /Annot /Subtype /Stamp /F %d /Rect [0 0 400 300] /AP << /N %d 0 R >> >>" % (flags, look)
        pdf.page += b"/Annots [%d 0 R]" % pdf.add(note)
        return b""

    return hidden


def _blank_font(pdf: BarePdf) -> bytes:
    glyph = pdf.stream(b"", b"600 0 0 0 600 700 d1")
    codes = sorted(set(SECRET.encode()))
    names = b" ".join(b"%d /c%d" % (code, code) for code in codes)
    font = pdf.add(
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 0"
        b" /LastChar 255 /Widths [%s] /Encoding << /Type /Encoding /Differences [%s] >> /CharProcs << %s >>"
        b" /ToUnicode %d 0 R /Resources << >> >>"
        % (
            b"600 " * 256,
            names,
            b" ".join(b"/c%d %d 0 R" % (code, glyph) for code in codes),
            pdf.stream(b"", _to_unicode(codes)),
        )
    )
    pdf.resources = b"/Font << /F 5 0 R /B %d 0 R >> " % font
    return TEXT.replace(b"/F ", b"/B ")


def _to_unicode(codes: list[int]) -> bytes:
    lines = b"\n".join(b"<%02X> <%04X>" % (code, code) for code in codes)
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n%d beginbfchar\n%s\nendbfchar\nendcmap end end"
        % (len(codes), lines)
    )


HIDINGS: dict[str, type_hiding] = {
    "unpainted": lambda _: b"3 Tr " + TEXT + b"0 Tr ",
    "only clips": lambda _: b"q 7 Tr " + TEXT + b"Q ",
    "white": lambda _: b"1 g " + TEXT + b"0 g ",
    "nearly white": lambda _: b"0.97 g " + TEXT + b"0 g ",
    "white outline": lambda _: b"1 Tr 1 G " + TEXT + b"0 Tr 0 G ",
    "white of four inks": lambda _: b"0 0 0 0 k " + TEXT + b"0 g ",
    "white on a white box": lambda _: b"1 g 40 140 200 30 re f " + TEXT + b"0 g ",
    "black on black": lambda _: b"0 g 40 140 200 30 re f " + TEXT,
    "dark on dark": lambda _: b"0.2 0.2 0.2 rg 40 140 200 30 re f 0.22 0.2 0.2 rg " + TEXT + b"0 g ",
    "tiny": lambda _: at(60, 150, SECRET, 0.5),
    "made tiny": lambda _: b"q 0.04 0 0 0.04 60 150 cm " + at(0, 0, SECRET) + b"Q ",
    "flattened": lambda _: b"q 1 0 0 0.05 60 150 cm " + at(0, 0, SECRET) + b"Q ",
    "transparent": lambda pdf: b"q " + _state(pdf, b"/ca 0 /CA 0") + TEXT + b"Q ",
    "nearly transparent": lambda pdf: b"q " + _state(pdf, b"/ca 0.03") + TEXT + b"Q ",
    "masked": _soft_mask,
    "under a white box": lambda _: TEXT + b"1 g 40 140 200 30 re f 0 g ",
    "under a black box": lambda _: TEXT + b"0 g 40 140 200 30 re f ",
    "under a grey box": lambda _: TEXT + b"0.85 g 40 140 200 30 re f 0 g ",
    "under a broad line": lambda _: TEXT + b"1 G 30 w 40 155 m 240 155 l S 0 G 1 w ",
    "under a curved form": lambda _: TEXT + b"1 g 30 155 m 30 190 300 190 300 155 c 300 120 30 120 30 155 c f 0 g ",
    "under a picture": _under_a_picture,
    "under a stamp": _under_a_stamp,
    "under a square note": _under_a_square,
    "white on a white picture": _white_on_a_white_picture,
    "black on a black picture": _black_on_a_black_picture,
    "clipped": lambda _: b"q 0 0 1 1 re W n " + TEXT + b"Q ",
    "clipped to nothing": lambda _: b"q 60 150 0 0 re W n " + TEXT + b"Q ",
    "clipped twice": lambda _: b"q 0 0 400 300 re W n 0 200 400 100 re W n " + TEXT + b"Q ",
    "clipped by a form": lambda _: b"q 0 0 m 50 0 l 25 40 l h W n " + TEXT + b"Q ",
    "off to the right": lambda _: at(450, 150, SECRET),
    "off to the left": lambda _: at(-90, 150, SECRET),
    "below": lambda _: at(60, -20, SECRET),
    "above": lambda _: at(60, 310, SECRET),
    "layer off": _off_layer,
    "layer in a layer that is off": _inner_layer,
    "layer by a policy": _layer_policy,
    "all layers off": _all_layers_off,
    "form on a layer that is off": _form_on_a_layer,
    "hidden note": _note(2),
    "note that is only printed": _note(32 | 4),
    "font of blank drawings": _blank_font,
}


def _on_the_page(pdf: BarePdf, content: bytes) -> bytes:
    return content


def _in_a_form(pdf: BarePdf, content: bytes) -> bytes:
    inner, pdf.resources = pdf.resources, b""
    form = pdf.stream(
        b"/Type /XObject /Subtype /Form /BBox [-200 -100 600 400] /Matrix [1 0 0 1 3 2] /Resources << %s %s >>"
        % (b"" if b"/Font" in inner else b"/Font << /F 5 0 R >>", inner),
        content,
    )
    pdf.resources = b"/XObject << /Outer %d 0 R >>" % form
    return b"q 1 0 0 1 -3 -2 cm /Outer Do Q "


def _in_a_form_of_a_form(pdf: BarePdf, content: bytes) -> bytes:
    return _in_a_form(pdf, _in_a_form(pdf, content))


def _in_a_group(pdf: BarePdf, content: bytes) -> bytes:
    content = _in_a_form(pdf, content)
    pdf.objects[-1] = pdf.objects[-1].replace(b"/Type /XObject", b"/Group << /S /Transparency >> /Type /XObject", 1)
    return content


PLACES = {
    "page": _on_the_page,
    "form": _in_a_form,
    "form of a form": _in_a_form_of_a_form,
    "transparency group": _in_a_group,
}
FRAMES = {
    "plain": b"",
    "turned": b"/Rotate 90 ",
    "cropped": b"/MediaBox [-100 -80 700 500] /CropBox [0 0 400 300] ",
}


def _drawn(hiding: type_hiding, place: Callable[[BarePdf, bytes], bytes], frame: bytes = b"") -> bytes:
    pdf = BarePdf(page=frame)
    body = place(pdf, hiding(pdf))
    pdf.content = at(60, 250, SEEN) + body + at(60, 60, "Fin")
    return pdf.done()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("hiding", HIDINGS)
def test_what_nobody_sees_is_no_word(hiding: str, place: str) -> None:
    assert _words(_drawn(HIDINGS[hiding], PLACES[place])) == ["Fin", SEEN]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("hiding", HIDINGS)
def test_nor_on_a_page_that_is_turned_or_cropped(hiding: str, frame: str) -> None:
    assert _words(_drawn(HIDINGS[hiding], _on_the_page, FRAMES[frame])) == ["Fin", SEEN]


@pytest.mark.parametrize("hiding", sorted(HIDINGS.keys() - {"hidden note", "note that is only printed"}))
def test_it_is_told_that_it_was_there(hiding: str) -> None:
    assert [word.text for word in _leaf(_drawn(HIDINGS[hiding], _on_the_page)).hidden] == [SECRET]


def _white_on_a_dark_picture(pdf: BarePdf) -> bytes:
    pdf.resources += b"/XObject << /I %d 0 R >>" % pdf.picture(40)
    return b"q 300 0 0 30 40 140 cm /I Do Q 1 g " + TEXT + b"0 g "


def _layer_on(pdf: BarePdf) -> bytes:
    pdf.resources += b"/Properties << /L %d 0 R >>" % _layer(pdf, b"/ON [%d 0 R]")
    return b"/OC /L BDC " + TEXT + b"EMC "


def _shown_note(pdf: BarePdf) -> bytes:
    return _note(4)(pdf)


def _drawn_font(pdf: BarePdf) -> bytes:
    content = _blank_font(pdf)
    pdf.objects[0] = b"<< /Length 46 >>\nstream\n%-46s\nendstream" % b"600 0 0 0 600 700 d1 100 0 400 700 re f"
    return content


SHOWINGS: dict[str, type_hiding] = {
    "black": lambda _: TEXT,
    "white on a dark band": lambda _: BAND + b"1 g " + TEXT + b"0 g ",
    "white on a dark band on white": lambda _: b"1 g 0 0 400 230 re f " + BAND + b"1 g " + TEXT + b"0 g ",
    "white on a round dark band": lambda _: (
        b"0.1 0.2 0.3 rg 30 155 m 30 200 300 200 300 155 c 300 110 30 110 30 155 c f 1 g " + TEXT + b"0 g "
    ),
    "white on a dark picture": _white_on_a_dark_picture,
    "black on a light picture": lambda pdf: _over_a_picture(pdf, 240),
    "grey": lambda _: b"0.6 g " + TEXT + b"0 g ",
    "light grey": lambda _: b"0.85 g " + TEXT + b"0 g ",
    "yellow": lambda _: b"1 1 0 rg " + TEXT + b"0 g ",
    "small": lambda _: at(60, 150, SECRET, 4),
    "half transparent": lambda pdf: b"q " + _state(pdf, b"/ca 0.4") + TEXT + b"Q ",
    "multiplied": lambda pdf: b"q " + _state(pdf, b"/BM /Multiply") + TEXT + b"Q ",
    "highlighted afterwards": lambda pdf: (
        TEXT + b"q " + _state(pdf, b"/ca 0.4 /BM /Multiply") + b"1 1 0 rg 40 145 200 20 re f Q "
    ),
    "underlined": lambda _: TEXT + b"60 148 m 160 148 l S ",
    "struck out": lambda _: TEXT + b"60 153.5 m 130 153.5 l S ",
    "framed afterwards": lambda _: TEXT + b"40 140 200 30 re S ",
    "clipped to its cell": lambda _: b"q 50 145 200 20 re W n " + TEXT + b"Q ",
    "clipped twice to its cell": lambda _: b"q 0 0 400 300 re W n 50 145 200 20 re W n " + TEXT + b"Q ",
    "clipped to a circle": lambda _: b"q 0 155 m 0 255 300 255 300 155 c 300 55 0 55 0 155 c W n " + TEXT + b"Q ",
    "outlined": lambda _: b"1 Tr " + TEXT + b"0 Tr ",
    "filled and outlined": lambda _: b"2 Tr " + TEXT + b"0 Tr ",
    "twice at the same place": lambda _: BAND + b"1 g " + TEXT + at(60.2, 150, SECRET) + b"0 g ",
    "over its twin that is not painted": lambda _: b"3 Tr " + TEXT + b"0 Tr " + TEXT,
    "over its white twin": lambda _: b"1 g " + TEXT + b"0 g " + TEXT,
    "under its twin that is not painted": lambda _: TEXT + b"3 Tr " + TEXT + b"0 Tr ",
    "twice on a picture": lambda pdf: _over_a_picture(pdf, 240) + at(60.2, 150, SECRET),
    "beside a white box": lambda _: TEXT + b"1 g 40 165 300 40 re f 0 g ",
    "layer on": _layer_on,
    "note": _shown_note,
    "font of drawn letters": _drawn_font,
}


def test_letters_without_outlines_are_no_word() -> None:
    builder = pytest.importorskip("fontTools.fontBuilder")
    pens = pytest.importorskip("fontTools.pens.ttGlyphPen")
    names = [".notdef", *(f"g{code}" for code in range(32, 127))]
    font = builder.FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({code: f"g{code}" for code in range(32, 127)})
    font.setupGlyf({name: pens.TTGlyphPen(None).glyph() for name in names})
    font.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Blank", "styleName": "Regular", "psName": "Blank"})
    font.setupOS2(sTypoAscender=800)
    font.setupPost()
    file, body = io.BytesIO(), io.BytesIO()
    font.save(file)
    file.seek(0)
    registerFont(TTFont("Blank", file))
    canvas = Canvas(body, (400, 300))
    canvas.drawString(60, 250, SEEN)
    canvas.setFont("Blank", 10)
    canvas.drawString(60, 150, SECRET)
    canvas.save()
    assert _words(body.getvalue()) == [SEEN]


def test_layers_are_found_in_object_streams_and_under_escaped_names() -> None:
    packed = zlib.compress(b"1 0 << /Type /Catalog /OCProperties << >> >>")
    stream = b"5 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length %d >>\nstream\r\n%s\nendstream" % (len(packed), packed)
    assert has_layers(b"%PDF-1.5\n" + stream)
    assert has_layers(b"%PDF-1.5\n<< /OC#50roperties << >> >>")
    assert has_layers(b"%PDF-1.5\n<< /Encrypt 9 0 R >>")
    assert not has_layers(b"%PDF-1.5\n" + stream[:60] + b"\0" * 100)
    assert not has_layers(b"%PDF-1.5\n<< /Type /Catalog >>")


def _over_a_picture(pdf: BarePdf, shade: int) -> bytes:
    pdf.resources += b"/XObject << /I %d 0 R >>" % pdf.picture(shade)
    return b"q 300 0 0 30 40 140 cm /I Do Q 0 g " + TEXT


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("showing", SHOWINGS)
def test_what_is_seen_is_read(showing: str, place: str) -> None:
    leaf = _leaf(_drawn(SHOWINGS[showing], PLACES[place]))
    assert sorted(word.text for word in leaf.words) == ["Fin", SECRET, SEEN]
    assert leaf.hidden == () or "twin" in showing


@settings(max_examples=examples(25), deadline=None)
@given(
    st.tuples(*[st.integers(0, 255)] * 3),
    st.tuples(*[st.integers(0, 255)] * 3),
    st.floats(4, 14),
    st.integers(10, 250),
)
def test_letters_are_read_when_their_colour_differs_from_what_is_beneath(
    letters: tuple[int, int, int], beneath: tuple[int, int, int], size: float, x: int
) -> None:
    pdf = BarePdf()
    ground, ink = (b"%g %g %g rg " % tuple(shade / 255 for shade in colour) for colour in (beneath, letters))
    pdf.content = ground + b"0 140 400 40 re f " + ink + at(x, 150, SECRET, size)
    differs = max(abs(a - b) for a, b in zip(letters, beneath, strict=True))
    words = _words(pdf.done())
    if differs >= 60:
        assert words == [SECRET]
    elif differs < 12:
        assert words == []


@pytest.mark.parametrize("edge", [100, 112, 124])
def test_of_a_text_that_is_covered_in_part_the_rest_is_read(edge: int) -> None:
    pdf = BarePdf(content=at(60, 150, "Total 12,00 3456,00") + b"1 g %d 140 200 30 re f" % edge)
    read = "".join(word.text for word in _leaf(pdf.done()).words)
    assert "Total12,003456,00".startswith(read)
    assert read.startswith("Total")
    assert read != "Total12,003456,00"


def test_what_comes_after_much_hidden_text_is_not_taken_for_seen() -> None:
    content = at(60, 250, SEEN) + b"1 g " + b"".join(at(60, 200 - 20 * rank, f"{SECRET}{rank}") for rank in range(9))
    (leaf,) = leaves(BarePdf(content=content).done(), PageLimits(characters=40))  # type: ignore[misc]
    assert [word.text for word in leaf.words] == [SEEN]


def test_letters_cut_in_half_are_not_read() -> None:
    pdf = BarePdf(content=at(60, 150, "888888") + b"1 g 40 140 200 13 re f ")
    assert _words(pdf.done()) == []


@pytest.mark.parametrize(
    "after",
    [
        b"".join(b"0 %d m 10 300 300 10 390 %d c f " % (y % 290, (7 * y) % 290) for y in range(9000)),
        b"0 0 m " + b"".join(b"%d %d l " % (x % 391, (13 * x) % 293) for x in range(30000)) + b"f ",
    ],
)
def test_a_drawing_without_end_over_a_text_is_not_followed_to_its_end(after: bytes) -> None:
    assert SECRET not in _words(BarePdf(content=TEXT + after).done())


def test_a_word_that_overflows_the_page_is_not_read() -> None:
    assert _words(BarePdf(content=at(350, 150, "FA-2026-0312-SUITE")).done()) == []
