"""The words of a PDF and their boxes, with pdfium.

Two look-ups per word (first and last character) instead of one per character: half the time. Pages are turned so
that their text runs from left to right whatever rotation the file declares.
"""

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from threading import Lock
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from parsers.page.layout.boxes import is_along, turned, turned_boxes, type_box, upright_boxes
from parsers.page.layout.margin_strips import strips

PDFIUM = Lock()
"""pdfium has global state and is not reentrant."""
_PASSWORD_ERRORS = frozenset({pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY})
_CUT = "\xad"
"""Replaces the hyphen at a line's end, where pdfium joins two lines."""
_LABELS = "Montant|Total|Net|Solde|Reste|Somme|Date|Num[ée]ro|R[ée]f|Code|Cadre|Engagement|March[ée]|Commande|Facture"
_WORD = re.compile(
    rf"[^\s{_CUT}]*?(?:HT|H\.T\.|TTC|T\.T\.C\.|TVA|T\.V\.A\.|[a-zà-ÿ]{{3}})"
    rf"(?=€?-?\d{{1,3}}(?:[\s.,]?\d{{3}})*[.,]\d\d(?!\d)|(?<=[a-zà-ÿ]{{3}})(?:{_LABELS})\b)"
    rf"|[^\s{_CUT}]+{_CUT}?"
)
"""Ends of words: a blank; also where amounts touch their labels, or a label overlaps another."""
_BLANKED = dict.fromkeys((*range(32), 127, 8203, 9632, 65279, 65532, 65533), " ") | {0xFFFE: _CUT, 2: _CUT}
"""Characters that fonts use as a space; U+FFFE and U+0002 are pdfium's hyphens at a line's end."""


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
        return tuple(_leaf(document, index, limits) for index in wanted) or Closed.DAMAGED
    finally:
        document.close()


def _leaf(document: Any, index: int, limits: PageLimits) -> Leaf:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return Leaf(number=index + 1, width=0, height=0, words=(), images=False)
    try:
        box = page.get_cropbox()
        objects = pdfium.FPDFPage_CountObjects(page.raw)
        words, strips_ = _words(page, box, limits) if objects <= limits.objects else ((), ())
        images = len(words) < _FEW and _has_image(page, min(objects, 1000))
        wide, high = box[2] - box[0], box[3] - box[1]
        return Leaf(number=index + 1, width=wide, height=high, words=words, images=images, strips=strips_)
    finally:
        page.close()


_FEW = 40
"""Number of words below which it is checked whether the page is a picture."""


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


def _words(page: Any, box: type_box, limits: PageLimits) -> tuple[tuple[Word, ...], tuple[tuple[Word, ...], ...]]:
    """The words in the page's direction, and those along its margins."""
    with _text_page(page) as raw:
        text = _characters(raw, limits.characters).translate(_BLANKED)
        spans = [match.span() for match in _WORD.finditer(text)]
        turn = turned(raw, spans)
        boxes = tuple(upright_boxes(raw, spans, box) if turn == 0 else turned_boxes(raw, spans, box, turn))
    words = [Word(_mended(text[start:end]), *where) for (start, end), where in zip(spans, boxes, strict=True)]
    along = [is_along(where, end - start) for (start, end), where in zip(spans, boxes, strict=True)]
    beside = [] if all(along) else strips(boxes, [end - start for start, end in spans])
    apart = {rank for ranks in beside for rank in ranks}
    kept = (word for rank, word in enumerate(words) if along[rank] and rank not in apart and _is_on(word[1:], box))
    return tuple(kept), tuple(tuple(words[rank] for rank in ranks) for ranks in beside)


def _is_on(where: type_box, page: type_box) -> bool:
    """Whether a word is inside the page: overflowing text is not visible."""
    wide, high = page[2] - page[0], page[3] - page[1]
    return where[2] > 0 and where[3] > 0 and where[0] < max(wide, high) and where[1] < max(wide, high)


def _characters(raw: Any, limit: int) -> str:
    """The page's text, with one character per character counted by pdfium."""
    count = min(pdfium.FPDFText_CountChars(raw), limit)
    if count <= 0:
        return ""
    units = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(raw, 0, count, units) - 1
    if written == count:
        return bytes(units)[: 2 * count].decode("utf-16-le", "surrogatepass") if _is_plain(units) else _units(units)
    return "".join(_scalar(pdfium.FPDFText_GetUnicode(raw, rank)) for rank in range(count))


def _is_plain(units: Any) -> bool:
    return not any(0xD800 <= unit <= 0xDFFF for unit in units)


def _units(units: Any) -> str:
    """UTF-16 units as characters; each half of a surrogate pair becomes a blank, as pdfium counts it."""
    return "".join(" " if 0xD800 <= unit <= 0xDFFF else chr(unit) for unit in units[:-1])


def _scalar(code: int) -> str:
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else " "


def _mended(text: str) -> str:
    return text if text.isascii() else text.translate(_LIGATURES)


_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0x2212: "-",
    0x2011: "-",
    0xAD: "-",
}
