"""The outline of a painted area: whether it touches a box, or holds it whole."""

import ctypes
from itertools import pairwise

import pypdfium2.raw as pdfium

from parsers.page.layout.boxes import Frame, type_box
from parsers.page.layout.visible import calls

type_point = tuple[float, float]
type_matrix = tuple[float, float, float, float, float, float]
_MOST = 300
"""Most segments of a path whose outline is followed; one with more counts as its box."""
_CHORDS = 6
"""Straight lines in place of a curve."""


class Shape:
    """The lines around a path, on the upright page; without lines, the path's box."""

    def __init__(self, box: type_box, rings: list[list[type_point]], *, alternate: bool = True) -> None:
        self._box = box
        self._alternate = alternate
        """Whether rings inside one another leave holes, whatever their directions."""
        self._lines = [line for ring in rings for line in pairwise([*ring, ring[0]])]

    @property
    def lines(self) -> int:
        """How many lines are looked at."""
        return len(self._lines)

    def touches(self, box: type_box) -> bool:
        """Whether the area and ``box`` share some room."""
        if not _share_room(self._box, box):
            return False
        return not self._lines or self._crosses(box) or self._is_around(box)

    def holds(self, box: type_box) -> bool:
        """Whether the area reaches all around ``box``."""
        if not self._lines:
            return _is_inside(box, self._box)
        return _is_inside(box, self._box) and not self._crosses(box) and self._is_around(box)

    def _crosses(self, box: type_box) -> bool:
        return any(_meets(start, end, box) for start, end in self._lines)

    def _is_around(self, box: type_box) -> bool:
        """Whether the middle of ``box`` is inside, by the lines that a ray to the right meets."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        met = [
            1 if y2 > y1 else -1
            for (x1, y1), (x2, y2) in self._lines
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        ]
        return bool(len(met) % 2 if self._alternate else sum(met))


def shape_of(handle: int, box: type_box, matrix: type_matrix | None, frame: Frame) -> Shape:
    """The shape of a path whose box on the upright page is ``box``; ``matrix`` is that of the form it is in."""
    count = calls.count_segments(handle) if calls.kind(handle) == pdfium.FPDF_PAGEOBJ_PATH else 0
    if not 0 < count <= _MOST:
        return Shape(box, [])
    own = pdfium.FS_MATRIX()
    calls.matrix(handle, ctypes.byref(own))
    inner = product((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
    rings: list[list[type_point]] = [[]]
    curve: list[type_point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for rank in range(count):
        segment = calls.path_segment(handle, rank)
        calls.segment_point(segment, ctypes.byref(x), ctypes.byref(y))
        point = frame.point(*_moved(x.value, y.value, inner))
        kind = calls.segment_kind(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            rings.append([point])
        elif kind != pdfium.FPDF_SEGMENT_BEZIERTO:
            rings[-1].append(point)
        else:
            curve.append(point)
            if len(curve) == 3:
                rings[-1] += _chords(rings[-1][-1] if rings[-1] else curve[0], *curve)
                curve = []
    return Shape(box, [ring for ring in rings if len(ring) > 2], alternate=_is_alternate(handle))


def _is_alternate(handle: int) -> bool:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    calls.draw_mode(handle, ctypes.byref(filled), ctypes.byref(stroked))
    return bool(filled.value == pdfium.FPDF_FILLMODE_ALTERNATE)


def product(inner: type_matrix, outer: type_matrix | None) -> type_matrix:
    """The matrix that does ``inner``, then ``outer``."""
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    m, n, o, p, q, r = outer
    return a * m + b * o, a * n + b * p, c * m + d * o, c * n + d * p, e * m + f * o + q, e * n + f * p + r


def _moved(x: float, y: float, matrix: type_matrix) -> type_point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _chords(start: type_point, first: type_point, second: type_point, end: type_point) -> list[type_point]:
    found = []
    for step in range(1, _CHORDS + 1):
        t = step / _CHORDS
        u = 1 - t
        weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        points = (start, first, second, end)
        found.append(
            (
                sum(w * p[0] for w, p in zip(weights, points, strict=True)),
                sum(w * p[1] for w, p in zip(weights, points, strict=True)),
            )
        )
    return found


def _meets(start: type_point, end: type_point, box: type_box) -> bool:
    """Whether a line has a part inside ``box``: what is left of it between the box's sides."""
    since, until = 0.0, 1.0
    for axis in (0, 1):
        step, low, high = end[axis] - start[axis], box[axis] - start[axis], box[axis + 2] - start[axis]
        if step == 0:
            if low >= 0 or high <= 0:
                return False
            continue
        near, far = sorted((low / step, high / step))
        since, until = max(since, near), min(until, far)
    return since < until


def _is_inside(box: type_box, around: type_box) -> bool:
    return around[0] <= box[0] and around[1] <= box[1] and around[2] >= box[2] and around[3] >= box[3]


def _share_room(one: type_box, other: type_box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
