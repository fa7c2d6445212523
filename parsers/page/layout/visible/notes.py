"""Form fields and notes that every viewer shows become part of the page, so that they are read like its text.

Those with an appearance are drawn into the page by pdfium; of a field or a free text without one, the value is written
where it stands. Hidden ones and those that are only printed are taken off.
"""

import ctypes
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from parsers.page.layout.boxes import type_box

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
_LONGEST = 4000
"""Most characters of a value."""
_SECRET = 1 << 13
"""Flag of a field whose value is shown as stars (ISO 32000-2, table 231)."""
_SIZE = re.compile(r"([\d.]+)\s+Tf|(\d+(?:\.\d+)?)pt")
_USUAL, _LEAST, _LARGEST = 10.0, 4.0, 72.0
"""Points; size of letters when none is given, and its bounds."""
_LINES = 1.25
"""Distance of two lines, in sizes of letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A value that viewers show where no appearance says how: its box in pdfium's order, and the size of letters."""

    text: str
    box: type_box
    size: float


def with_notes(document: Any, index: int, page: Any, draws_fields: Callable[[], bool]) -> Any:
    """The page ``index`` of ``document`` with its fields and notes: ``page`` itself when it has none.

    ``draws_fields`` says whether viewers draw the fields' values in place of their appearances; it is only asked
    when there is a field.
    """
    count = min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)
    kinds = set(_kinds(page, count)) - _WITHOUT_TEXT if count > 0 else None
    if not kinds:
        return page
    if kinds & _SHAPES:
        _give_looks(page)
    written = [each for rank in reversed(range(count)) for each in _settled(document, page, rank, draws_fields)]
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
        page.close()
        page = document[index]
    for each in written:
        _write(document, page, each)
    return page


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


def _settled(document: Any, page: Any, rank: int, draws_fields: Callable[[], bool]) -> tuple[Written, ...]:
    """Takes a note off the page unless pdfium draws it as viewers do; what is to be written in its place."""
    note = pdfium.FPDFPage_GetAnnot(page, rank)
    if not note:
        return ()
    kind, flags = pdfium.FPDFAnnot_GetSubtype(note), pdfium.FPDFAnnot_GetFlags(note)
    is_drawn = bool(pdfium.FPDFAnnot_GetAP(note, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2)
    is_seen = not flags & _UNSEEN and kind not in _WITHOUT_TEXT
    written = _written(document, note, kind, is_drawn, draws_fields) if is_seen else None
    pdfium.FPDFPage_CloseAnnot(note)
    if written is not None or not is_seen:
        pdfium.FPDFPage_RemoveAnnot(page, rank)
    return () if written is None or not written.text.strip() else (written,)


def _written(document: Any, note: Any, kind: int, is_drawn: bool, draws_fields: Callable[[], bool]) -> Written | None:
    """What viewers write for a note by themselves; ``None`` when it is as its appearance shows."""
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        return None if is_drawn else Written(text=_string(note, b"Contents"), box=_box(note), size=_size(note))
    if kind != pdfium.FPDF_ANNOT_WIDGET or (is_drawn and not draws_fields()):
        return None
    document.init_forms()
    form = document.formenv
    if form is None or pdfium.FPDFAnnot_GetFormFieldType(form, note) not in _VALUED:
        return None
    if pdfium.FPDFAnnot_GetFormFieldFlags(form, note) & _SECRET:
        return Written(text="", box=_box(note), size=_USUAL)
    return Written(text=_value(form, note), box=_box(note), size=_size(note))


_VALUED = frozenset({pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX})


def _value(form: Any, note: Any) -> str:
    """A field's value as shown: of a choice, the label chosen."""
    for rank in range(max(0, min(pdfium.FPDFAnnot_GetOptionCount(form, note), _MOST))):
        if pdfium.FPDFAnnot_IsOptionSelected(form, note, rank):
            return _text(partial(pdfium.FPDFAnnot_GetOptionLabel, form, note, rank))
    return _text(partial(pdfium.FPDFAnnot_GetFormFieldValue, form, note))


def _string(note: Any, key: bytes) -> str:
    return _text(partial(pdfium.FPDFAnnot_GetStringValue, note, key))


def _text(read: Callable[[Any, int], int]) -> str:
    """The text that a function of pdfium writes in UTF-16, given room in bytes; it returns the room needed."""
    room = min(read(None, 0), 2 * _LONGEST)
    units = (ctypes.c_ushort * (room // 2 + 1))()
    read(units, 2 * (room // 2 + 1))
    return bytes(units).decode("utf-16-le", "replace").split("\0", 1)[0]


def _box(note: Any) -> type_box:
    rect = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(note, rect)
    return rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top)


def _size(note: Any) -> float:
    """Size of letters of a note's default appearance or style, in points."""
    found = _SIZE.search(_string(note, b"DA") + " " + _string(note, b"DS"))
    size = float(next(filter(None, found.groups()), 0)) if found else 0.0
    _, bottom, _, top = _box(note)
    return min(max(size or min(_USUAL, 0.75 * (top - bottom)), _LEAST), _LARGEST)


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
