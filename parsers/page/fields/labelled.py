"""Values read after their labels, scored by the label's strength, the distance and the label's position."""

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
"""Longest number of an engagement or a contract, in characters."""
_TELLING = 6
"""Shortest one inside a sentence (*en exécution du marché 2025-118*), in characters."""


def labelled(found: Iterable[tuple[Page, Marked]], reader: type_reader) -> Iterator[Candidate]:
    """The value ``reader`` finds at the nearest spot after each label of ``found``."""
    for page, marked in found:
        if marked.cell.row in page.headers or _is_alternative(page, marked):
            continue
        passing = is_in_passing(marked)
        if passing and (marked.mention.kind not in _LONG or marked.mention.label.strength < 1):
            continue
        worth = marked.mention.label.strength * place_weight(page, marked) * (0.8 if passing else 1.0)
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
    """Whether the label is the second of two (*Engagement / marché*), so that the value may be of either."""
    if marked.upper is not None or not marked.rank:
        return False
    before = page.of(marked.cell)[marked.rank - 1]
    between = marked.cell.text[before.end : marked.mention.start].strip().lower()
    return between in ("/", "ou", "-") and before.kind in _CODED and before.kind is not marked.mention.kind


def _is_far(marked: Marked, spot: Spot) -> bool:
    """Whether a value on the right may belong to another column, because one under the label is as plausible."""
    return spot.whole and not spot.below and spot.cell.left - marked.cell.right > 3 * marked.cell.height


def is_in_passing(marked: Marked) -> bool:
    """Whether a label of one word (*commande*, *contrat*) is inside a sentence, not at the beginning of a clause."""
    before = marked.cell.text[: marked.mention.start].rstrip()
    if before and not tokens(before):
        return False
    if marked.mention.kind is LabelKind.NUMERO and marked.mention.words == 1:
        return bool(before)
    return marked.mention.words == 1 and bool(before) and before[-1] not in "-–—|;,/•:("


def place_weight(page: Page, marked: Marked) -> float:
    """Weight of a label by its position: less in a sentence or on a later page."""
    before = len(marked.cell.text[: marked.mention.start].split())
    weight = 0.9 if before > 3 and not page.of(marked.cell)[: marked.rank] else 1.0
    return weight * (1.0 if page.number == 1 else 0.97)
