"""Cheap signs that a text of a page may not be seen. Most pages have none; only what has one is looked at closely."""

from collections import defaultdict
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field, replace

import pypdfium2.raw as pdfium

from parsers.page.layout.boxes import Frame, is_along
from parsers.page.layout.visible import calls
from parsers.page.layout.visible.actual_text import replaced
from parsers.page.layout.visible.clips import clip_box, is_clipped
from parsers.page.layout.visible.covers import covered_or_alike
from parsers.page.layout.visible.fonts import Fonts
from parsers.page.layout.visible.lettering import Lettering, WordPlaces, is_inside, middle
from parsers.page.layout.visible.painted import Painted, Shades, painted, type_colour

_UNPAINTED = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
_OUTLINED = frozenset({pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP})
_TINY = 2.0
"""Points; letters that are less high are read by nobody."""


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
    found.doubtful |= covered_or_alike(letterings, seen, words)
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


def _is_tiny(words: WordPlaces, rank: int) -> bool:
    left, top, right, bottom = words.boxes[rank]
    start, end = words.spans[rank]
    return (bottom - top if is_along(words.boxes[rank], end - start) else right - left) < _TINY


def _is_cut(text: Lettering, words: WordPlaces, seen: Painted) -> bool:
    """Whether clip paths may leave out some of a text; those of a form are in coordinates of its own."""
    if not is_clipped(text.handle):
        return False
    return text.handle in seen.nested or not is_inside(middle(text.ranks, words), clip_box(text.handle, words.frame))


def _is_pictured(seen: Painted, frame: Frame) -> bool:
    """Whether pictures cover most of the page, whole or in strips."""
    wide, high = frame.size
    area = sum(
        max(0.0, min(box[2], wide) - max(box[0], 0)) * max(0.0, min(box[3], high) - max(box[1], 0))
        for box in (one.box for one in seen.areas if one.is_picture)
    )
    return area > 0.4 * wide * high
