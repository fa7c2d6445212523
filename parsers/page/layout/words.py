"""The words of a PDF and their boxes, with pdfium: those that a reader sees.

Pages are turned so that their text runs from left to right whatever rotation the file declares.
"""

from dataclasses import dataclass
from enum import Enum
from threading import Lock
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from parsers.page.layout.seen_words import SeenWords, seen_words
from parsers.page.layout.text_page import Word as Word
from parsers.page.layout.visible.field_values import ShownField, shown_fields
from parsers.page.layout.visible.layers import draws_fields, has_layers
from parsers.page.layout.visible.notes import Noted, with_notes

PDFIUM = Lock()
"""pdfium has global state and is not reentrant."""
_PASSWORD_ERRORS = frozenset({pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY})


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
    cut: tuple[Word, ...] = ()
    """Those of ``words`` that hidden characters continue: what is seen of them is not the whole value."""
    fields: tuple[ShownField, ...] = ()
    """Form fields that an appearance shows, each with the value that the file holds."""
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
        noted = Noted(page=page)
        if objects <= limits.objects:
            noted = with_notes(document, index, page, _NoteRules(content))
            page = noted.page
        read = (
            seen_words(page, box, limits.characters, limits.objects, lambda: has_layers(content))
            if objects <= limits.objects
            else SeenWords()
        )
        images = read.pictured or (len(read.words) < _FEW and _has_image(page, min(objects, 1000)))
        return Leaf(
            number=index + 1,
            width=box[2] - box[0],
            height=box[3] - box[1],
            words=read.words,
            images=images,
            strips=read.strips,
            hidden=read.hidden + _unseen(noted, read),
            cut=read.cut,
            fields=tuple(shown_fields(read.words, read.frame, noted.drawn)) if read.frame and noted.drawn else (),
            layered=read.pictured and len(read.hidden) >= _LAYER and len(read.words) < _FEW,
        )
    finally:
        page.close()


class _NoteRules:
    """What the bytes of a document say of its notes."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def draws_fields(self) -> bool:
        return draws_fields(self._content)

    def notes_off(self, index: int) -> frozenset[int]:
        from parsers.page.layout.visible.note_layers import notes_off

        return notes_off(self._content, index)


def _unseen(noted: Noted, read: SeenWords) -> tuple[Word, ...]:
    """The words of the notes of a page that nobody sees."""
    if read.frame is None:
        return ()
    frame = read.frame
    return tuple(Word(text, *frame.seen(note.box)) for note in noted.unseen for text in note.text.split())


_FEW = 40
"""Number of words below which it is checked whether the page is a picture."""
_LAYER = 8
"""Number of hidden words from which they may be a picture's recognised text."""


def _has_image(page: Any, objects: int) -> bool:
    kinds = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
    return any(
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, rank)) in kinds for rank in range(objects)
    )
