"""The objects of a page in the order they are painted: its texts, and the areas beneath or above them."""

import ctypes
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2.raw as pdfium

from parsers.page.layout.boxes import Frame, type_box
from parsers.page.layout.visible import calls
from parsers.page.layout.visible.shapes import product, type_matrix

type_colour = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""
_DEEPEST = 12
"""Most forms inside one another that are followed."""
_THIN = 1.5
"""Points; a line that is thinner covers no text."""
_OPAQUE = 255


class Area(NamedTuple):
    """A painted area that is no text."""

    rank: int
    """Place in the order of painting."""
    box: type_box
    """Points from the upright page's top left corner."""
    colour: type_colour | None
    """``None`` for a picture, a gradient, or what is not opaque."""
    handle: int
    matrix: type_matrix | None
    """Of the form it is in; ``None`` on the page itself."""
    is_picture: bool
    is_filled: bool


@dataclass(slots=True, kw_only=True)
class Painted:
    """What a page paints."""

    ranks: dict[int, int] = field(default_factory=dict)
    """Place in the order of painting of each text object."""
    nested: set[int] = field(default_factory=set)
    """Text objects inside a form."""
    veiled: set[int] = field(default_factory=set)
    """Text objects inside a form that is itself transparent."""
    areas: list[Area] = field(default_factory=list)
    whole: bool = True
    """Whether every object was looked at."""


def painted(page: int, texts: Collection[int], frame: Frame, limit: int) -> Painted:
    """The objects of ``page`` that matter for ``texts``, the addresses of its text objects; at most ``limit``."""
    walk = _Walk(texts, frame, limit)
    walk.through(page, calls.count_objects, calls.page_object, None, _DEEPEST, veiled=False)
    return walk.found


class _Walk:
    """One walk through the objects of a page and of its forms."""

    def __init__(self, texts: Collection[int], frame: Frame, limit: int) -> None:
        self.found = Painted()
        self._texts = texts
        self._frame = frame
        self._left = limit
        self._edges = [ctypes.c_float() for _ in range(4)]
        self._at = [ctypes.byref(edge) for edge in self._edges]
        self._shades = Shades()

    def through(
        self,
        holder: int,
        count: Callable[..., int],
        child: Callable[..., int | None],
        matrix: type_matrix | None,
        deeper: int,
        *,
        veiled: bool,
    ) -> None:
        """The objects of ``holder``, a page or a form whose coordinates become the page's by ``matrix``."""
        found, texts, kind = self.found, self._texts, calls.kind
        for place in range(count(holder)):
            handle = child(holder, place)
            self._left -= 1
            if handle is None:
                continue
            if self._left < 0:
                found.whole = False
                return
            if handle in texts:
                found.ranks[handle] = -self._left
                if matrix is not None:
                    found.nested.add(handle)
                if veiled:
                    found.veiled.add(handle)
                continue
            what = kind(handle)
            if what == pdfium.FPDF_PAGEOBJ_FORM:
                self._form(handle, matrix, deeper, veiled=veiled)
            elif what != pdfium.FPDF_PAGEOBJ_TEXT:
                self._area(handle, what, matrix)

    def _form(self, handle: int, matrix: type_matrix | None, deeper: int, *, veiled: bool) -> None:
        if deeper == 0:
            self.found.whole = False
            return
        own = pdfium.FS_MATRIX()
        calls.matrix(handle, ctypes.byref(own))
        inner = product((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
        veiled = veiled or bool(calls.is_transparent(handle))
        self.through(handle, calls.count_in_form, calls.form_object, inner, deeper - 1, veiled=veiled)

    def _area(self, handle: int, what: int, matrix: type_matrix | None) -> None:
        if not calls.bounds(handle, *self._at):
            return
        left, bottom, right, top = (edge.value for edge in self._edges)
        if matrix is not None:
            left, bottom, right, top = _moved((left, bottom, right, top), matrix)
        if right - left < _THIN or top - bottom < _THIN:
            return
        colour: type_colour | None = None
        is_filled = what == pdfium.FPDF_PAGEOBJ_PATH and _is_filled(handle)
        if is_filled:
            colour = None if calls.is_transparent(handle) else self._shades.fill(handle)
        elif what == pdfium.FPDF_PAGEOBJ_PATH and not _has_broad_line(handle):
            return
        box = self._frame.seen((left, bottom, right, top))
        is_picture = what == pdfium.FPDF_PAGEOBJ_IMAGE
        self.found.areas.append(Area(-self._left, box, colour, handle, matrix, is_picture, is_filled))


def _is_filled(path: int) -> bool:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    calls.draw_mode(path, ctypes.byref(filled), ctypes.byref(stroked))
    return bool(filled.value)


def _has_broad_line(path: int) -> bool:
    """Whether a path that is not filled covers something with its line."""
    filled, stroked, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    calls.draw_mode(path, ctypes.byref(filled), ctypes.byref(stroked))
    calls.stroke_width(path, ctypes.byref(width))
    return bool(stroked.value) and width.value >= 2 * _THIN


class Shades:
    """Asks pdfium for colours."""

    def __init__(self) -> None:
        self._shades = [ctypes.c_uint() for _ in range(4)]
        self._at = [ctypes.byref(shade) for shade in self._shades]

    def fill(self, handle: int) -> type_colour | None:
        """The colour an object is filled with; ``None`` when it is not opaque or no plain colour."""
        return self._read(calls.fill(handle, *self._at))

    def line(self, handle: int) -> type_colour | None:
        """The colour of an object's outline; ``None`` when it is not opaque or no plain colour."""
        return self._read(calls.stroke(handle, *self._at))

    def _read(self, known: int) -> type_colour | None:
        red, green, blue, alpha = self._shades
        return (red.value, green.value, blue.value) if known and alpha.value == _OPAQUE else None


def _moved(box: type_box, matrix: type_matrix) -> type_box:
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
