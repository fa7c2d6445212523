"""The text objects of a page that have words, and where those words stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from parsers.page.layout.boxes import Frame, type_box
from parsers.page.layout.visible.painted import type_colour


class Lettering(NamedTuple):
    """A text object with words, and the colour of its letters."""

    handle: int
    rank: int
    ranks: list[int]
    """Of its words."""
    colour: type_colour | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPlaces:
    """The words of a text page: first and last character of each, and its box on the upright page."""

    spans: Sequence[tuple[int, int]]
    boxes: Sequence[type_box]
    frame: Frame


def middle(ranks: Sequence[int], words: WordPlaces) -> type_box:
    """The box of several words, without the room that fonts leave around their letters."""
    boxes = [words.boxes[rank] for rank in ranks]
    if len(boxes) == 1:
        ((left, top, right, bottom),) = boxes
    else:
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        left, top, right, bottom = min(lefts), min(tops), max(rights), max(bottoms)
    aside = min(1.0, (right - left) / 4)
    room = 0.3 * (boxes[0][3] - boxes[0][1])
    return left + aside, top + room, right - aside, bottom - room


def is_inside(box: type_box, around: type_box | None) -> bool:
    """Whether ``box`` is all inside ``around``, if that is known."""
    if around is None:
        return False
    return around[0] <= box[0] and around[1] <= box[1] and around[2] >= box[2] and around[3] >= box[3]
