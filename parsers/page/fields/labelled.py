"""Values read after their labels, scored by the label's strength, the distance and the label's position."""

import re
from collections.abc import Callable, Iterable, Iterator

from parsers.page.fields.broken_numbers import has_second, rejoined
from parsers.page.fields.candidates import Candidate, candidate, in_doubt
from parsers.page.fields.private_contracts import is_private, is_unqualified
from parsers.page.labels.folding import tokens
from parsers.page.labels.label_kinds import LabelKind
from parsers.page.marked.neighbours import Spot, spots
from parsers.page.marked.pages import Marked, Page, opens
from parsers.page.values.document_numbers import Code

type_reader = Callable[[Spot], Code | None]

_LONG = frozenset({LabelKind.ENGAGEMENT, LabelKind.MARCHE})
_SHORTEST = 3
"""Longest number of an engagement or a contract, in characters."""
_TELLING = 6
"""Shortest one inside a sentence (*en exécution du marché 2025-118*), in characters."""


def labelled(found: Iterable[tuple[Page, Marked]], reader: type_reader) -> Iterator[Candidate]:
    """The value ``reader`` finds at the nearest spot after each label of ``found``."""
    for page, marked in found:
        if marked.cell.row in page.headers or _is_alternative(page, marked) or is_of_another(page, marked):
            continue
        if is_private(page, marked):
            continue
        passing = is_in_passing(marked)
        if passing and (marked.mention.kind not in _LONG or marked.mention.label.strength < 1):
            continue
        worth = marked.mention.label.strength * place_weight(page, marked) * (0.8 if passing else 1.0)
        beside = False
        for place in spots(page, marked):
            spot, read = _whole(page, place, reader)
            if read is None or (marked.mention.kind in _LONG and len(read.value) < _SHORTEST):
                continue
            if passing and (spot.whole or len(read.value) < _TELLING):
                break
            if beside and not (spot.below and abs(spot.cell.left - marked.cell.left) < 3):
                break
            near = 0.9 if beside else spot.nearness
            one = candidate(read.value, worth * near, spot.cell, read.start, read.end, marked.text)
            sure = read.sure and not _is_rank(marked, read) and not has_second(page, spot.cell, read)
            sure = sure and not is_unqualified(page, marked, read.value)
            yield one if sure else in_doubt(one)
            beside = _is_far(marked, spot)
            if not beside:
                break


_ONE_OF_MANY = re.compile(r"acompte|situation|interm[ée]diaire", re.I)
_RANK = re.compile(r"\d{1,2}$")


def _is_rank(marked: Marked, read: Code) -> bool:
    """Whether a number is only the rank of an *acompte* or a situation of works, and not the document's own."""
    own = marked.mention.kind is LabelKind.NUMERO and _ONE_OF_MANY.search(marked.text)
    return bool(own) and _RANK.match(read.value) is not None


def _whole(page: Page, spot: Spot, reader: type_reader) -> tuple[Spot, Code | None]:
    """What ``reader`` finds at ``spot``, with the next line when the number is broken there."""
    read = reader(spot)
    whole = rejoined(page, spot, read) if read is not None and not read.sure else None
    return (whole, reader(whole)) if whole is not None else (spot, read)


_CODED = frozenset({LabelKind.ENGAGEMENT, LabelKind.MARCHE, LabelKind.CODE_SERVICE, LabelKind.NUMERO})


def _is_alternative(page: Page, marked: Marked) -> bool:
    """Whether the label is the second of two (*Engagement / marché*), so that the value may be of either."""
    if marked.upper is not None or not marked.rank:
        return False
    before = page.of(marked.cell)[marked.rank - 1]
    between = marked.cell.text[before.end : marked.mention.start].strip().lower()
    return between in ("/", "ou", "-") and before.kind in _CODED and before.kind is not marked.mention.kind


_SETTLED = frozenset({LabelKind.DEJA_PAYE, LabelKind.DEDUIT})
_ANOTHER = frozenset({LabelKind.DEJA_PAYE, LabelKind.DEDUIT, LabelKind.AUTRE_PIECE, LabelKind.AUTRE})
_OF_THE = re.compile(r"[\s'’]*(?:(?:de|du|des|la|le|l|d|sur|pour|notre|votre|nos|vos)\b[\s'’]*)*", re.I)


def is_of_another(page: Page, marked: Marked) -> bool:
    """Whether a number is that of the document a label before it is about: *Acompte sur facture n° 11*."""
    if marked.mention.kind is not LabelKind.NUMERO or not marked.rank or marked.upper is not None:
        return False
    marks = page.of(marked.cell)
    if marks[0].kind in _SETTLED and opens(marked.cell, marks):
        return True
    before = marks[marked.rank - 1]
    between = marked.cell.text[before.end : marked.mention.start]
    return before.kind in _ANOTHER and _OF_THE.fullmatch(between) is not None


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
