"""Cheap signs that a text of a page may not be seen. Most pages have none; only what has one is looked at closely."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import pypdfium2.raw as pdfium

from parsers.page.layout.boxes import Frame, is_along, type_box
from parsers.page.layout.visible import calls
from parsers.page.layout.visible.actual_text import replaced
from parsers.page.layout.visible.clips import clip_box, is_clipped
from parsers.page.layout.visible.fonts import Fonts
from parsers.page.layout.visible.painted import Area, Painted, Shades, painted, type_colour
from parsers.page.layout.visible.shapes import Shape, shape_of

_UNPAINTED = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
_OUTLINED = frozenset({pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP})
_WHITE = (255, 255, 255)
_NEAR = 72
"""Greatest difference of two colours, in each of red, green and blue, for one to be hard to see on the other."""
_TINY = 2.0
"""Points; letters that are less high are read by nobody."""


_PAIRS = 3_000_000
"""Most pairs of a text and an area that are compared; on a page with more every text is looked at closely."""
_LINES = 400_000
"""Most lines of shapes that are looked at."""


class Lettering(NamedTuple):
    """A text object with words, and the colour of its letters."""

    handle: int
    rank: int
    ranks: list[int]
    """Of its words."""
    colour: type_colour | None


@dataclass(slots=True, kw_only=True)
class Suspects:
    """Text objects by their addresses."""

    texts: frozenset[int] = frozenset()
    """All that have words."""
    unpainted: set[int] = field(default_factory=set)
    """Nobody sees them, without a further look."""
    doubtful: set[int] = field(default_factory=set)
    """Perhaps nobody sees them."""
    rough: set[int] = field(default_factory=set)
    """Those whose letters are drawings (Type 3 fonts): the boxes of such letters are not those of their ink."""
    replaced: list[tuple[int, int]] = field(default_factory=list)
    """Those for whose letters the file gives other text, with the marks that say so."""
    painted: float = 0.0
    """Square points of all areas that the page paints, one above the other."""
    pictured: bool = False
    """Whether a picture covers a large part of the page."""
    colours: dict[int, type_colour] = field(default_factory=dict)
    """Of the texts on a pictured page: text of the paper's colour crosses letters of the picture, and is not read."""

    def apart_from(self, known: Set[int]) -> "Suspects":
        """Those that are not ``known``."""
        return replace(self, unpainted=self.unpainted - known, doubtful=self.doubtful - known)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPlaces:
    """The words of a text page: first and last character of each, and its box on the upright page."""

    spans: Sequence[tuple[int, int]]
    boxes: Sequence[type_box]
    frame: Frame


def suspects(page: int, text: int, words: WordPlaces, limit: int, layered: Callable[[], bool]) -> Suspects:
    """The texts of ``page`` that nobody may see; ``text`` is its text page, ``limit`` the most objects looked at.

    ``layered`` says whether the document has layers that may be off; it is only asked when a text may be on one.
    """
    owned = _owners(text, words.spans)
    seen = painted(page, owned, words.frame, limit)
    found, letterings, shades, fonts = _suspects_of(owned), [], Shades(), Fonts()
    for handle, ranks in owned.items():
        mode = calls.mode(handle)
        if mode in _UNPAINTED or all(_is_tiny(words, rank) for rank in ranks):
            found.unpainted.add(handle)
            continue
        colour = shades.line(handle) if mode in _OUTLINED else shades.fill(handle)
        letterings.append(Lettering(handle, seen.ranks.get(handle, 0), ranks, colour))
        if not fonts.is_outlined(handle):
            found.rough.add(handle)
            found.doubtful.add(handle)
        if colour is None or calls.is_transparent(handle) or _is_cut(letterings[-1], words, seen):
            found.doubtful.add(handle)
    found.doubtful |= seen.veiled if seen.whole else owned.keys()
    found.doubtful |= _covered_or_alike(letterings, seen, words)
    if (seen.nested or any(map(calls.count_marks, owned))) and layered():
        found.doubtful |= owned.keys()
    found.doubtful -= found.unpainted
    found.painted = sum((area.box[2] - area.box[0]) * (area.box[3] - area.box[1]) for area in seen.areas)
    found.pictured = _is_pictured(seen, words.frame)
    if found.pictured:
        found.colours = {text.handle: text.colour for text in letterings if text.colour is not None}
    return found


def _suspects_of(owned: dict[int, list[int]]) -> Suspects:
    return Suspects(texts=frozenset(owned), replaced=replaced(owned))


def _owners(text: int, spans: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
    """The ranks of the words of each text object; the characters of an object follow one another."""
    owner, before = calls.owner, 0
    found: defaultdict[int, list[int]] = defaultdict(list)
    for rank, (start, end) in enumerate(spans):
        last = owner(text, end - 1)
        if last == before or owner(text, start) == last:
            if last is not None:
                found[last].append(rank)
        else:
            for handle in {owner(text, place) for place in range(start, end)} - {None}:
                found[handle].append(rank)
        before = last
    return dict(found)


def _middle(ranks: Sequence[int], words: WordPlaces) -> type_box:
    """The box of several words, without the room that fonts leave around their letters."""
    boxes = [words.boxes[rank] for rank in ranks]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    aside = min(1.0, (right - left) / 4)
    room = 0.3 * (boxes[0][3] - boxes[0][1])
    return left + aside, top + room, right - aside, bottom - room


def _is_tiny(words: WordPlaces, rank: int) -> bool:
    left, top, right, bottom = words.boxes[rank]
    start, end = words.spans[rank]
    return (bottom - top if is_along(words.boxes[rank], end - start) else right - left) < _TINY


def _is_cut(text: Lettering, words: WordPlaces, seen: Painted) -> bool:
    """Whether clip paths may leave out some of a text; those of a form are in coordinates of its own."""
    if not is_clipped(text.handle):
        return False
    return text.handle in seen.nested or not _is_inside(_middle(text.ranks, words), clip_box(text.handle, words.frame))


def _is_inside(box: type_box, around: type_box | None) -> bool:
    if around is None:
        return False
    return around[0] <= box[0] and around[1] <= box[1] and around[2] >= box[2] and around[3] >= box[3]


def _covered_or_alike(texts: list[Lettering], seen: Painted, words: WordPlaces) -> set[int]:
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
    places = sorted(((_middle(text.ranks, words), text) for text in texts), key=lambda place: place[0][1])
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
        return _is_inside(box, clip_box(area.handle, self.frame))

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


def _is_pictured(seen: Painted, frame: Frame) -> bool:
    """Whether pictures cover most of the page, whole or in strips."""
    wide, high = frame.size
    area = sum(
        max(0.0, min(box[2], wide) - max(box[0], 0)) * max(0.0, min(box[3], high) - max(box[1], 0))
        for box in (one.box for one in seen.areas if one.is_picture)
    )
    return area > 0.4 * wide * high
