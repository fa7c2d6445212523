"""A page with its labels marked and the heading lines of its tables."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from parsers.page.labels.folding import tokens
from parsers.page.labels.label_kinds import LabelKind
from parsers.page.labels.occurrences import DEFAULT_VOCABULARY, Mention, Vocabulary
from parsers.page.layout.cells import Cell, PageLines, at, cut

_MOST = 100
"""Most cells of a line in which labels are searched; more is a drawing."""
_LONGEST = 40
"""Most characters of the first of two lines of one label."""
_NEAR = 1.0
"""Greatest distance between two lines of one label, in heights of the upper one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A label and its cell; ``rank`` is its rank in the cell. A label on two lines has a cell of its own."""

    cell: Cell
    mention: Mention
    rank: int = 0
    upper: Cell | None = None
    """The first of the two lines of a broken label."""

    @property
    def text(self) -> str:
        """The label as written."""
        return self.cell.text[self.mention.start : self.mention.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A sheet and its labels. ``marks[row][column]`` are the labels of a cell."""

    number: int
    width: float
    height: float
    lines: tuple[tuple[Cell, ...], ...]
    marks: tuple[tuple[tuple[Mention, ...], ...], ...]
    headers: frozenset[int]
    """Heading rows of tables of invoice lines: their labels are column headings, not fields."""
    marked: tuple[Marked, ...]
    decided: Mapping[tuple[int, int], Cell | None] = field(default_factory=dict)
    """By row and column of a label: its value, or that it has none, as decided for a whole column or line of labels."""

    def of(self, cell: Cell) -> tuple[Mention, ...]:
        """The labels of ``cell``."""
        return self.marks[cell.row][cell.column]

    def is_decided(self, cell: Cell) -> bool:
        """Whether ``cell`` is the value of a label as decided for a whole column or line of labels."""
        return any(value is cell for value in self.decided.values())

    def of_row(self, row: int) -> tuple[tuple[Mention, ...], ...]:
        """The labels of each cell of a line."""
        return self.marks[row]


def page(page_lines: PageLines, words: Vocabulary = DEFAULT_VOCABULARY) -> Page:
    """``page_lines`` with the labels of the vocabulary ``words`` marked."""
    page_lines, marks = _separate_headings(page_lines, words)
    single = [
        Marked(cell=cell, mention=mention, rank=rank)
        for line in page_lines.lines
        for cell in line
        for rank, mention in enumerate(marks[cell.row][cell.column])
    ]
    return Page(
        number=page_lines.number,
        width=page_lines.width,
        height=page_lines.height,
        lines=page_lines.lines,
        marks=marks,
        headers=_headers(page_lines, marks),
        marked=(*_broken(page_lines, words), *single),
    )


def _separate_headings(
    page_lines: PageLines, words: Vocabulary
) -> tuple[PageLines, tuple[tuple[tuple[Mention, ...], ...], ...]]:
    """The sheet with adjacent headings split into cells of their own, and its labels."""
    lines, marks = [], []
    for row, line in enumerate(page_lines.lines):
        below = len(page_lines.lines[row + 1]) if row + 1 < len(page_lines.lines) else 0
        found = [(cell, tuple(words.mentions(cell.text)) if len(line) <= _MOST else ()) for cell in line]
        if any(_is_spaced(a, b) for a, b in pairwise(found)):
            found = _joined(found, words)
        if any(_follows_amount(cell, labels) for cell, labels in found):
            apart = [piece for cell, labels in found for piece in _after_amount(cell, labels)]
            found = [(at(cell, rank), tuple(words.mentions(cell.text))) for rank, cell in enumerate(apart)]
        most = _CLIPPED if below > len(line) else 1
        if any(_is_run_together(cell, labels, most) for cell, labels in found):
            pieces = [piece for cell, labels in found for piece in _pieces(cell, labels, most)]
            cut = ((at(cell, rank), tuple(words.mentions(cell.text))) for rank, cell in enumerate(pieces))
            found = [(cell, _unclipped(cell, labels) if most > 1 else labels) for cell, labels in cut]
        lines.append(tuple(cell for cell, _ in found))
        marks.append(tuple(labels for _, labels in found))
    return replace(page_lines, lines=tuple(lines)), tuple(marks)


