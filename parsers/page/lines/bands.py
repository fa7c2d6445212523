"""The rows of a table gathered by line: cells that are wrapped stand above or below the amount of their line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.page.layout.words import Word
from parsers.page.lines.body import Row
from parsers.page.lines.columns import Column
from parsers.page.lines.pieces import Piece, Space

_REACH = 2.2
"""Greatest distance between the middles of a wrapped cell and of the amount of its line, in heights."""
_SHOWING = 3
"""Fewest lines that show where a column ends."""
_NEARLY = 0.85
"""Least part of the longest line that those others are long."""
_SLACK = 3.0
"""Points that a word may stand out of its column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """The words of each line, row by row, and what stands in the column of designations, page by page."""

    lines: tuple[tuple[Word, ...], ...]
    pages: tuple[tuple[Piece, ...], ...]


def bands(rows: Sequence[Row], found: Sequence[Column], wanted: int) -> Bands | None:
    """``rows`` by line; ``found[wanted]`` is the column of designations. ``None`` when some words fit nowhere."""
    lines: list[tuple[Word, ...]] = []
    pages: list[tuple[Piece, ...]] = []
    for page in dict.fromkeys(row.page for row in rows):
        here = [row for row in rows if row.page == page]
        if not any(row.amount is not None for row in here):
            continue
        split = _of_page(here, found, wanted)
        if split is None:
            return None
        lines += split.lines
        pages += split.pages
    return Bands(lines=tuple(lines), pages=tuple(pages))


def space(pages: Sequence[Sequence[Piece]], found: Sequence[Column], wanted: int) -> Space:
    """The edges of the column of designations: where several lines end close together, its right one is there.

    A word alone on its line may reach out of its column.
    """
    column = found[wanted]
    every = [piece for page in pages for piece in _to_last_amount(page)]
    breakable = [piece for piece in every if len(piece.words) > 1] or every
    ends = sorted((piece.words[-1].right for piece in breakable), reverse=True)
    ends = ends or [column.right]
    limit, after = ends[0], found[wanted + 1] if wanted + 1 < len(found) else None
    shown = len(ends) >= _SHOWING and ends[_SHOWING - 1] - column.left >= _NEARLY * (limit - column.left)
    right = limit if shown or after is None else min(after.left, after.heading.left)
    return Space(left=column.left, limit=limit, right=max(right, limit), shown=shown)


def _to_last_amount(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Those that have words, without what follows the last amount."""
    last = max(rank for rank, piece in enumerate(pieces) if piece.anchor is not None)
    return (piece for piece in pieces[: last + 1] if piece.words)


def _of_page(rows: list[Row], found: Sequence[Column], wanted: int) -> Bands | None:
    right = found[wanted + 1].left if wanted + 1 < len(found) else float("inf")
    left = max(found[wanted].left - _SLACK, found[wanted - 1].right - 0.5 if wanted else 0.0)
    anchors = [rank for rank, row in enumerate(rows) if row.amount is not None]
    lines: dict[int, list[tuple[Word, ...]]] = {rank: [] for rank in anchors}
    pieces: list[Piece] = []
    for rank, row in enumerate(rows):
        inside = tuple(word for word in row.words if word.left > left and word.left < right)
        loose = tuple(word for word in row.words if word not in inside)
        if rank in lines:
            lines[rank].append(row.words)
        elif loose:
            owner = _owner(rows, anchors, row, loose, found)
            if owner is None and rank > anchors[-1]:
                break
            if owner is None:
                return None
            lines[owner].append(loose)
        if inside or rank in lines:
            pieces.append(_piece(row, inside, loose, rank if rank in lines else None))
    return Bands(
        lines=tuple(tuple(word for words in lines[rank] for word in words) for rank in anchors), pages=(tuple(pieces),)
    )


def _piece(row: Row, inside: tuple[Word, ...], loose: tuple[Word, ...], anchor: int | None) -> Piece:
    """The words of a row in the column of designations, with the places of their own and of the numbers beside."""
    own, numbers = inside or row.words, loose or row.words
    return Piece(
        words=inside,
        top=min(word.top for word in own),
        bottom=max(word.bottom for word in own),
        anchor=anchor,
        level=(min(word.top for word in numbers) + max(word.bottom for word in numbers)) / 2,
    )


def _owner(
    rows: list[Row], anchors: list[int], row: Row, loose: tuple[Word, ...], found: Sequence[Column]
) -> int | None:
    """The amount whose line a wrapped cell is part of: the nearest one, when each word stands in a column."""
    if not all(any(_is_within(word, column) for column in found) for word in loose):
        return None
    nearest = min(anchors, key=lambda rank: abs(rows[rank].middle - row.middle))
    near = abs(rows[nearest].middle - row.middle) <= _REACH * rows[nearest].height
    return nearest if near else None


def _is_within(word: Word, column: Column) -> bool:
    left, right = min(column.left, column.heading.left), max(column.right, column.heading.right)
    return word.left > left - _SLACK and word.right < right + _SLACK
