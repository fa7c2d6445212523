"""The designation of each row with an amount, from the text beside, above and below it.

Numbers of a wrapped designation stand on its first line, at its middle, or on its last. Which one it is, the rows of
the whole table must show; where they allow two readings, there is none.
"""

from collections.abc import Sequence
from itertools import pairwise

from parsers.page.lines.pieces import Piece, Space, fills, goes_on, joined, may_continue

_LEVEL = 0.3
"""Greatest distance between the middle of a designation and that of its numbers, in heights."""
_WIDE = 1.6
"""Greatest distance between the tops of two lines of one designation, in heights."""
_NEARER = 1.05
"""How much nearer lines of one designation are to each other than to the next."""


def designations(pieces: Sequence[Piece], space: Space) -> list[str] | None:
    """The designation of each amount of one page, in order; ``None`` when it cannot be told.

    ``pieces`` are all rows of the table on that page from its head on, including those with an amount and no words.
    """
    ways = [found for way in (_from_top, _around, _to_bottom) if (found := way(pieces, space)) is not None]
    return ways[0] if ways and all(way == ways[0] for way in ways) else None


def _from_top(pieces: Sequence[Piece], space: Space) -> list[str] | None:
    """Each designation begins beside its amount; text that does not continue it is a title or a remark."""
    groups: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.anchor is not None:
            groups.append([piece])
        else:
            groups[-1].append(piece)
    above, *groups = groups
    if not groups or any(not group[0].words for group in groups):
        return None
    if above and may_continue(above[-1], groups[0][0], space):
        return None
    tight = min((b[0].top - a[-1].top for a, b in pairwise(groups)), default=float("inf")) / _NEARER
    names = []
    for group, following in zip(groups, [*(later[0] for later in groups[1:]), None], strict=True):
        name = _begun(group, following, space, tight)
        if name is None:
            return None
        names.append(name)
    return names


def _begun(group: list[Piece], following: Piece | None, space: Space, tight: float) -> str | None:
    """The first line of ``group`` and those that continue it.

    A line no nearer than ``tight`` that begins with a capital may be a title: then there is none.
    """
    taken = [group[0]]
    for piece in group[1:]:
        last = taken[-1]
        if piece.top - last.top > _WIDE * last.height or not may_continue(last, piece, space):
            break
        if not fills(last, space) or (piece.top - last.top > tight and piece.text[0].isupper()):
            return None
        taken.append(piece)
    left = group[len(taken) :]
    if following is not None and left and _belongs_to(left[-1], group, following, space):
        return None
    return joined(taken)


def _belongs_to(piece: Piece, group: list[Piece], following: Piece, space: Space) -> bool:
    """Whether ``piece`` may be the beginning of the designation beside the amount of ``following``."""
    if not may_continue(piece, following, space):
        return False
    before = group[group.index(piece) - 1]
    return not _NEARER * (piece.top - before.top) < following.top - piece.top


def _around(pieces: Sequence[Piece], space: Space) -> list[str] | None:
    """Each amount is level with the middle of its designation."""
    anchors = [piece for piece in pieces if piece.anchor is not None]
    lines = [piece for piece in pieces if piece.words]
    groups, start = [], 0
    for anchor in anchors:
        end = next(
            (
                end
                for end in range(start + 1, len(lines) + 1)
                if abs((lines[start].middle + lines[end - 1].middle) / 2 - anchor.level) <= _LEVEL * anchor.height
            ),
            None,
        )
        if end is None:
            return None
        groups.append(lines[start:end])
        start = end
    between = not any(anchor.words for anchor, group in zip(anchors, groups, strict=True) if len(group) > 1)
    return _checked(groups, space, alone=between) if start == len(lines) else None


def _to_bottom(pieces: Sequence[Piece], space: Space) -> list[str] | None:
    """Each designation ends beside its amount."""
    groups: list[list[Piece]] = [[]]
    for piece in pieces:
        groups[-1].append(piece)
        if piece.anchor is not None:
            groups.append([])
    if groups.pop() or any(not group[-1].words for group in groups):
        return None
    return _checked(groups, space, alone=False)


def _checked(groups: list[list[Piece]], space: Space, *, alone: bool) -> list[str] | None:
    """The designations, when each line of one is full and nearer to the others than to the next designation.

    Without a next one to compare with, its first line may be a title, unless ``alone`` says that it cannot, or the
    next lines go on in small letters.
    """
    inner = [pair for group in groups for pair in pairwise(group)]
    outer = [b[0].top - a[-1].top for a, b in pairwise(groups)]
    if not all(may_continue(a, b, space) and (fills(a, space) or goes_on(b)) for a, b in inner):
        return None
    widest = max((b.top - a.top for a, b in inner), default=0.0)
    if inner and not outer and not alone and not all(goes_on(b) for _, b in inner):
        return None
    if inner and any(_NEARER * widest > gap for gap in outer):
        return None
    return [joined(group) for group in groups]
