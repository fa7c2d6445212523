"""Pages rendered upright in the direction of their text: the coordinate frame of a reading's boxes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from domain.document import Format
from parsers.page.layout.boxes import turned
from parsers.page.layout.words import PDFIUM, PageLimits

SCALE = 1.6
"""Pixels per point (115 dots per inch)."""
_LONGEST = 2200
"""Most pixels of the longer side."""
_CHARACTERS = 20_000
_TURNS = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}
"""Transpositions that turn text running up, to the left or down to the right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upright:
    """A rendered page; ``number`` counts from 1, ``scale`` is in pixels per point."""

    number: int
    scale: float
    image: Image.Image


def uprights(content: bytes, form: Format, numbers: Iterable[int], limits: PageLimits) -> Iterator[Upright]:
    """The pages ``numbers`` of a PDF that was read as ``form``; pages that fail to render are skipped."""
    for number in numbers:
        with PDFIUM:
            drawn = _opened(content, form, number, limits)
        if drawn is not None:
            yield drawn


def _opened(content: bytes, form: Format, number: int, limits: PageLimits) -> Upright | None:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return None
    try:
        page = document[number - 1]
        if pdfium.FPDFPage_CountObjects(page.raw) > limits.objects:
            return None
        return _drawn(page, form, number)
    except (pypdfium2.PdfiumError, IndexError):
        return None
    finally:
        document.close()


def _drawn(page: Any, form: Format, number: int) -> Upright | None:
    """Renders a scan as displayed, a text in the direction it runs, whatever rotation the page declares."""
    turn = 0
    if form is not Format.PDF_IMAGE:
        page.set_rotation(0)
        turn = _turn(page)
    longest = max(page.get_size())
    if min(page.get_size()) <= 0:
        return None
    scale = min(SCALE, _LONGEST / longest)
    image = page.render(scale=scale).to_pil().convert("RGB")
    return Upright(number=number, scale=scale, image=image.transpose(_TURNS[turn]) if turn else image)


def _turn(page: Any) -> int:
    text = page.get_textpage()
    try:
        count = min(text.count_chars(), _CHARACTERS)
        words = _spans(text.get_text_range(0, count, errors="replace")) if count > 0 else []
        return turned(text.raw, words) if words else 0
    finally:
        text.close()


def _spans(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for end, char in enumerate([*text, " "]):
        if char.isspace():
            if end > start:
                spans.append((start, end))
            start = end + 1
    return spans
