"""The text of a note and the value of a form field, as viewers write them when the file does not say how."""

import ctypes
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pypdfium2.raw as pdfium

from parsers.page.layout.boxes import type_box

_MOST = 2000
"""Most choices of a field that are looked at."""
_LONGEST = 4000
"""Most characters of a value."""
_SECRET = 1 << 13
"""Flag of a field whose value is shown as stars (ISO 32000-2, table 231)."""
_SIZE = re.compile(r"([\d.]+)\s+Tf|(\d+(?:\.\d+)?)pt")
_USUAL, _LEAST, _LARGEST = 10.0, 4.0, 72.0
"""Points; size of letters when none is given, and its bounds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A value that viewers show where no appearance says how: its box in pdfium's order, and the size of letters."""

    text: str
    box: type_box
    size: float


def own_text(document: Any, note: Any, kind: int) -> Written | None:
    """The text of a note or the value of a field, which viewers write without an appearance; empty when secret."""
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        return Written(text=_string(note, b"Contents"), box=_box(note), size=_size(note))
    if kind != pdfium.FPDF_ANNOT_WIDGET:
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
