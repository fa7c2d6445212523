"""The words that each form field shows by its appearance, beside the value that the file holds for it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from parsers.page.layout.boxes import Frame
from parsers.page.layout.text_page import Word
from parsers.page.layout.visible.note_texts import Written


class ShownField(NamedTuple):
    """A field: the words that it shows, and the ``value`` that the file holds."""

    words: tuple[Word, ...]
    value: str


def shown_fields(words: Iterable[Word], frame: Frame, drawn: Iterable[Written]) -> Iterator[ShownField]:
    """The fields ``drawn`` that show some of ``words``."""
    words = tuple(words)
    for field in drawn:
        left, top, right, bottom = frame.seen(field.box)
        shown = tuple(
            word
            for word in words
            if left <= (word.left + word.right) / 2 <= right and top <= (word.top + word.bottom) / 2 <= bottom
        )
        if shown:
            yield ShownField(shown, field.text)
