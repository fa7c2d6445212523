"""Texts that lie on one another: which, and in what groups they can be looked at."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from parsers.page.layout.boxes import type_box

_CELL = 24.0
"""Points; side of the squares by which neighbours are found."""
_MOST = 200
"""Most texts of one square; nobody can read more."""
_SLACK = 0.5
"""Points that two letters side by side may share."""
_LARGEST = 4000
"""Most squares of one text."""


def piled(boxes: Mapping[int, type_box]) -> dict[int, set[int]]:
    """For each text that lies on others, those others; ``boxes`` are (left, bottom, right, top)."""
    squares: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for handle, box in boxes.items():
        for square in _squares(box):
            squares[square].append(handle)
    found: defaultdict[int, set[int]] = defaultdict(set)
    for members in squares.values():
        crowd = members[:_MOST]
        for rank, one in enumerate(crowd):
            for other in crowd[rank + 1 :]:
                if _overlap(boxes[one], boxes[other]):
                    found[one].add(other)
                    found[other].add(one)
    return dict(found)


def groups(piles: Mapping[int, set[int]], most: int) -> list[list[int]]:
    """The texts of ``piles`` in at most ``most`` groups whose members do not lie on one another; others left out."""
    chosen: dict[int, int] = {}
    for handle, others in piles.items():
        taken = {chosen[other] for other in others if other in chosen}
        free = next((rank for rank in range(most) if rank not in taken), None)
        if free is not None:
            chosen[handle] = free
    return [
        members for rank in range(most) if (members := [handle for handle, group in chosen.items() if group == rank])
    ]


def _squares(box: type_box) -> Iterator[tuple[int, int]]:
    left, bottom, right, top = (round(edge // _CELL) for edge in box)
    if (right - left + 1) * (top - bottom + 1) > _LARGEST:
        return
    for column in range(left, right + 1):
        for row in range(bottom, top + 1):
            yield column, row


def _overlap(one: type_box, other: type_box) -> bool:
    """Whether two boxes share more than an edge."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > _SLACK and high > _SLACK
