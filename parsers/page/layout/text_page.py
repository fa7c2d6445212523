"""The text of a page cut into words: the ranks of their characters, and their boxes on the upright page.

Two look-ups per word (first and last character) instead of one per character: half the time.
"""

import ctypes
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from parsers.page.layout.boxes import Frame, turned, turned_boxes, type_box, upright_boxes

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
class TextPage:
    """The words of a page: ``spans`` are their first character and the one behind their last in ``text``."""

    text: str
    spans: list[tuple[int, int]]
    boxes: tuple[type_box, ...]
    """Of each word, in points from the top left corner of the upright page."""
    frame: Frame


def text_page(raw: Any, page: type_box, limit: int, unseen: Iterable[int] = ()) -> TextPage:
    """The words of a text page of pdfium, of at most ``limit`` characters without those of ranks ``unseen``.

    ``page`` is its visible part, in pdfium's order.
    """
    text = _without(_characters(raw, limit).translate(_BLANKED), unseen)
    spans = [match.span() for match in _WORD.finditer(text)]
    turn = turned(raw, spans)
    boxes = tuple(upright_boxes(raw, spans, page) if turn == 0 else turned_boxes(raw, spans, page, turn))
    return TextPage(text=text, spans=spans, boxes=boxes, frame=Frame(page, turn))


def _without(text: str, unseen: Iterable[int]) -> str:
    ranks = set(unseen)
    return "".join(" " if rank in ranks else char for rank, char in enumerate(text)) if ranks else text


def _characters(raw: Any, limit: int) -> str:
    """The page's text, with one character per character counted by pdfium."""
    count = min(pdfium.FPDFText_CountChars(raw), limit)
    if count <= 0:
        return ""
    units = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(raw, 0, count, units) - 1
    if written == count:
        encoded = bytes(units)[: 2 * count]
        return _units(units) if _SURROGATE.search(encoded[1::2]) else encoded.decode("utf-16-le")
    return "".join(_scalar(pdfium.FPDFText_GetUnicode(raw, rank)) for rank in range(count))


_SURROGATE = re.compile(rb"[\xd8-\xdf]")
"""The upper byte of half a surrogate pair."""


def _units(units: Any) -> str:
    """UTF-16 units as characters; each half of a surrogate pair becomes a blank, as pdfium counts it."""
    return "".join(" " if 0xD800 <= unit <= 0xDFFF else chr(unit) for unit in units[:-1])


def _scalar(code: int) -> str:
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else " "


def mended(text: str) -> str:
    """A word with plain letters: ligatures undone, accents joined to their letters."""
    if text.isascii() and "`" not in text:
        return text
    return unicodedata.normalize("NFC", _ACCENTS.sub(_accented, text.translate(_LIGATURES)))


_SPACING = {
    "\u00b4": "\u0301",
    "`": "\u0300",
    "\u02c6": "\u0302",
    "\u00a8": "\u0308",
    "\u00b8": "\u0327",
    "\u02dc": "\u0303",
}
"""Accents that old fonts draw as signs of their own before their letter, and the same as combining characters."""
_ELIDED = r"(?<!\b[cdjlmnst])(?<!\bqu)"
"""Where an accent alone is an apostrophe: ``d´engagement``."""
_ACCENTS = re.compile(f"(?:([\u02c6\u00a8\u00b8\u02dc])|{_ELIDED}([\u00b4`]))([aceinouy\u0131])", re.I)


def _accented(found: re.Match[str]) -> str:
    return found[3].replace("\u0131", "i") + _SPACING[found[1] or found[2]]


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
