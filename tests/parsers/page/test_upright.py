"""Pages are drawn as their text runs, so that boxes fall where the values stand."""

import io

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from domain.document import Format
from parsers.page.layout.upright import uprights
from parsers.page.layout.words import PageLimits, leaves


def sheet(turn: int, rotate: int = 0) -> bytes:
    """A page whose words run ``turn`` quarters anticlockwise, and that declares ``rotate`` degrees."""
    body = io.BytesIO()
    canvas = Canvas(body, (400, 600))
    canvas.translate(*{0: (0, 0), 1: (400, 0), 2: (400, 600), 3: (0, 600)}[turn])
    canvas.rotate(90 * turn)
    for rank in range(5):
        canvas.drawString(60, 200 + 20 * rank, f"Facture numéro {rank}")
    canvas.setFillColorRGB(0, 0, 0)
    canvas.save()
    document = pypdfium2.PdfDocument(body.getvalue())
    document[0].set_rotation(rotate)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("rotate", [0, 90])
@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_ink_is_inside_the_boxes_of_the_words(turn: int, rotate: int) -> None:
    content = sheet(turn, rotate)
    limits = PageLimits()
    (leaf,) = leaves(content, limits)  # type: ignore[misc]
    (page,) = uprights(content, Format.PDF_TEXT, [1], limits)
    assert len(leaf.words) == 15
    for word in leaf.words:
        left, top, right, bottom = (round(edge * page.scale) for edge in word[1:])
        inside = page.image.convert("L").crop((left, top, right, bottom))
        assert any(inside.histogram()[:100])
    whole = page.image.convert("L").point(lambda shade: 255 if shade < 100 else 0).getbbox()
    assert whole is not None
    assert whole[0] / page.scale == pytest.approx(min(word.left for word in leaf.words), abs=6)
    assert whole[1] / page.scale == pytest.approx(min(word.top for word in leaf.words), abs=8)


def test_a_page_that_is_not_there_or_cannot_be_drawn_is_left_out() -> None:
    limits = PageLimits()
    assert list(uprights(b"%PDF-1.7 rien", Format.PDF_TEXT, [1], limits)) == []
    assert [page.number for page in uprights(sheet(0), Format.PDF_TEXT, [1, 9], limits)] == [1]
    assert list(uprights(sheet(0), Format.PDF_TEXT, [1], PageLimits(objects=0))) == []
