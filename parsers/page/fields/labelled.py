"""Values read after their labels, each as sure as its label, its place and where that label is said."""

from collections.abc import Callable, Iterable, Iterator

from parsers.page.fields.candidates import Candidate, candidate
from parsers.page.fields.codes import Code
from parsers.page.labels.folding import tokens
from parsers.page.labels.label_kinds import LabelKind
from parsers.page.marked.neighbours import Spot, spots
from parsers.page.marked.pages import Marked, Page

type_reader = Callable[[Spot], Code | None]

_LONG = frozenset({LabelKind.ENGAGEMENT, LabelKind.MARCHE})
_SHORTEST = 3
"""Characters of an engagement or a contract's number."""
_TELLING = 6
"""Characters of one that is said in passing: *en exécution du marché 2025-118*."""


def labelled(found: Iterable[tuple[Page, Marked]], reader: type_reader) -> Iterator[Candidate]:
    """What ``reader`` reads at the nearest place after each label of ``found``."""
    for page, marked in found:
        if marked.cell.row in page.headers or _is_alternative(page, marked):
            continue
        passing = is_in_passing(marked)
        if passing and (marked.mention.kind not in _LONG or marked.mention.label.strength < 1):
            continue
        worth = marked.mention.label.strength * standing(page, marked) * (0.8 if passing else 1.0)
        beside = False
        for spot in spots(page, marked):
            read = reader(spot)
            if read is None or (marked.mention.kind in _LONG and len(read.value) < _SHORTEST):
                continue
            if passing and (spot.whole or len(read.value) < _TELLING):
                break
            if beside and not (spot.below and abs(spot.cell.left - marked.cell.left) < 3):
                break
            near = 0.9 if beside else spot.nearness
            yield candidate(read.value, worth * near, spot.cell, read.start, read.end, marked.text)
            beside = _is_far(marked, spot)
            if not beside:
                break


_CODED = frozenset({LabelKind.ENGAGEMENT, LabelKind.MARCHE, LabelKind.CODE_SERVICE, LabelKind.NUMERO})


def _is_alternative(page: Page, marked: Marked) -> bool:
    """Whether the label is the second of two, *Engagement / marché*, and what follows may be either."""
    if marked.upper is not None or not marked.rank:
        return False
    before = page.of(marked.cell)[marked.rank - 1]
    between = marked.cell.text[before.end : marked.mention.start].strip().lower()
    return between in ("/", "ou", "-") and before.kind in _CODED and before.kind is not marked.mention.kind


def _is_far(marked: Marked, spot: Spot) -> bool:
    """Whether a value on the right may be of another column: one that stands under the label is as good."""
    return spot.whole and not spot.below and spot.cell.left - marked.cell.right > 3 * marked.cell.height


def is_in_passing(marked: Marked) -> bool:
    """Whether a label of one word (*commande*, *contrat*) stands in a sentence, not at a clause's head."""
    before = marked.cell.text[: marked.mention.start].rstrip()
    if before and not tokens(before):
        return False
    if marked.mention.kind is LabelKind.NUMERO and marked.mention.words == 1:
        return bool(before)
    return marked.mention.words == 1 and bool(before) and before[-1] not in "-–—|;,/•:("


def standing(page: Page, marked: Marked) -> float:
    """How much a label counts by where it is said: less in a sentence or on a later page."""
    before = len(marked.cell.text[: marked.mention.start].split())
    said = 0.9 if before > 3 and not page.of(marked.cell)[: marked.rank] else 1.0
    return said * (1.0 if page.number == 1 else 0.97)
