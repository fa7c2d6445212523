"""Invoice numbers that follow a document's title without the word *number*."""

import re
from collections.abc import Iterable, Iterator

from parsers.page.fields.candidates import Candidate, candidate, in_doubt
from parsers.page.fields.codes import is_number_like, reference
from parsers.page.fields.labelled import labelled, place_weight
from parsers.page.labels.label_kinds import TITLES, LabelKind
from parsers.page.layout.cells import Cell
from parsers.page.marked.neighbours import Spot
from parsers.page.marked.pages import Marked, Page, opens, overlap

_NUMBERED = re.compile(r"\s*(?:[Nn]\s?[°ºo˚]|[Nn]um[ée]ro|NUM[ÉE]RO|#|[Rr][ée]f(?:[ée]rence)?\b)\s*[.:]?\s*(?=\S)")


def titled(pages: Iterable[Page]) -> Iterator[Candidate]:
    """Numbers that follow a title without the word *number*: ``Facture FA-2017-0010``, or ``n° 12`` under it."""
    for page in pages:
        for marked in page.marked:
            if marked.mention.kind not in TITLES or marked.upper or not opens(marked.cell, page.of(marked.cell)):
                continue
            if marked.cell.row in page.headers or marked.rank:
                continue
            yield from _beside_title(page, marked)


def _beside_title(page: Page, marked: Marked) -> Iterator[Candidate]:
    cell, mention = marked.cell, marked.mention
    rest = cell.text[mention.end :]
    if rest.strip(" :-–—"):
        start, strength = _after_subject(page, marked)
        spot = Spot(cell=cell, start=start, end=len(cell.text), nearness=1.0, whole=True)
        read = reference(spot)
        if read is not None and is_number_like(read.value):
            one = candidate(read.value, strength * place_weight(page, marked), cell, read.start, read.end, marked.text)
            yield one if read.sure else in_doubt(one)
        return
    if _is_one_of_many(page, cell):
        yield from labelled([(page, marked)], reference)
        return
    for other, near in _around(page, cell):
        if page.is_decided(other):
            continue
        numbered = _NUMBERED.match(other.text)
        spot = Spot(cell=other, start=numbered.end() if numbered else 0, end=len(other.text), nearness=1, whole=True)
        read = reference(spot)
        if read is not None and read.sure and (numbered or (is_number_like(read.value) and not read.value.isdigit())):
            yield candidate(read.value, near * (0.9 if numbered else 0.62), other, read.start, read.end, marked.text)


def _after_subject(page: Page, marked: Marked) -> tuple[int, float]:
    """Where the number starts after a title, and its score: ``Facture de prestations n° 12`` has a subject between."""
    for following in page.of(marked.cell)[marked.rank + 1 : marked.rank + 3]:
        between = marked.cell.text[marked.mention.end : following.start]
        if following.kind is LabelKind.NUMERO and _SUBJECT.fullmatch(between):
            return following.end, 0.9
        if following.kind is not LabelKind.COLONNE:
            break
    return marked.mention.end, 0.8


_SUBJECT = re.compile(r"(?:\s*[^\W\d_]+[\s'’]*){0,4}")


def _is_one_of_many(page: Page, cell: Cell) -> bool:
    """Whether *Facture* is one label among others: in a row of boxes, or at the top of a list."""
    if sum(_is_bare_label(page, other) for other in page.lines[cell.row]) > 1:
        return True
    below = [other for line in page.lines[cell.row + 1 : cell.row + 3] for other in line]
    near = any(
        _is_bare_label(page, other)
        and min(abs(other.left - cell.left), abs(other.right - cell.right)) < 3
        and abs(other.height - cell.height) < 1
        for other in below
    )
    return near and cell.column + 1 < len(page.lines[cell.row])


def _is_bare_label(page: Page, cell: Cell) -> bool:
    marks = page.of(cell)
    return opens(cell, marks) and not any(c.isalnum() for c in cell.text[marks[-1].end :])


def _around(page: Page, title: Cell) -> Iterator[tuple[Cell, float]]:
    """The cells right of a title and, close below it, those in its column."""
    if title.column + 1 < len(page.lines[title.row]):
        yield page.lines[title.row][title.column + 1], 1.0
    for line in page.lines[title.row + 1 : title.row + 6]:
        for cell in line:
            answers = cell.column and page.of(line[cell.column - 1])
            near = cell.top - title.bottom < 2.5 * title.height and overlap(cell, title) > -20
            if near and not answers and not _is_headed(page, title, cell):
                yield cell, 0.97


def _is_headed(page: Page, title: Cell, cell: Cell) -> bool:
    """Whether there is a label between a title and ``cell``, which then is that label's value."""
    between = (other for line in page.lines[title.row + 1 : cell.row] for other in line)
    return any(overlap(other, cell) > 0 and opens(other, page.of(other)) for other in between)
