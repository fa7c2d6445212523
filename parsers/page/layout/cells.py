"""Groups words into lines and lines into cells: a cell is the words between two wide gaps."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from statistics import median

from parsers.page.layout.boxes import type_box
from parsers.page.layout.words import Leaf, Word

_GAP = 1.7
"""Widest gap inside a cell, in character widths of the words on both sides."""
_SPACED = 4
"""Number of consecutive single characters that form a letter-spaced word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Adjacent words; ``row`` is the rank of its line and ``column`` its rank in the line, from 0."""

    text: str
    words: tuple[Word, ...]
    starts: tuple[int, ...]
    """Index in ``text`` of each word's first character."""
    left: float
    top: float
    right: float
    bottom: float
    page: int
    row: int
    column: int

    @property
    def height(self) -> float:
        """Points."""
        return self.bottom - self.top

    def box(self, start: int, end: int) -> type_box:
        """The box of the words that hold the characters ``start`` to ``end`` of the text."""
        first = max(0, bisect_right(self.starts, start) - 1)
        last = max(first, bisect_right(self.starts, max(start, end - 1)) - 1)
        words = self.words[first : last + 1]
        return (words[0].left, min(w.top for w in words), words[-1].right, max(w.bottom for w in words))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLines:
    """A page as lines of cells, top to bottom."""

    number: int
    width: float
    height: float
    lines: tuple[tuple[Cell, ...], ...]


def page_lines(leaf: Leaf) -> PageLines:
    """The page ``leaf`` as lines of cells."""
    lines = tuple(
        tuple(_cell(group, leaf.number, row, column) for column, group in enumerate(_groups(_joined(line))))
        for row, line in enumerate(_lines(leaf.words))
    )
    beside = tuple((_strip(words, leaf, len(lines) + rank),) for rank, words in enumerate(leaf.strips))
    return PageLines(number=leaf.number, width=leaf.width, height=leaf.height, lines=lines + beside)


def _strip(words: tuple[Word, ...], leaf: Leaf, row: int) -> Cell:
    """A line along the margin as the last line of the page, where notices are; its words keep their boxes."""
    cell = _cell(list(words), leaf.number, row, 0)
    top = leaf.height + 10.0 * row
    return replace(cell, left=0.0, right=leaf.width, top=top, bottom=top + 8.0)


def _lines(words: Iterable[Word]) -> list[list[Word]]:
    """Lines of words with level middles, in reading order."""
    lines: list[list[Word]] = []
    level = thinnest = 0.0
    for word in sorted(words, key=lambda w: w.top + w.bottom):
        middle, height = (word.top + word.bottom) / 2, word.bottom - word.top
        if lines and middle - level <= 0.42 * min(thinnest, height):
            lines[-1].append(word)
            level += (middle - level) / len(lines[-1])
            thinnest = min(thinnest, height)
        else:
            lines.append([word])
            level, thinnest = middle, height
    for line in lines:
        line.sort(key=lambda w: w.left)
    return lines


def _joined(line: list[Word]) -> list[Word]:
    """The line with letter-spaced words (``F A C T U R E``) and digits in separate boxes joined."""
    if sum(len(word.text) == 1 for word in line) < _SPACED:
        return line
    done: list[Word] = []
    run: list[Word] = []
    for word in line:
        if run and (len(word.text) > 1 or word.left - run[-1].right > 1.6 * (word.bottom - word.top)):
            done += _closed(run)
            run = []
        if len(word.text) == 1:
            run.append(word)
        else:
            done.append(word)
    return done + _closed(run)


def _closed(run: list[Word]) -> list[Word]:
    if len(run) < _SPACED or sum(word.text.isalnum() for word in run) < _SPACED:
        return run
    pitches = [b.left - a.left for a, b in pairwise(run)]
    wide = 1.5 * median(pitches)
    words = [run[0]]
    for word, pitch in zip(run[1:], pitches, strict=True):
        last = words[-1]
        if pitch > wide:
            words.append(word)
        else:
            words[-1] = Word(
                last.text + word.text, last.left, min(last.top, word.top), word.right, max(last.bottom, word.bottom)
            )
    return words


_BARS = frozenset("|│┃¦")


def _groups(line: Sequence[Word]) -> list[list[Word]]:
    """``line`` split at its wide gaps and at vertical bars, which are dropped."""
    groups = [[line[0]]]
    for before, word in pairwise(line):
        if before.text in _BARS or word.text in _BARS or _is_apart(before, word):
            groups.append([word])
        else:
            groups[-1].append(word)
    return [group for group in groups if group[0].text not in _BARS] or groups


def _is_apart(a: Word, b: Word) -> bool:
    """Whether a wide gap is between two words of a line."""
    gap, low = b.left - a.right, 0.42 * min(a.bottom - a.top, b.bottom - b.top)
    if gap <= _GAP * low:
        return False
    character = (a.right - a.left + b.right - b.left) / (len(a.text) + len(b.text))
    return character >= 3 * low or gap > _GAP * max(character, low)


def cut(cell: Cell, places: Sequence[int]) -> list[Cell]:
    """``cell`` split before the characters ``places``; the caller sets the columns."""
    ranks = [0, *(bisect_right(cell.starts, place) - 1 for place in places), len(cell.words)]
    return [
        _cell(list(cell.words[a:b]), cell.page, cell.row, cell.column) for a, b in pairwise(sorted(set(ranks))) if b > a
    ]


def joined(words: Sequence[Word], beside: Cell) -> Cell:
    """``words`` as one cell on the line of ``beside``."""
    return _cell(list(words), beside.page, beside.row, beside.column)


def at(cell: Cell, column: int) -> Cell:
    """``cell`` with the rank ``column`` in its line."""
    return cell if cell.column == column else replace(cell, column=column)


def _cell(words: list[Word], page: int, row: int, column: int) -> Cell:
    texts, lefts, tops, rights, bottoms = zip(*words, strict=True)
    return Cell(
        text=" ".join(texts),
        words=tuple(words),
        starts=(0, *accumulate(len(text) + 1 for text in texts[:-1])),
        left=lefts[0],
        top=min(tops),
        right=max(rights),
        bottom=max(bottoms),
        page=page,
        row=row,
        column=column,
    )
