"""Form fields and notes that every viewer shows become part of the page, so that they are read like its text.

Those with an appearance are drawn into the page by pdfium; of a field or a free text without one, the value is written
where it stands. Hidden ones and those that are only printed are taken off.
"""

import ctypes
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import pypdfium2
import pypdfium2.raw as pdfium

from parsers.page.layout.visible.note_texts import Written, own_text

_UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_WITHOUT_TEXT = frozenset(
    {
        pdfium.FPDF_ANNOT_LINK,
        pdfium.FPDF_ANNOT_POPUP,
        pdfium.FPDF_ANNOT_TEXT,
        pdfium.FPDF_ANNOT_FILEATTACHMENT,
        pdfium.FPDF_ANNOT_SOUND,
        pdfium.FPDF_ANNOT_MOVIE,
    }
)
"""Kinds of notes that show a mark at most: their text opens in a window of its own."""
_MOST = 2000
"""Most notes of a page that are looked at."""
_LINES = 1.25
"""Distance of two lines, in sizes of letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A page with its fields and notes."""

    page: Any
    unseen: tuple[Written, ...] = ()
    """What notes on a layer that is off would write."""
    drawn: tuple[Written, ...] = ()
    """The values of fields that are shown by an appearance, which may be another text."""


class NoteRules(Protocol):
    """What pdfium does not say of a document's notes; each is only asked when a page has notes that need it."""

    def draws_fields(self) -> bool:
        """Whether viewers draw the fields' values in place of their appearances."""

    def notes_off(self, index: int) -> frozenset[int]:
        """The ranks of the notes of a page whose own layer is off."""


def with_notes(document: Any, index: int, page: Any, rules: NoteRules) -> Noted:
    """The page ``index`` of ``document`` with its fields and notes: ``page`` itself when it has none."""
    count = min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)
    kinds = set(_kinds(page, count)) - _WITHOUT_TEXT if count > 0 else None
    if not kinds:
        return Noted(page=page)
    if kinds & _SHAPES:
        _give_looks(page)
    off = rules.notes_off(index) if any(_has_layer(page, rank) for rank in range(count)) else frozenset()
    settled = [_settled(document, page, rank, rules, off=rank in off) for rank in reversed(range(count))]
    written = [one.written for one in settled if one.written is not None]
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
        page.close()
        page = document[index]
    for each in written:
        _write(document, page, each)
    return Noted(
        page=page,
        unseen=tuple(one.unseen for one in settled if one.unseen is not None),
        drawn=tuple(one.drawn for one in settled if one.drawn is not None),
    )


_SHAPES = frozenset({pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_CIRCLE, pdfium.FPDF_ANNOT_HIGHLIGHT})
"""Kinds of notes that may cover text, to which pdfium gives an appearance where the file has none."""


def _give_looks(page: Any) -> None:
    """Lets pdfium give appearances to the notes of a page without one, as it does when it draws them."""
    bitmap = pypdfium2.PdfBitmap.new_native(1, 1, pdfium.FPDFBitmap_BGR)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, 1, 1, 0, pdfium.FPDF_ANNOT)


def _kinds(page: Any, count: int) -> Iterator[int]:
    for rank in range(count):
        note = pdfium.FPDFPage_GetAnnot(page, rank)
        if note:
            yield pdfium.FPDFAnnot_GetSubtype(note)
            pdfium.FPDFPage_CloseAnnot(note)


def _has_layer(page: Any, rank: int) -> bool:
    note = pdfium.FPDFPage_GetAnnot(page, rank)
    if not note:
        return False
    found = bool(pdfium.FPDFAnnot_HasKey(note, b"OC"))
    pdfium.FPDFPage_CloseAnnot(note)
    return found


class _Settled(NamedTuple):
    written: Written | None = None
    unseen: Written | None = None
    drawn: Written | None = None


def _settled(document: Any, page: Any, rank: int, rules: NoteRules, *, off: bool) -> _Settled:
    """Takes a note off the page unless pdfium draws it as viewers do; what is to be written in its place."""
    note = pdfium.FPDFPage_GetAnnot(page, rank)
    if not note:
        return _Settled()
    kind, flags = pdfium.FPDFAnnot_GetSubtype(note), pdfium.FPDFAnnot_GetFlags(note)
    is_drawn = bool(pdfium.FPDFAnnot_GetAP(note, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2)
    is_seen = not flags & _UNSEEN and kind not in _WITHOUT_TEXT
    text = own_text(document, note, kind) if is_seen else None
    pdfium.FPDFPage_CloseAnnot(note)
    by_hand = text is not None and not (is_drawn and (kind == pdfium.FPDF_ANNOT_FREETEXT or not rules.draws_fields()))
    if by_hand or off or not is_seen:
        pdfium.FPDFPage_RemoveAnnot(page, rank)
    if text is None or not text.text.strip():
        return _Settled()
    if off:
        return _Settled(unseen=text)
    if by_hand:
        return _Settled(written=text)
    return _Settled(drawn=text) if kind == pdfium.FPDF_ANNOT_WIDGET else _Settled()


def _write(document: Any, page: Any, written: Written) -> None:
    """Puts the lines of a value into the page, from the top of its box."""
    left, bottom, right, top = written.box
    lines = list(_lines(written.text, (right - left) / (0.5 * written.size)))
    step = _LINES * written.size
    first = top - written.size if len(lines) > 1 else (top + bottom) / 2 - 0.35 * written.size
    for rank, line in enumerate(lines):
        text = pdfium.FPDFPageObj_NewTextObj(document, b"Helvetica", written.size)
        units = (ctypes.c_ushort * (len(line) + 1))(*(ord(char) if ord(char) < 0x10000 else 32 for char in line))
        pdfium.FPDFText_SetText(text, units)
        pdfium.FPDFPageObj_Transform(text, 1, 0, 0, 1, left + 2, first - rank * step)
        pdfium.FPDFPage_InsertObject(page, text)


def _lines(text: str, room: float) -> Iterator[str]:
    """The lines of a value, broken where they are longer than ``room`` characters."""
    for line in text.splitlines():
        yield from textwrap.wrap(line, max(12, int(1.3 * room))) or [""]
