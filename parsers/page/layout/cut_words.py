"""Words of which a reader sees only a part, and words that are drawn twice to look bold."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from parsers.page.layout.boxes import type_box
from parsers.page.layout.text_page import TextPage, Word, mended

_GAP = 0.6
"""Greatest distance, in line heights, of a seen word and the hidden characters that continue it."""
_TWIN = 1.2
"""Points between a word and its copy, drawn to look bold or to give it a shadow."""
_TWIN_SHARE = 0.15
"""The same, in heights of the word."""


class HiddenPiece(NamedTuple):
    """A word with characters that nobody sees."""

    text: str
    """All its characters."""
    is_whole: bool
    """Whether none of them is seen."""
    box: type_box


def hidden_pieces(read: TextPage, places: frozenset[int]) -> Iterator[HiddenPiece]:
    """The words of ``read`` of which characters are at the unseen ``places``, without those of signs only."""
    for (start, end), box in zip(read.spans, read.boxes, strict=True):
        unseen = [place for place in range(start, end) if place in places]
        if any(read.text[place].isalnum() for place in unseen):
            yield HiddenPiece(mended(read.text[start:end]), len(unseen) == end - start, box)


def cut_words(words: Iterable[Word], pieces: Iterable[HiddenPiece]) -> tuple[Word, ...]:
    """Those of ``words`` that ``pieces`` continue on their line: what is seen is not the whole value."""
    rows: defaultdict[int, list[HiddenPiece]] = defaultdict(list)
    for piece in pieces:
        rows[round(piece.box[1] / _ROW)].append(piece)
    return tuple(word for word in words if any(_is_cut(word, piece) for piece in _near(rows, word)))


_ROW = 8.0
"""Points; height of the rows by which pieces are found."""


def _near(rows: dict[int, list[HiddenPiece]], word: Word) -> Iterator[HiddenPiece]:
    row = round(word.top / _ROW)
    for near in (row - 1, row, row + 1):
        yield from rows.get(near, ())


def _is_cut(word: Word, piece: HiddenPiece) -> bool:
    left, top, right, bottom = piece.box
    high = word.bottom - word.top
    if abs((top + bottom) - (word.top + word.bottom)) > 0.6 * high:
        return False
    if not piece.is_whole:
        return word.left < right and word.right > left and piece.text not in word.text
    if not any(map(str.isdigit, piece.text)) or not any(map(str.isdigit, word.text)):
        return False
    gap = max(left - word.right, word.left - right)
    return -0.2 * high < gap < _GAP * high


def once(words: Iterable[Word]) -> tuple[Word, ...]:
    """``words`` without copies of others that are drawn almost on them."""
    kept: list[Word] = []
    first: dict[str, Word] = {}
    known: dict[str, defaultdict[int, list[Word]]] = {}
    for word in words:
        other = first.setdefault(word.text, word)
        if other is not word:
            alike = known.get(word.text)
            if alike is None:
                alike = known[word.text] = defaultdict(list, {_row(other): [other]})
            if _has_twin(word, alike):
                continue
            alike[_row(word)].append(word)
        kept.append(word)
    return tuple(kept)


def _row(word: Word) -> int:
    return int(word.top / _TWIN)


def _has_twin(word: Word, alike: dict[int, list[Word]]) -> bool:
    row = _row(word)
    near = [*alike.get(row - 1, ()), *alike.get(row, ()), *alike.get(row + 1, ())]
    return bool(near) and any(_is_twin(word, other) for other in near)


def _is_twin(one: Word, other: Word) -> bool:
    most = min(_TWIN, _TWIN_SHARE * (one.bottom - one.top))
    return abs(one.left - other.left) <= most and abs(one.top - other.top) <= most
