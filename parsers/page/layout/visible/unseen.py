"""The characters that nobody sees, of the texts that may be unseen."""

import ctypes
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from parsers.page.layout.boxes import type_box
from parsers.page.layout.visible import calls
from parsers.page.layout.visible.piles import groups, piled
from parsers.page.layout.visible.suspects import Suspects

_ROUNDS = 4
"""Most drawings to tell apart texts that lie on one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """The characters of one text object, in the text page's order, and the boxes of their ink."""

    places: list[int] = field(default_factory=list)
    """Their ranks in the text page."""
    boxes: list[type_box] = field(default_factory=list)
    """Left, bottom, right, top, in pdfium's points."""

    @property
    def box(self) -> type_box:
        """The box of all of them."""
        lefts, bottoms, rights, tops = zip(*self.boxes, strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """What nobody sees of a text page."""

    gone: frozenset[int] = frozenset()
    """Addresses of text objects of which nothing is seen."""
    parts: dict[int, tuple[bool, ...]] = field(default_factory=dict)
    """Of other text objects, whether each of their characters is seen, in the text page's order."""
    places: frozenset[int] = frozenset()
    """Ranks of the unseen characters in the text page that was looked at."""


def unseen(page: Any, text: Any, found: Suspects, frame: type_box, limit: int) -> Unseen:
    """The characters of ``text``, the text page of ``page``, that nobody sees, at most the first ``limit``.

    ``frame`` is the visible part of the page, in pdfium's order.
    """
    letters = _letters(text, found.unpainted | found.doubtful, limit)
    doubtful = {handle: letters[handle] for handle in found.doubtful & letters.keys()}
    shown = _shown(page, doubtful, frame, found) if doubtful else {}
    seen = {handle: shown.get(handle, frozenset()) for handle in letters}
    places = (place for handle, own in letters.items() for place in own.places if place not in seen[handle])
    return Unseen(
        gone=frozenset(handle for handle in letters if not seen[handle]),
        parts={
            handle: tuple(place in seen[handle] for place in own.places)
            for handle, own in letters.items()
            if 0 < len(seen[handle]) < len(own.places)
        },
        places=frozenset(places),
    )


def unseen_again(
    text: Any, parts: Mapping[int, tuple[bool, ...]], limit: int, known: Iterable[int] | None = None
) -> Iterator[int]:
    """The unseen characters of a new text page, made when the text objects that are ``gone`` were left out.

    ``parts`` are those of :class:`Unseen`; of objects that are not ``known``, if given, nothing is seen.
    """
    for handle, own in _letters(text, parts.keys(), limit).items():
        yield from (place for place, seen in zip(own.places, parts[handle], strict=False) if not seen)
    if known is not None:
        address, judged = calls.address(text), {None, *known}
        count = min(pdfium.FPDFText_CountChars(text), limit)
        yield from (place for place in range(count) if calls.owner(address, place) not in judged)


def _letters(text: Any, handles: Set[int], limit: int) -> dict[int, Letters]:
    """The characters of each of ``handles`` that have a box."""
    if not handles:
        return {}
    address, owner = calls.address(text), calls.owner
    found: dict[int, Letters] = {}
    edges = [ctypes.c_double() for _ in range(4)]
    at = [ctypes.byref(edge) for edge in edges]
    for place in range(min(pdfium.FPDFText_CountChars(text), limit)):
        handle = owner(address, place)
        if handle in handles and pdfium.FPDFText_GetUnicode(text, place) not in _BLANKS:
            pdfium.FPDFText_GetCharBox(text, place, *at)
            left, right, bottom, top = (edge.value for edge in edges)
            own = found.setdefault(handle, Letters())
            own.places.append(place)
            own.boxes.append((left, bottom, right, top))
    return found


_BLANKS = frozenset({0, 9, 10, 13, 32, 160, 0x2007, 0x2009, 0x202F})


def _shown(page: Any, letters: dict[int, Letters], frame: type_box, found: Suspects) -> dict[int, frozenset[int]]:
    """The ranks of the characters of each of ``letters`` that leave ink on the page; none when it would
    be too long to draw.
    """
    from parsers.page.layout.visible.drawing import Drawing, scale_for

    scale, rough = scale_for(frame, found.painted), found.rough
    if scale is None:
        return {}
    boxes = {handle: own.box for handle, own in letters.items()}
    drawing = Drawing(page, frame, scale, boxes.values())
    shown = _inked(letters, drawing.without(letters), rough)
    alike = [
        handle for handle in letters.keys() & found.colours if drawing.is_paper(boxes[handle], found.colours[handle])
    ]
    if alike:
        return _shown_of(letters, drawing, rough, shown) | dict.fromkeys(alike, frozenset())
    return _shown_of(letters, drawing, rough, shown)


def _shown_of(
    letters: dict[int, Letters], drawing: Any, rough: Set[int], shown: dict[int, frozenset[int]]
) -> dict[int, frozenset[int]]:
    """``shown``, once texts that lie on one another were drawn apart."""
    boxes = {handle: own.box for handle, own in letters.items()}
    piles = piled(boxes)
    tangled = {handle: others for handle, others in piles.items() if shown[handle]}
    if not tangled:
        return shown
    alone: dict[int, frozenset[int]] = dict.fromkeys(tangled, frozenset())
    for group in groups(tangled, _ROUNDS):
        alone |= _inked({handle: letters[handle] for handle in group}, drawing.without(group), rough)
    masked = {handle: letters[handle] for handle, places in alone.items() if not places}
    together = _inked(masked, drawing.without(masked), rough) if masked else {}
    return shown | alone | together


def _inked(letters: dict[int, Letters], ink: Any, rough: Set[int]) -> dict[int, frozenset[int]]:
    return {
        handle: frozenset(
            place for place, box in zip(own.places, own.boxes, strict=True) if ink.shows(box, whole=handle not in rough)
        )
        for handle, own in letters.items()
    }
