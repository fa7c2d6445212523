"""The words of a page that a reader sees, and those that nobody sees."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from parsers.page.layout.boxes import Frame, is_along, type_box
from parsers.page.layout.cut_words import HiddenPiece, cut_words, hidden_pieces, once
from parsers.page.layout.margin_strips import strips
from parsers.page.layout.text_page import TextPage, Word, mended, text_page
from parsers.page.layout.visible import calls
from parsers.page.layout.visible.actual_text import drawn, is_as_clear
from parsers.page.layout.visible.lettering import WordPlaces
from parsers.page.layout.visible.suspects import Suspects, suspects
from parsers.page.layout.visible.unseen import Unseen, unseen, unseen_again

_AWAY = 30_000
"""Points; a text left out is moved away too: pdfium gives no text that lies on its twin, even one left out."""
_LONG = 1.5
"""Heights; a word that is longer runs in the page's direction, whatever its letters."""
_PASSES = 3
"""Most times that a page is judged: texts appear once those they lie on are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenWords:
    """The words in the page's direction, those along its margins, those that nobody sees."""

    words: tuple[Word, ...] = ()
    strips: tuple[tuple[Word, ...], ...] = ()
    hidden: tuple[Word, ...] = ()
    pictured: bool = False
    """Whether pictures cover most of the page."""
    cut: tuple[Word, ...] = ()
    """Those of ``words`` that hidden characters continue."""
    frame: Frame | None = None


def seen_words(page: Any, box: type_box, characters: int, objects: int, layered: Callable[[], bool]) -> SeenWords:
    """The words of ``page``, whose visible part is ``box``, of at most so many ``characters`` and ``objects``.

    ``layered`` says whether the document has layers that may be off; it is only asked when a text may be on one.
    """
    reader = _Reader(page, box, characters, objects, layered)
    read = reader.first()
    found = _sorted(read, tuple(reader.hidden), pictured=reader.pictured)
    return replace(found, cut=cut_words(found.words, reader.pieces)) if reader.pieces else found


@dataclass(slots=True)
class _Reader:
    """Reads a page until all the texts that it gives were judged."""

    page: Any
    box: type_box
    characters: int
    objects: int
    layered: Callable[[], bool]
    hidden: list[Word] = field(default_factory=list)
    pieces: list[HiddenPiece] = field(default_factory=list)
    pictured: bool = False
    judged: set[int] = field(default_factory=set)
    parts: dict[int, tuple[bool, ...]] = field(default_factory=dict)

    def first(self) -> TextPage:
        """The text that is seen; what is not, among the ``hidden`` words."""
        for turn in range(_PASSES):
            with _text_page(self.page) as raw:
                read = self._read(raw)
                found = self._suspects(raw, read)
                if turn == 0:
                    self.pictured, replaced = found.pictured, found.replaced
                new = found.apart_from(self.judged)
                self.judged |= found.texts
                if not new.unpainted and not new.doubtful:
                    return self._as_drawn(read, replaced) if replaced else read
                lost = unseen(self.page, raw, new, self.box, self.characters)
            self._leave_out(read, lost)
        return self._again(known=self.judged)

    def _leave_out(self, read: TextPage, lost: Unseen) -> None:
        self.hidden += _hidden(read, lost.places)
        self.pieces += hidden_pieces(read, lost.places)
        self.parts |= lost.parts
        for handle in lost.gone:
            calls.activate(handle, 0)
            calls.transform(handle, 1, 0, 0, 1, _AWAY, _AWAY)

    def _as_drawn(self, given: TextPage, replaced: list[tuple[int, int]]) -> TextPage:
        """The letters that are drawn where the file gives others, when they are known as well."""
        drawn(replaced)
        read = self._again(known=self.judged)
        if not is_as_clear(read.text, given.text):
            return given
        self.hidden += _left_out(given, read)
        return read

    def _read(self, raw: Any, known: Iterable[int] | None = None) -> TextPage:
        return text_page(raw, self.box, self.characters, unseen_again(raw, self.parts, self.characters, known))

    def _again(self, known: Iterable[int]) -> TextPage:
        with _text_page(self.page) as raw:
            return self._read(raw, known)

    def _suspects(self, raw: Any, read: TextPage) -> Suspects:
        places = WordPlaces(spans=read.spans, boxes=read.boxes, frame=read.frame)
        return suspects(calls.address(self.page.raw), calls.address(raw), places, self.objects, self.layered)


@contextmanager
def _text_page(page: Any) -> Iterator[Any]:
    text = page.get_textpage()
    try:
        yield text.raw
    finally:
        text.close()


def _left_out(before: TextPage, after: TextPage) -> Iterator[Word]:
    """The words of ``before`` that are not on the page at all."""
    letters = "".join(filter(str.isalnum, after.text))
    for (start, end), box in zip(before.spans, before.boxes, strict=True):
        if "".join(filter(str.isalnum, before.text[start:end])) not in letters:
            yield Word(mended(before.text[start:end]), *box)


def _hidden(read: TextPage, places: frozenset[int]) -> Iterator[Word]:
    """The words of which nobody sees some characters: those characters."""
    for (start, end), box in zip(read.spans, read.boxes, strict=True):
        text = "".join(read.text[place] for place in range(start, end) if place in places)
        if text:
            yield Word(mended(text), *box)


def _sorted(read: TextPage, hidden: tuple[Word, ...], *, pictured: bool) -> SeenWords:
    """The words of the page; what is off the page is hidden too."""
    lengths = [end - start for start, end in read.spans]
    words = [Word(mended(read.text[start:end]), *box) for (start, end), box in zip(read.spans, read.boxes, strict=True)]
    wide, high = read.frame.size
    off = {
        rank
        for rank, (left, top, right, bottom) in enumerate(read.boxes)
        if (left < 0 or top < 0 or right > wide or bottom > high) and not _is_on(read.boxes[rank], wide, high)
    }
    across = {
        rank
        for rank, (left, top, right, bottom) in enumerate(read.boxes)
        if right - left <= _LONG * abs(bottom - top) and not is_along(read.boxes[rank], lengths[rank])
    }
    beside = strips(read.boxes, lengths) if across else []
    apart = off.union(across, *beside)
    return SeenWords(
        words=once(word for rank, word in enumerate(words) if rank not in apart) if apart else once(words),
        strips=tuple(tuple(words[rank] for rank in ranks if rank not in off) for ranks in beside),
        hidden=(*hidden, *(word for rank, word in enumerate(words) if rank in off)) if off else hidden,
        pictured=pictured,
        frame=read.frame,
    )


def _is_on(box: type_box, wide: float, high: float) -> bool:
    """Whether a word is inside the page, but for the room that fonts leave around their letters."""
    left, top, right, bottom = box
    return min(right, wide) - max(left, 0) >= _INSIDE * (right - left) and min(bottom, high) - max(
        top, 0
    ) >= _INSIDE / 2 * (bottom - top)


_INSIDE = 0.8
"""Least share of a word's width inside the page."""
