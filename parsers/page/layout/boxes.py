"""Boxes of words on a page, for any direction of its text."""

import ctypes
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from parsers.page.layout.visible import calls

type_box = tuple[float, float, float, float]
"""Points. Left, top, right, bottom for returned boxes; left, bottom, right, top for a page box of pdfium."""


def turned(raw: Any, spans: list[tuple[int, int]]) -> int:
    """Direction of most text in quarter turns anticlockwise: 0 to the right, 1 up, 2 to the left, 3 down."""
    votes: Counter[int] = Counter()
    x, y = ctypes.c_double(), ctypes.c_double()
    ends: list[tuple[float, float]] = []
    for start, end in [span for span in spans if span[1] - span[0] >= 3][:: max(1, len(spans) // 25)]:
        ends.clear()
        for rank in (start, end - 1):
            pdfium.FPDFText_GetCharOrigin(raw, rank, ctypes.byref(x), ctypes.byref(y))
            ends.append((x.value, y.value))
        dx, dy = ends[1][0] - ends[0][0], ends[1][1] - ends[0][1]
        ways = (dx, dy, -dx, -dy)
        votes[ways.index(max(ways))] += 1
    return votes.most_common(1)[0][0] if votes else 0


def upright_boxes(raw: Any, spans: list[tuple[int, int]], page: type_box) -> Iterator[type_box]:
    """Boxes of the words ``spans`` of upright text, relative to the page's top left corner."""
    first, last = pdfium.FS_RECTF(), pdfium.FS_RECTF()
    at_first, at_last, look = ctypes.byref(first), ctypes.byref(last), calls.loose_box
    left, top, text = page[0], page[3], calls.address(raw)
    for start, end in spans:
        look(text, start, at_first)
        look(text, end - 1, at_last)
        high, other = first.top, last.top
        low, beneath = first.bottom, last.bottom
        yield (
            first.left - left,
            top - (high if high > other else other),
            last.right - left,
            top - (low if low < beneath else beneath),
        )


def turned_boxes(raw: Any, spans: list[tuple[int, int]], page: type_box, turn: int) -> Iterator[type_box]:
    """Boxes of turned text, from pdfium's tight boxes: its loose ones are wrong there."""
    edges = [ctypes.c_double() for _ in range(4)]
    at = [ctypes.byref(edge) for edge in edges]
    for start, end in spans:
        corners = []
        for rank in (start, (start + end) // 2, end - 1):
            pdfium.FPDFText_GetCharBox(raw, rank, *at)
            left, right, bottom, top = (edge.value for edge in edges)
            corners += [_seen(left, bottom, page, turn), _seen(right, top, page, turn)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        yield min(xs), min(ys), max(xs), max(ys)


def _seen(x: float, y: float, page: type_box, turn: int) -> tuple[float, float]:
    left, bottom, right, top = page
    if turn == 0:
        return x - left, top - y
    if turn == 1:
        return y - bottom, x - left
    return (right - x, y - bottom) if turn == 2 else (top - y, right - x)


class Frame(NamedTuple):
    """How a page is turned so that most of its text runs from left to right."""

    page: type_box
    """The visible part of the page, in pdfium's order."""
    turn: int
    """Direction of most text, as :func:`turned` says."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page, in points."""
        left, bottom, right, top = self.page
        return (top - bottom, right - left) if self.turn % 2 else (right - left, top - bottom)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of pdfium relative to the upright page's top left corner."""
        return _seen(x, y, *self)

    def seen(self, box: type_box) -> type_box:
        """A box of pdfium (left, bottom, right, top) relative to the upright page's top left corner."""
        (x, y), (u, v) = _seen(box[0], box[3], *self), _seen(box[2], box[1], *self)
        return min(x, u), min(y, v), max(x, u), max(y, v)


def is_along(box: type_box, length: int) -> bool:
    """Whether a word runs in the page's direction; false for a watermark or a note in the margin."""
    left, top, right, bottom = box
    return right - left > 0.12 * (bottom - top) * min(length, 12)