type_found = tuple[Cell, tuple[Mention, ...]]


def _is_spaced(a: type_found, b: type_found) -> bool:
    """Whether two cells are bare labels separated by little more than a wide blank."""
    near = b[0].left - a[0].right < 3 * a[0].height
    return near and _is_bare(*a) and _is_bare(*b)


def _is_bare(cell: Cell, labels: tuple[Mention, ...]) -> bool:
    return len(labels) == 1 and opens(cell, labels) and not cell.text[labels[0].end :].strip(" :")


def _joined(found: list[type_found], words: Vocabulary) -> list[type_found]:
    """The line with cells joined where they form one label (*Montant TVA* and *total*)."""
    done = found[:1]
    for one in found[1:]:
        last = done[-1]
        text = f"{last[0].text} {one[0].text}"
        label = words.mentions(text) if _is_spaced(last, one) and ":" not in last[0].text else []
        if len(label) == 1 and _is_bare(one[0], one[1]) and label[0].words > last[1][0].words:
            whole = label[0].end >= len(text.rstrip(" :"))
            if whole and label[0].kind is last[1][0].kind:
                done[-1] = (_beside(last[0], one[0]), tuple(label))
                continue
        done.append(one)
    return [(at(cell, rank), labels) for rank, (cell, labels) in enumerate(done)]


_CLIPPED = 12
"""Most characters left of a word that the column's width cuts."""


def _is_run_together(cell: Cell, labels: tuple[Mention, ...], most: int) -> bool:
    """Whether ``cell`` is only labels, the headings of narrow columns, at most ``most`` characters apart."""
    if len(labels) < 2 or not opens(cell, labels) or _TAIL.fullmatch(cell.text, labels[-1].end) is None:
        return False
    between = [cell.text[a.end : b.start] for a, b in pairwise(labels)]
    return all(
        text == " " or _RATE.fullmatch(text) or (0 < len(text) <= most and _REST.fullmatch(text)) for text in between
    )


_REST = re.compile(r"[^\W\d]* (?:[^\W\d]* ?)*")
_TAIL = re.compile(r"[ ()%€]*(?:\d{1,2}(?:[.,]\d{1,2})?\s?%\)?)?")
"""What may follow the last heading: a currency, a rate."""
_RATE = re.compile(r"\s(?:à\s)?\(?\d{1,2}(?:[.,]\d{1,2})?\s?%\)?\s")
"""*TVA 20 %* between two headings."""


