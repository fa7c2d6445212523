"""The part of a page in which an object may paint: the box of its clip paths."""

import ctypes

from parsers.page.layout.boxes import Frame, type_box
from parsers.page.layout.visible import calls

_EVERYWHERE = (-1e9, -1e9, 1e9, 1e9)
_MOST = 8
"""Most clip paths, and most corners of one, that are looked at; an object with more is looked at more closely."""


def is_clipped(handle: int) -> bool:
    """Whether an object is cut off by clip paths; pdfium forgets those that leave it whole."""
    path = calls.clip(handle)
    return bool(path) and calls.count_clips(path) >= 0


def clip_box(handle: int, frame: Frame) -> type_box | None:
    """Where the object paints, relative to the upright page; ``None`` when a box does not say it."""
    path = calls.clip(handle)
    count = calls.count_clips(path) if path else -1
    if count < 0:
        return _EVERYWHERE
    if not 0 < count <= _MOST:
        return None
    left, bottom, right, top = _EVERYWHERE
    for place in range(count):
        found = _path_box(path, place)
        if found is None:
            return None
        left, bottom = max(left, found[0]), max(bottom, found[1])
        right, top = min(right, found[2]), min(top, found[3])
    return frame.seen((left, bottom, right, top)) if left < right and bottom < top else (0.0, 0.0, 0.0, 0.0)


def _path_box(path: int | None, place: int) -> type_box | None:
    """The box of a rectangle; ``None`` for another path."""
    count = calls.count_clip_segments(path, place)
    if not 4 <= count <= _MOST:
        return None
    x, y = ctypes.c_float(), ctypes.c_float()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    xs, ys = [], []
    for rank in range(count):
        calls.segment_point(calls.clip_segment(path, place, rank), at_x, at_y)
        xs.append(round(x.value, 2))
        ys.append(round(y.value, 2))
    if len(set(xs)) > 2 or len(set(ys)) > 2:
        return None
    return min(xs), min(ys), max(xs), max(ys)
