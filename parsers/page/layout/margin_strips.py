"""Lines that run vertically in the margin of an upright page, usually a legal notice."""

from collections.abc import Sequence

from parsers.page.layout.boxes import type_box

_FEWEST = 3
"""Least number of vertical words in a strip."""
_LEVEL = 3.0
"""Greatest distance, in points, between the left edges of its words."""


def strips(boxes: Sequence[type_box], lengths: Sequence[int]) -> list[tuple[int, ...]]:
    """Ranks, in reading order, of the words of each strip; ``boxes`` and ``lengths`` describe all words.

    A slanted watermark is no strip.
    """
    upright = sorted(
        (box for box, length in zip(boxes, lengths, strict=True) if _is_upright(box, length)), key=lambda box: box[0]
    )
    found, group = [], upright[:1]
    for box in upright[1:]:
        if box[0] - group[0][0] > _LEVEL:
            found.append(group)
            group = []
        group.append(box)
    found.append(group)
    return [_strip(boxes, group) for group in found if len(group) >= _FEWEST]


def _is_upright(box: type_box, length: int) -> bool:
    left, top, right, bottom = box
    return length >= 3 and bottom - top > 1.3 * (right - left)


def _strip(boxes: Sequence[type_box], group: list[type_box]) -> tuple[int, ...]:
    """Ranks of all words between the edges of ``group``, including short ones whose direction is unknown."""
    left, right = min(box[0] for box in group) - 1, max(box[2] for box in group) + 1
    return tuple(rank for rank, box in enumerate(boxes) if box[0] >= left and box[2] <= right)
