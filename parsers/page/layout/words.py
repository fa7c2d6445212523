"""The words of a PDF and their boxes, with pdfium: those that a reader sees.

Pages are turned so that their text runs from left to right whatever rotation the file declares.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from threading import Lock
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from parsers.page.layout.boxes import is_along, type_box
from parsers.page.layout.margin_strips import strips
from parsers.page.layout.text_page import TextPage, mended, text_page
from parsers.page.layout.visible import calls
from parsers.page.layout.visible.actual_text import drawn, is_as_clear
from parsers.page.layout.visible.layers import draws_fields, has_layers
from parsers.page.layout.visible.notes import with_notes
from parsers.page.layout.visible.suspects import Suspects, WordPlaces, suspects
from parsers.page.layout.visible.unseen import Unseen, unseen, unseen_again

PDFIUM = Lock()
"""pdfium has global state and is not reentrant."""
_PASSWORD_ERRORS = frozenset({pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY})


class Word(NamedTuple):
    """Characters without a blank; points from the top left corner of the upright page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLimits:
    """Limits on a PDF: first and last pages are read, where an invoice has its facts."""

    first: int = 3
    last: int = 2
    characters: int = 60_000
    """Most characters of one page."""
    objects: int = 200_000
    """Most objects of one page; a page with more is a drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One page's words; ``number`` counts from 1."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    images: bool
    """Whether the page shows a picture; only checked when there are few words."""
    strips: tuple[tuple[Word, ...], ...] = ()
    """Lines along the margin, as words; these are not among ``words``."""
    hidden: tuple[Word, ...] = ()
    """Words in the file that nobody sees; these are not among ``words``."""
    layered: bool = False
    """Whether ``hidden`` is text that a program recognised on the picture that fills the page."""


class Closed(Enum):
    """Reason why a PDF could not be opened."""

    DAMAGED = "damaged"
    LOCKED = "locked"


def leaves(content: bytes, limits: PageLimits) -> tuple[Leaf, ...] | Closed:
    """The pages of the PDF ``content`` within ``limits``; a :class:`Closed` when it does not open."""
    with PDFIUM:
        try:
            return _read(content, limits)
        except pypdfium2.PdfiumError as error:
            return Closed.LOCKED if getattr(error, "err_code", None) in _PASSWORD_ERRORS else Closed.DAMAGED


def _read(content: bytes, limits: PageLimits) -> tuple[Leaf, ...] | Closed:
    document = pypdfium2.PdfDocument(content)
    try:
        count = len(document)
        wanted = sorted({*range(min(limits.first, count)), *range(max(0, count - limits.last), count)})
        return tuple(_leaf(document, index, limits, content) for index in wanted) or Closed.DAMAGED
    finally:
        document.close()


def _leaf(document: Any, index: int, limits: PageLimits, content: bytes) -> Leaf:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return Leaf(number=index + 1, width=0, height=0, words=(), images=False)
    try:
        box = page.get_bbox()
        objects = pdfium.FPDFPage_CountObjects(page.raw)
        if objects <= limits.objects:
            page = with_notes(document, index, page, lambda: draws_fields(content))
        read = _page_words(page, box, limits, content) if objects <= limits.objects else _PageWords()
        images = read.pictured or (len(read.words) < _FEW and _has_image(page, min(objects, 1000)))
        return Leaf(
            number=index + 1,
            width=box[2] - box[0],
            height=box[3] - box[1],
            words=read.words,
            images=images,
            strips=read.strips,
            hidden=read.hidden,
            layered=read.pictured and len(read.hidden) >= _LAYER and len(read.words) < _FEW,
        )
    finally:
        page.close()


_FEW = 40
"""Number of words below which it is checked whether the page is a picture."""
_LAYER = 8
"""Number of hidden words from which they may be a picture's recognised text."""


def _has_image(page: Any, objects: int) -> bool:
    kinds = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
    return any(
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, rank)) in kinds for rank in range(objects)
    )


