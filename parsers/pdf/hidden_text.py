"""Findings about text in a PDF that nobody sees."""

import re
from collections.abc import Iterator, Sequence

from domain.finding import Finding
from parsers.ocr.rules import LAYER
from parsers.page.layout.words import Leaf
from parsers.page.rules import HIDDEN

_MEANS = re.compile(r"\d|[^\W\d_]{3}")
"""What makes a word worth a finding: a digit or three letters; some programs leave lone signs."""
_ADDRESS = re.compile(r"www\.|https?:", re.I)
"""Of the program that made the file, when it comes without any digit."""
_SHOWN = 12
"""Most words that are shown of a text."""


def hidden_findings(found: Sequence[Leaf]) -> Iterator[Finding]:
    """One finding about hidden text, and one about text laid over scans by another program."""
    texts = {leaf.number: words for leaf in found if not leaf.layered and (words := _telling(leaf))}
    if texts:
        shown = [word for words in texts.values() for word in words][:_SHOWN]
        yield HIDDEN.finding(pages=tuple(texts), text=" ".join(shown))
    layers = tuple(leaf.number for leaf in found if leaf.layered)
    if layers:
        yield LAYER.finding(pages=layers)


def _telling(leaf: Leaf) -> list[str]:
    """The hidden words of a page when one of them is nowhere seen: a letter's white edge hides nothing."""
    words = [word.text for word in leaf.hidden]
    if leaf.cut or not words:
        return words
    seen = {word.text for word in leaf.words}
    if not any(_MEANS.search(word) and word not in seen for word in words):
        return []
    is_mark = any(map(_ADDRESS.search, words)) and not any(char.isdigit() for word in words for char in word)
    return [] if is_mark else words
