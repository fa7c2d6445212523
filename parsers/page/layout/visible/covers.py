"""Texts beneath the areas that a page paints, and texts of the colour of what is beneath them."""

from bisect import bisect_left
from collections.abc import Iterator

from parsers.page.layout.boxes import Frame, type_box
from parsers.page.layout.visible.clips import clip_box, is_clipped
from parsers.page.layout.visible.lettering import Lettering, WordPlaces, is_inside, middle
from parsers.page.layout.visible.painted import Area, Painted, type_colour
from parsers.page.layout.visible.shapes import Shape, shape_of

_WHITE = (255, 255, 255)
_NEAR = 72
"""Greatest difference of two colours, in each of red, green and blue, for one to be hard to see on the other."""
_PAIRS = 3_000_000
"""Most pairs of a text and an area that are compared; on a page with more every text is looked at closely."""
_LINES = 400_000
"""Most lines of shapes that are looked at."""


def covered_or_alike(texts: list[Lettering], seen: Painted, words: WordPlaces) -> set[int]:
    """The texts beneath an area, or of the colour of what may be beneath them."""
    first = min((text.rank for text in texts), default=0)
    colours = {text.colour for text in texts}
    light = {colour for colour in colours if _is_near(colour, _WHITE)}
    alike = {text.handle for text in texts if text.colour in light}
    clashing = [(area, any(_is_near(colour, area.colour) for colour in colours)) for area in seen.areas]
    if not alike and not any(clashes or area.rank > first for area, clashes in clashing):
        return set()
    if len(texts) * len(clashing) > _PAIRS:
        return {text.handle for text in texts}
    places = sorted(((middle(text.ranks, words), text) for text in texts), key=lambda place: place[0][1])
    shapes, covered = _Shapes(words.frame), set()
    for area, clashes in clashing:
        if clashes or area.rank > first:
            for box, text in _overlapping(places, area.box):
                if text.rank < area.rank and text.handle not in covered and shapes.touches(area, box):
                    covered.add(text.handle)
                elif text.rank > area.rank and clashes and _is_near(text.colour, area.colour):
                    alike.add(text.handle)
    alike -= covered
    return covered | {
        text.handle for box, text in places if text.handle in alike and not _stands_out(box, text, seen.areas, shapes)
    }


class _Shapes:
    """The shapes of areas, each followed once; once too many lines were looked at, every area may cover anything."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._known: dict[int, Shape] = {}
        self._left = _LINES

    def touches(self, area: Area, box: type_box) -> bool:
        """Whether ``area`` and ``box`` share some room."""
        shape = self._of(area)
        return self._left < 0 or shape.touches(box)

    def holds(self, area: Area, box: type_box) -> bool:
        """Whether ``area`` reaches all around ``box``, and is painted there."""
        shape = self._of(area)
        if self._left < 0 or not shape.holds(box) or (area.matrix is not None and is_clipped(area.handle)):
            return False
        return is_inside(box, clip_box(area.handle, self.frame))

    def _of(self, area: Area) -> Shape:
        found = self._known.get(area.handle)
        if found is None:
            found = (
                Shape(area.box, []) if not area.is_filled else shape_of(area.handle, area.box, area.matrix, self.frame)
            )
            self._known[area.handle] = found
        self._left -= 1 + found.lines
        return found


def _is_near(one: type_colour | None, other: type_colour | None) -> bool:
    if one is None or other is None:
        return True
    return all(abs(a - b) < _NEAR for a, b in zip(one, other, strict=True))


def _overlapping(places: list[tuple[type_box, Lettering]], box: type_box) -> Iterator[tuple[type_box, Lettering]]:
    """The texts of ``places``, sorted by their tops, that share some room with ``box``."""
    left, top, right, bottom = box
    until = bisect_left(places, bottom, key=lambda place: place[0][1])
    for place in places[:until]:
        x, _, u, v = place[0]
        if v > top and u > left and x < right:
            yield place


def _stands_out(box: type_box, text: Lettering, areas: list[Area], shapes: _Shapes) -> bool:
    """Whether what is painted last beneath ``text`` is an area of another colour that reaches all around it."""
    for area in reversed(areas):
        if area.rank > text.rank or not _share_room(box, area.box) or not shapes.touches(area, box):
            continue
        if _is_near(text.colour, area.colour):
            return False
        if shapes.holds(area, box):
            return True
    return not _is_near(text.colour, _WHITE)


def _share_room(one: type_box, other: type_box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
