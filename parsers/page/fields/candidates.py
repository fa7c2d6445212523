"""Candidates for a field, and the choice among them: the best by a margin, or none."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from domain.document import Evidence
from parsers.page.layout.cells import Cell

type_value = str | date | Decimal

ENOUGH = 0.5
"""Least score of a candidate that may be chosen."""
MARGIN = 0.12
"""Least difference of score between the best and the next; otherwise neither is chosen."""
_AGAIN = 0.02
"""Score added for each repetition of the same value elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A value for a field, its position, and its ``score`` between 0 and 1."""

    value: type_value
    score: float
    text: str
    page: int
    box: tuple[float, float, float, float]
    label: str | None = None
    """The label that announces it; ``None`` when position or shape did."""
    doubtful: bool = False
    """Never chosen: when nothing else is read, the field is in doubt rather than missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The candidate chosen, or the rivals when two are equally good."""

    best: Candidate | None = None
    rivals: tuple[Candidate, ...] = ()


def candidate(value: type_value, score: float, cell: Cell, start: int, end: int, label: str | None = None) -> Candidate:
    """The characters ``start`` to ``end`` of ``cell`` as a candidate, announced by ``label``."""
    return Candidate(
        value=value,
        score=score,
        text=cell.text[start:end].strip(),
        page=cell.page,
        box=cell.box(start, end),
        label=label,
    )


def choose(candidates: Iterable[Candidate], margin: float = MARGIN) -> Choice:
    """The candidate whose score exceeds the others' by ``margin``; the doubtful ones as rivals when there is none."""
    candidates = tuple(candidates)
    ranked = [one for one in ranking(one for one in candidates if not one.doubtful) if one.score >= ENOUGH]
    if not ranked:
        return Choice(rivals=tuple(ranking(one for one in candidates if one.doubtful)))
    rivals = tuple(one for one in ranked if one.score > ranked[0].score - margin)
    return Choice(best=ranked[0]) if len(rivals) == 1 else Choice(rivals=rivals)


def ranking(candidates: Iterable[Candidate]) -> list[Candidate]:
    """One candidate per value, best score first; repetitions of a value raise its score."""
    best: dict[type_value, Candidate] = {}
    times: dict[type_value, int] = {}
    for one in candidates:
        times[one.value] = times.get(one.value, 0) + 1
        if one.value not in best or one.score > best[one.value].score:
            best[one.value] = one
    scored = [as_sure(one, one.score + _AGAIN * min(3, times[one.value] - 1)) for one in best.values()]
    return sorted(scored, key=lambda one: -one.score)


def as_sure(one: Candidate, score: float) -> Candidate:
    """``one`` with another ``score``."""
    return revalued(one, one.value, score)


def revalued(one: Candidate, value: type_value, score: float) -> Candidate:
    """``one`` with another value and score, at the same position."""
    return Candidate(
        value=value, score=score, text=one.text, page=one.page, box=one.box, label=one.label, doubtful=one.doubtful
    )


def in_doubt(one: Candidate) -> Candidate:
    """``one`` as a value that is never chosen."""
    return replace(one, doubtful=True)


def evidence(field: str, one: Candidate) -> Evidence:
    """``one`` as evidence of ``field``."""
    left, top, right, bottom = (round(edge, 1) for edge in one.box)
    return Evidence(
        field=field,
        text=one.text,
        page=one.page,
        box=(left, top, right, bottom),
        confidence=round(min(one.score, 1.0), 2),
        label=one.label,
    )
