"""pdfium's functions on the objects of a page, called with plain addresses: a third of the time of typed pointers.

An address is an ``int``; functions that return one give ``None`` for a null pointer.
"""

import ctypes
from collections.abc import Callable
from ctypes import POINTER, c_char_p, c_double, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p
from typing import Any

import pypdfium2.raw as pdfium


def _function(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    found = ctypes.cast(getattr(pdfium, name), c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(found)  # type: ignore[arg-type]


def address(handle: Any) -> int:
    """The address of a handle of pypdfium2."""
    return ctypes.cast(handle, c_void_p).value or 0


owner = _function("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)
"""The text object of a character of a text page."""
loose_box = _function("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, POINTER(pdfium.FS_RECTF))
count_objects = _function("FPDFPage_CountObjects", c_int, c_void_p)
page_object = _function("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
count_in_form = _function("FPDFFormObj_CountObjects", c_int, c_void_p)
form_object = _function("FPDFFormObj_GetObject", c_void_p, c_void_p, c_ulong)
kind = _function("FPDFPageObj_GetType", c_int, c_void_p)
bounds = _function("FPDFPageObj_GetBounds", c_int, c_void_p, *[POINTER(c_float)] * 4)
matrix = _function("FPDFPageObj_GetMatrix", c_int, c_void_p, POINTER(pdfium.FS_MATRIX))
mode = _function("FPDFTextObj_GetTextRenderMode", c_int, c_void_p)
fill = _function("FPDFPageObj_GetFillColor", c_int, c_void_p, *[POINTER(c_uint)] * 4)
stroke = _function("FPDFPageObj_GetStrokeColor", c_int, c_void_p, *[POINTER(c_uint)] * 4)
stroke_width = _function("FPDFPageObj_GetStrokeWidth", c_int, c_void_p, POINTER(c_float))
draw_mode = _function("FPDFPath_GetDrawMode", c_int, c_void_p, POINTER(c_int), POINTER(c_int))
count_segments = _function("FPDFPath_CountSegments", c_int, c_void_p)
path_segment = _function("FPDFPath_GetPathSegment", c_void_p, c_void_p, c_int)
segment_kind = _function("FPDFPathSegment_GetType", c_int, c_void_p)
is_transparent = _function("FPDFPageObj_HasTransparency", c_int, c_void_p)
clip = _function("FPDFPageObj_GetClipPath", c_void_p, c_void_p)
count_clips = _function("FPDFClipPath_CountPaths", c_int, c_void_p)
count_clip_segments = _function("FPDFClipPath_CountPathSegments", c_int, c_void_p, c_int)
clip_segment = _function("FPDFClipPath_GetPathSegment", c_void_p, c_void_p, c_int, c_int)
segment_point = _function("FPDFPathSegment_GetPoint", c_int, c_void_p, POINTER(c_float), POINTER(c_float))
count_marks = _function("FPDFPageObj_CountMarks", c_int, c_void_p)
mark = _function("FPDFPageObj_GetMark", c_void_p, c_void_p, c_ulong)
mark_text = _function(
    "FPDFPageObjMark_GetParamStringValue", c_int, c_void_p, c_char_p, c_void_p, c_ulong, POINTER(c_ulong)
)
remove_mark = _function("FPDFPageObj_RemoveMark", c_int, c_void_p, c_void_p)
font = _function("FPDFTextObj_GetFont", c_void_p, c_void_p)
font_name = _function("FPDFFont_GetBaseFontName", c_size_t, c_void_p, c_void_p, c_size_t)
activate = _function("FPDFPageObj_SetIsActive", c_int, c_void_p, c_int)
transform = _function("FPDFPageObj_Transform", None, c_void_p, *[c_double] * 6)