def _unclipped(cell: Cell, labels: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """``labels``; a single one is extended by the cut rest of its last word."""
    rest = cell.text[labels[0].end :] if len(labels) == 1 and opens(cell, labels) else ""
    return (replace(labels[0], end=len(cell.text)),) if 0 < len(rest) <= _CLIPPED and rest.strip().isalpha() else labels


def _follows_amount(cell: Cell, labels: tuple[Mention, ...]) -> bool:
    """Whether a whole label (*Total TTC*) follows an amount: that of the label before, in a narrow column."""
    if not labels or labels[0].words < 2 or not 0 < labels[0].start < _AMOUNT_WIDTH:
        return False
    if labels[0].kind not in _TOTALS or _WHOLE_LABEL.match(cell.text, labels[0].start) is None:
        return False  # 1 234,50 € hors taxes
    return _AMOUNT.fullmatch(cell.text, 0, labels[0].start) is not None


_WHOLE_LABEL = re.compile(r"(?:sous-)?(?:total|montant|net|solde|reste|somme)\b", re.I)
_AMOUNT = re.compile(r"[-(]?\d[\d .,]*[.,]\d\d\)?\s?(?:€|EUR)?\s")
_AMOUNT_WIDTH = 20
_TOTALS = frozenset({LabelKind.HT, LabelKind.TVA, LabelKind.TTC, LabelKind.TOTAL, LabelKind.A_PAYER})


def _after_amount(cell: Cell, labels: tuple[Mention, ...]) -> list[Cell]:
    return cut(cell, [labels[0].start]) if _follows_amount(cell, labels) else [cell]


def _pieces(cell: Cell, labels: tuple[Mention, ...], most: int) -> list[Cell]:
    if not _is_run_together(cell, labels, most):
        return [cell]
    return cut(cell, [label.start for label in labels[1:]])


def opens(cell: Cell, marks: tuple[Mention, ...]) -> bool:
    """Whether ``cell`` begins with a label, possibly after *à l'*, *du* and the like."""
    if not marks:
        return False
    before = cell.text[: marks[0].start]
    return not before or not any(map(str.isalnum, before)) or (len(before) < 8 and not tokens(before))


def overlap(a: Cell, b: Cell) -> float:
    """Horizontal overlap of ``a`` and ``b`` in points; negative when they are apart."""
    return min(a.right, b.right) - max(a.left, b.left)


def under(page: Page, cell: Cell) -> Cell | None:
    """The cell close under ``cell`` with the same left edge."""
    for line in page.lines[cell.row + 1 : cell.row + 5]:
        for other in line:
            if overlap(cell, other) > 0 and other.top > cell.bottom - 0.4 * cell.height:
                near = other.top - cell.bottom < 2 * cell.height and abs(other.left - cell.left) < 25
                return other if near else None
    return None


def _headers(page_lines: PageLines, marks: tuple[tuple[tuple[Mention, ...], ...], ...]) -> frozenset[int]:
    columns = [sum(bool(cell) and cell[0].kind is LabelKind.COLONNE for cell in line) for line in marks]
    heads = {row for row, count in enumerate(columns) if count >= 2}
    for row in tuple(heads):
        for step in (-1, 1):
            near = row + step
            while 0 <= near < len(columns) and near not in heads and _is_head(page_lines, marks, near, near - step):
                heads.add(near)
                near += step
    return frozenset(heads)


def _is_head(page_lines: PageLines, marks: tuple[tuple[tuple[Mention, ...], ...], ...], row: int, beside: int) -> bool:
    """Whether a line continues the table head next to it: close to it, without digits."""
    here, there = page_lines.lines[row], page_lines.lines[beside]
    middle = abs((here[0].top + here[0].bottom) - (there[0].top + there[0].bottom)) / 2
    if middle > 1.35 * max(here[0].height, there[0].height):
        return False
    figures = any(c.isdigit() for cell in here for c in cell.text)
    return not figures and any(overlap(a, b) > 0 for a in here for b in there) and any(marks[row])


def _broken(page_lines: PageLines, words: Vocabulary) -> list[Marked]:
    found = []
    for line in page_lines.lines:
        for cell in line:
            if len(cell.text) > _LONGEST or any(map(str.isdigit, cell.text)):
                continue
            below = _beneath(page_lines, cell)
            mention = words.broken(cell.text, below.text) if below is not None else None
            if mention is not None and below is not None:
                found.append(Marked(cell=_merged(cell, below), mention=mention, upper=cell))
    return found


def _beneath(page_lines: PageLines, cell: Cell) -> Cell | None:
    for line in page_lines.lines[cell.row + 1 : cell.row + 4]:
        if line[0].top - cell.bottom > _NEAR * cell.height:
            return None
        for other in line:
            if overlap(cell, other) > 0.4 * min(cell.right - cell.left, other.right - other.left) and (
                other.top > (cell.top + cell.bottom) / 2 and other.top - cell.bottom < _NEAR * cell.height
            ):
                return other
    return None


def _beside(left: Cell, right: Cell) -> Cell:
    return replace(
        left,
        text=f"{left.text} {right.text}",
        words=left.words + right.words,
        starts=left.starts + tuple(len(left.text) + 1 + start for start in right.starts),
        top=min(left.top, right.top),
        right=right.right,
        bottom=max(left.bottom, right.bottom),
    )


def _merged(upper: Cell, lower: Cell) -> Cell:
    text = f"{upper.text} {lower.text}"
    return Cell(
        text=text,
        words=upper.words + lower.words,
        starts=upper.starts + tuple(len(upper.text) + 1 + start for start in lower.starts),
        left=min(upper.left, lower.left),
        top=upper.top,
        right=max(upper.right, lower.right),
        bottom=lower.bottom,
        page=upper.page,
        row=lower.row,
        column=lower.column,
    )
