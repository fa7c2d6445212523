"""The fields read on a page, drawn on its image: a box per field, dashed where doubtful, and a legend beside it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from domain.document import Doubt, Evidence
from domain.invoice import FIELDS
from domain.text import Locale, Text
from exporters.common.labels import field_label
from exporters.common.number_formats import one_line
from exporters.pdf.typeface import FOLDER

type_colour = tuple[int, int, int]
type_box = tuple[float, float, float, float]

PALETTE: tuple[type_colour, ...] = (
    (214, 39, 40),
    (140, 86, 75),
    (255, 127, 14),
    (127, 127, 127),
    (31, 119, 180),
    (23, 140, 160),
    (57, 73, 171),
    (44, 140, 44),
    (0, 105, 92),
    (123, 31, 162),
    (216, 27, 96),
    (156, 90, 20),
    (97, 97, 97),
    (0, 131, 180),
    (85, 139, 47),
    (25, 60, 120),
    (183, 28, 80),
    (109, 76, 65),
)
"""A colour for each of :data:`domain.invoice.FIELDS`, in their order."""
_WIDE, _EDGE, _ROW = 360, 14, 16
"""Pixels of the legend, its margin, and one of its lines."""
_INK, _PALE, _PAPER, _RULE = (28, 33, 40), (104, 110, 120), (247, 248, 250), (204, 210, 218)
_GROWN = 1.5
"""Distance of a box from what it encloses, in points."""
_DASH = 6
TITLE = Text("Ce qui a été lu, page {page}", "What was read, page {page}")
NOTHING = Text("Aucun champ sur cette page.", "No field on this page.")
SURE = Text("confiance {sure}", "confidence {sure}")
LABEL = Text("libellé « {label} »", "label “{label}”")
DOUBT = Text("doute : laissé vide", "in doubt: left empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    field: str
    found: Evidence
    doubtful: bool


def as_png(
    image: Image.Image,
    scale: float,
    page: int,
    evidence: Sequence[Evidence],
    doubts: Sequence[Doubt],
    locale: Locale = Locale.FR,
    *,
    legend: bool = True,
) -> bytes:
    """``image`` of page ``page`` (``scale`` pixels a point) with what was read on it, as PNG; without a ``legend``, the
    boxes alone.
    """
    marks = _marks(page, evidence, doubts)
    if not legend:
        return _png(_boxed(image, scale, marks, numbered=False))
    high = max(image.height, 60 + sum(_height(mark) for mark in marks) + _EDGE)
    sheet = Image.new("RGB", (image.width + _WIDE, high), _PAPER)
    sheet.paste(_boxed(image, scale, marks), (0, 0))
    _legend(ImageDraw.Draw(sheet), image.width, marks, page, locale)
    return _png(sheet)


def _png(sheet: Image.Image) -> bytes:
    body = io.BytesIO()
    sheet.save(body, "PNG", compress_level=6)
    return body.getvalue()


def _marks(page: int, evidence: Sequence[Evidence], doubts: Sequence[Doubt]) -> list[_Mark]:
    marks = [_Mark(field=one.field, found=one, doubtful=False) for one in evidence if one.page == page]
    marks += [
        _Mark(field=doubt.field, found=rival, doubtful=True)
        for doubt in doubts
        for rival in doubt.rivals[:6]
        if rival.page == page
    ]
    return sorted(marks, key=lambda mark: (_rank(mark.field), mark.found.box[1]))


def _rank(field: str) -> int:
    return FIELDS.index(field) if field in FIELDS else len(FIELDS)


def _colour(field: str) -> type_colour:
    return PALETTE[_rank(field) % len(PALETTE)]


def _boxed(image: Image.Image, scale: float, marks: Sequence[_Mark], *, numbered: bool = True) -> Image.Image:
    base = image.convert("RGBA")
    overlay = Image.new("RGBA", base.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(overlay)
    boxes = [_pixels(mark.found.box, scale, image) for mark in marks]
    taken = list(boxes)
    for rank, (mark, box) in enumerate(zip(marks, boxes, strict=True), start=1):
        colour = _colour(mark.field)
        pen.rectangle(box, fill=(*colour, 18 if mark.doubtful else 42))
        if mark.doubtful:
            _dashed(pen, box, colour)
        else:
            pen.rectangle(box, outline=(*colour, 255), width=2)
        if numbered:
            taken.append(_tag(pen, box, str(rank), colour, taken, image.width))
    return Image.alpha_composite(base, overlay).convert("RGB")


def _pixels(box: type_box, scale: float, image: Image.Image) -> type_box:
    """``box`` in pixels, on the page and never empty."""
    left, top, right, bottom = (edge * scale for edge in box)
    grown = _GROWN * scale
    left, top = min(max(0.0, left - grown), image.width - 2), min(max(0.0, top - grown), image.height - 2)
    right, bottom = min(right + grown, image.width - 1), min(bottom + grown, image.height - 1)
    return left, top, max(right, left + 1), max(bottom, top + 1)


def _dashed(pen: ImageDraw.ImageDraw, box: type_box, colour: type_colour) -> None:
    left, top, right, bottom = (round(edge) for edge in box)
    for x in range(left, right, 2 * _DASH):
        for y in (top, bottom):
            pen.line((x, y, min(x + _DASH, right), y), fill=(*colour, 255), width=2)
    for y in range(top, bottom, 2 * _DASH):
        for x in (left, right):
            pen.line((x, y, x, min(y + _DASH, bottom)), fill=(*colour, 255), width=2)


def _tag(
    pen: ImageDraw.ImageDraw,
    box: type_box,
    words: str,
    colour: type_colour,
    taken: Sequence[type_box],
    width: int,
) -> type_box:
    """Draws the number of a box, beside it where it hides no other; returns its place."""
    face = _face("NotoSans-Bold", 11)
    wide = pen.textlength(words, font=face) + 6
    left, top, right, bottom = box
    middle = (top + bottom - 14) / 2
    choices = ((right + 1, middle), (left - wide - 1, middle), (left, top - 15), (left, bottom + 1))
    spots = [(x, y, x + wide, y + 14) for x, y in choices if x >= 0 and y >= 0 and x + wide <= width]
    spot = next(
        (one for one in spots if not any(_meet(one, other) for other in taken)), (left, top, left + wide, top + 14)
    )
    pen.rectangle(spot, fill=(*colour, 255))
    pen.text((spot[0] + 3, spot[1] - 1), words, font=face, fill=(255, 255, 255, 255))
    return spot


def _meet(one: type_box, other: type_box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _height(mark: _Mark) -> int:
    return 3 * _ROW + 8 + (_ROW if mark.found.label else 0)


def _legend(pen: ImageDraw.ImageDraw, left: int, marks: Sequence[_Mark], page: int, locale: Locale) -> None:
    bold, plain, small = _face("NotoSans-Bold", 13), _face("NotoSans-Regular", 13), _face("NotoSans-Regular", 11)
    x, y = left + _EDGE, 16
    pen.line((left, 0, left, 100_000), fill=_RULE)
    pen.text((x, y), TITLE.with_({"page": page}).in_(locale), font=_face("NotoSans-Bold", 15), fill=_INK)
    y += 36
    if not marks:
        pen.text((x, y), NOTHING.in_(locale), font=plain, fill=_PALE)
    for rank, mark in enumerate(marks, start=1):
        colour = _colour(mark.field)
        box = (float(x), float(y + 2), float(x + 26), float(y + 20))
        if mark.doubtful:
            _dashed(pen, box, colour)
        else:
            pen.rectangle(box, fill=colour)
        wide = pen.textlength(str(rank), font=bold)
        pen.text((x + 13 - wide / 2, y + 1), str(rank), font=bold, fill=colour if mark.doubtful else (255, 255, 255))
        for words, face, ink in _tag_texts(mark, bold, plain, small, locale):
            pen.text((x + 36, y), _fitted(pen, words, face), font=face, fill=ink)
            y += _ROW
        y += 8


_Face = ImageFont.FreeTypeFont
_TagText = tuple[str, _Face, type_colour]


def _tag_texts(mark: _Mark, bold: _Face, plain: _Face, small: _Face, locale: Locale) -> list[_TagText]:
    """The lines of one mark: field, value, confidence, label."""
    sure = f"{mark.found.confidence:.2f}"
    values: dict[str, object] = {
        "sure": sure if locale is Locale.EN else sure.replace(".", ","),
        "label": one_line(mark.found.label or ""),
    }
    how = SURE.with_(values).in_(locale) + (f" · {DOUBT.in_(locale)}" if mark.doubtful else "")
    lines = [
        (field_label(mark.field, locale), bold, _INK),
        (one_line(mark.found.text), plain, _INK),
        (how, small, _PALE),
    ]
    return [*lines, (LABEL.with_(values).in_(locale), small, _PALE)] if mark.found.label else lines


def _fitted(pen: ImageDraw.ImageDraw, words: str, face: _Face) -> str:
    room, shown = _WIDE - 36 - 2 * _EDGE, words[:200]
    if pen.textlength(shown, font=face) <= room:
        return shown
    while shown and pen.textlength(shown + "…", font=face) > room:
        shown = shown[:-1]
    return shown + "…"


@cache
def _face(name: str, size: int) -> _Face:
    return ImageFont.truetype(str(FOLDER / f"{name}.ttf"), size)