@contextmanager
def _text_page(page: Any) -> Iterator[Any]:
    text = page.get_textpage()
    try:
        yield text.raw
    finally:
        text.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class _PageWords:
    """The words in the page's direction, those along its margins, those that nobody sees."""

    words: tuple[Word, ...] = ()
    strips: tuple[tuple[Word, ...], ...] = ()
    hidden: tuple[Word, ...] = ()
    pictured: bool = False
    """Whether pictures cover most of the page."""


def _page_words(page: Any, box: type_box, limits: PageLimits, content: bytes) -> _PageWords:
    with _text_page(page) as raw:
        read = text_page(raw, box, limits.characters)
        found = _suspects(page, raw, read, limits, lambda: has_layers(content))
        if not (found.unpainted or found.doubtful or found.replaced):
            return _sorted(read, (), pictured=found.pictured)
        lost = unseen(page, raw, found, box, limits.characters)
    for handle in lost.gone:
        calls.activate(handle, 0)
    seen = _read_again(page, box, limits, lost)
    hidden = [*_hidden(read, lost.places)]
    if found.replaced:
        drawn(found.replaced)
        shown = _read_again(page, box, limits, lost)
        if is_as_clear(shown.text, seen.text):
            hidden += _left_out(seen, shown)
            seen = shown
    return _sorted(seen, tuple(hidden), pictured=found.pictured)


def _read_again(page: Any, box: type_box, limits: PageLimits, lost: Unseen) -> TextPage:
    with _text_page(page) as raw:
        return text_page(raw, box, limits.characters, unseen_again(raw, lost, limits.characters))


def _left_out(before: TextPage, after: TextPage) -> Iterator[Word]:
    """The words of ``before`` that are not on the page at all."""
    letters = "".join(filter(str.isalnum, after.text))
    for (start, end), box in zip(before.spans, before.boxes, strict=True):
        if "".join(filter(str.isalnum, before.text[start:end])) not in letters:
            yield Word(mended(before.text[start:end]), *box)


def _suspects(page: Any, raw: Any, read: TextPage, limits: PageLimits, layered: Callable[[], bool]) -> Suspects:
    places = WordPlaces(spans=read.spans, boxes=read.boxes, frame=read.frame)
    return suspects(calls.address(page.raw), calls.address(raw), places, limits.objects, layered)


def _hidden(read: TextPage, places: frozenset[int]) -> Iterator[Word]:
    """The words of which nobody sees some characters: those characters."""
    for (start, end), box in zip(read.spans, read.boxes, strict=True):
        text = "".join(read.text[place] for place in range(start, end) if place in places)
        if text:
            yield Word(mended(text), *box)


def _sorted(read: TextPage, hidden: tuple[Word, ...], *, pictured: bool) -> _PageWords:
    """The words of the page; what is off the page is hidden too."""
    lengths = [end - start for start, end in read.spans]
    words = [Word(mended(read.text[start:end]), *box) for (start, end), box in zip(read.spans, read.boxes, strict=True)]
    wide, high = read.frame.size
    on = [
        (box[0] >= 0 and box[1] >= 0 and box[2] <= wide and box[3] <= high) or _is_on(box, wide, high)
        for box in read.boxes
    ]
    along = [is_along(box, length) for box, length in zip(read.boxes, lengths, strict=True)]
    beside = [] if all(along) else strips(read.boxes, lengths)
    apart = {rank for ranks in beside for rank in ranks}
    return _PageWords(
        words=tuple(word for rank, word in enumerate(words) if along[rank] and rank not in apart and on[rank]),
        strips=tuple(tuple(words[rank] for rank in ranks if on[rank]) for ranks in beside),
        hidden=hidden if all(on) else (*hidden, *(word for rank, word in enumerate(words) if not on[rank])),
        pictured=pictured,
    )


def _is_on(box: type_box, wide: float, high: float) -> bool:
    """Whether a word is inside the page, but for the room that fonts leave around their letters."""
    left, top, right, bottom = box
    return min(right, wide) - max(left, 0) >= _INSIDE * (right - left) and min(bottom, high) - max(
        top, 0
    ) >= _INSIDE / 2 * (bottom - top)


_INSIDE = 0.8
"""Least share of a word's width inside the page."""
