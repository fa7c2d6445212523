"""Values read after their labels, each as sure as its label, its place and where that label is said."""

from collections.abc import Callable, Iterable, Iterator

from parsers.page.candidates import Candidate, candidate
from parsers.page.codes import Code
from parsers.page.folding import tokens
from parsers.page.kinds import Kind
from parsers.page.neighbours import Spot, spots
from parsers.page.pages import Marked, Page

type_reader = Callable[[Spot], Code | None]

_LONG = frozenset({Kind.ENGAGEMENT, Kind.MARCHE})
_SHORTEST = 3
"""Characters of an engagement or a contract's number."""


def labelled(found: Iterable[tuple[Page, Marked]], reader: type_reader) -> Iterator[Candidate]:
    """What ``reader`` reads at the nearest place after each label of ``found``."""
    for page, marked in found:
        if marked.cell.row in page.headers or is_in_passing(marked):
            continue
        for spot in spots(page, marked):
            read = reader(spot)
            if read is not None and (marked.mention.kind not in _LONG or len(read.value) >= _SHORTEST):
                score = marked.mention.label.strength * spot.nearness * standing(page, marked)
                yield candidate(read.value, score, spot.cell, read.start, read.end, marked.text)
                break


def is_in_passing(marked: Marked) -> bool:
    """Whether a label of one word (*commande*, *contrat*) stands in a sentence, not at a clause's head."""
    before = marked.cell.text[: marked.mention.start].rstrip()
    if before and not tokens(before):
        return False
    if marked.mention.kind is Kind.NUMERO and marked.mention.words == 1:
        return bool(before)
    return marked.mention.words == 1 and bool(before) and before[-1] not in "-–—|;,/•:("


def standing(page: Page, marked: Marked) -> float:
    """How much a label counts by where it is said: less in a sentence or on a later page."""
    before = len(marked.cell.text[: marked.mention.start].split())
    said = 0.9 if before > 3 and not page.of(marked.cell)[: marked.rank] else 1.0
    return said * (1.0 if page.number == 1 else 0.97)
