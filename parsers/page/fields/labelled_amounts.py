"""Amounts read after their labels, before the totals are chosen among them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from domain.reading_hints import ReadingHints
from parsers.page.fields.amount_columns import beneath
from parsers.page.fields.amount_readings import Reading, of_cells, of_parts, of_spot
from parsers.page.fields.candidates import Candidate, candidate
from parsers.page.labels.label_kinds import LabelKind
from parsers.page.layout.cells import Cell
from parsers.page.marked.neighbours import Spot, row_after, spots
from parsers.page.marked.pages import Marked, Page, opens, overlap
from parsers.page.marked.supplier_hints import placed
from parsers.page.values.amounts import Amount, amounts

LABELLED = frozenset(
    {
        LabelKind.HT,
        LabelKind.TVA,
        LabelKind.TTC,
        LabelKind.TOTAL,
        LabelKind.A_PAYER,
        LabelKind.DEJA_PAYE,
        LabelKind.DEDUIT,
        LabelKind.AJOUTE,
    }
)
SETTLING = frozenset({LabelKind.DEJA_PAYE, LabelKind.DEDUIT, LabelKind.AJOUTE})
"""Kinds of what stands between the total and the amount due."""
_VAT_NUMBER = re.compile(r"[\s:.]*(?!EUR)[A-Z]{2}\s?[\dA-Z]{2}")
_ROUGH = 0.6
"""Weight of an amount without cents or currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """An amount and the kind of its label."""

    kind: LabelKind
    amount: Candidate
    currency: str | None

    @property
    def value(self) -> Decimal:
        """The amount."""
        return Decimal(str(self.amount.value))

    def in_currency(self, code: str) -> "Labelled":
        """The same amount in the currency ``code``."""
        return replace(self, currency=code)


def labelled_amounts(pages: Iterable[Page]) -> list[Labelled]:
    """Every amount of ``pages`` labelled as a total, a tax, a payment or a deduction."""
    return [one for page in pages for marked in page.marked for one in _read(page, marked)]


def placed_amounts(pages: Iterable[Page], hints: ReadingHints | None) -> Iterator[Labelled]:
    """The amounts in the places given by a supplier's ``hints``."""
    pages = tuple(pages)
    for kind in LABELLED if hints is not None else ():
        for spot, sure in placed(pages, hints, kind):
            for amount in amounts(spot.cell.text):
                one = candidate(amount.value, sure, spot.cell, amount.start, amount.end)
                yield Labelled(kind=kind, amount=one, currency=amount.currency)


def _read(page: Page, marked: Marked) -> Iterator[Labelled]:
    kind = _kind(page, marked)
    if kind not in LABELLED or marked.cell.row in page.headers:
        return
    before_labels = list(_amounts_before_labels(page, marked))
    if before_labels:
        yield from before_labels
        return
    strength = marked.mention.label.strength * (1 if marked.rank == 0 or marked.mention.words > 1 else 0.9)
    if kind in SETTLING and _IF.search(marked.cell.text, marked.mention.end):
        strength *= _OFFERED
    for spot in spots(page, marked):
        if kind is LabelKind.TVA and _VAT_NUMBER.match(spot.text):
            return
        found = list(of_spot(page, spot))
        if spot.decided:
            yield from _in_row(kind, marked, strength * spot.nearness, found, [])
        elif spot.below:
            yield from _all(kind, marked, strength * spot.nearness, beneath(page, spot.cell, found))
        elif spot.whole or (not found and not _is_sentence(spot.text)) or (kind is LabelKind.TVA and found):
            cells = list(row_after(page, marked) if spot.cell.row == marked.cell.row else _level_with(page, spot))
            found = _of_now(page, ([] if spot.whole else found) + of_cells(page, cells))
            parts = [part for cell in cells for part in of_parts(page, cell)]
            yield from _in_row(kind, marked, strength, found, parts)
        else:
            yield from _in_row(kind, marked, strength * _directness(kind, spot, found), found, [])
        if found:
            return


def _level_with(page: Page, spot: Spot) -> Iterator[Cell]:
    """The cell of a spot on another line than its label's, and those after it."""
    yield spot.cell
    for other in page.lines[spot.cell.row][spot.cell.column + 1 :]:
        if opens(other, page.of(other)):
            return
        yield other


def _kind(page: Page, marked: Marked) -> LabelKind:
    """The kind of a label; a bare *TTC* or *HT* after a payment or a deduction belongs to it (*Acompte TTC*)."""
    kind = marked.mention.kind
    if kind not in (LabelKind.HT, LabelKind.TTC) or marked.mention.words > 1 or not marked.rank or marked.upper:
        return kind
    before = page.of(marked.cell)[marked.rank - 1]
    between = marked.cell.text[before.end : marked.mention.start]
    return before.kind if before.kind in SETTLING and not any(amounts(between)) else kind


def _all(kind: LabelKind, marked: Marked, strength: float, found: Iterable[Reading]) -> Iterator[Labelled]:
    for reading in found:
        yield _labelled(kind, marked, strength, reading)


_IF = re.compile(r"\b(?:si|sous|en cas|anticip[ée]+|comptant)\b", re.I)
_OFFERED = 0.5
"""Weight of a discount for those who pay early, which nobody has deducted yet."""
_PAST = re.compile(r"cumul|ant[ée]rieur|pr[ée]c[ée]dent|\bmarch[ée]\b|devis|initial|budget", re.I)
"""Headings of columns whose amounts belong to other documents."""


def _of_now(page: Page, found: list[Reading]) -> list[Reading]:
    """``found`` without amounts of earlier periods, when there are others: a works statement has three columns."""
    now = [reading for reading in found if not _is_past(page, reading.cell)] if len(found) > 1 else found
    return now or found


def _is_past(page: Page, cell: Cell) -> bool:
    for row in range(cell.row - 1, -1, -1):
        above = [other for other in page.lines[row] if overlap(other, cell) > 0]
        if above and not any(c.isdigit() for c in above[0].text):
            return _PAST.search(above[0].text) is not None
    return False


_CURRENCY_OR_DE = re.compile(r"\s*(?:€|euros?|EUR)?\s*(?:\(?(?:en\s)?)?(?:de\s)?$", re.I)


def _amounts_before_labels(page: Page, marked: Marked) -> Iterator[Labelled]:
    """``1 234,50 € HT, soit 1 481,40 € TTC``: amounts of a sentence that begins with an amount, before its label."""
    cell, mention = marked.cell, marked.mention
    if marked.upper is not None or mention.words > 2:
        return
    exact = [amount for amount in amounts(cell.text) if amount.exact]
    first = next((mark for mark in page.of(cell) if mark.kind in LABELLED), None)
    last = next((amount for amount in reversed(exact) if amount.end <= mention.start), None)
    if first is None or last is None or exact[0].start > first.start:
        return
    if _CURRENCY_OR_DE.match(cell.text, last.end, mention.start):
        yield _labelled(mention.kind, marked, 0.75, Reading(last, cell))


def _directness(kind: LabelKind, spot: Spot, found: list[Reading]) -> float:
    """Weight, less for each word between a label and its amount; a bare *Total* must be directly before it."""
    if not found:
        return 1.0
    words = len(_LETTERS.findall(_DATED.sub("", spot.cell.text[spot.start : found[0].amount.start])))
    if (kind is LabelKind.TOTAL or kind in SETTLING) and words:
        return 0.5
    return max(0.4, 0.87**words)


_LETTERS = re.compile(r"[^\W\d_]{2,}")
_DATED = re.compile(r"\b(?:le|du|au)\s+\d{1,2}(?:[/.-]\d{1,2}[/.-]\d{2,4}|(?:er)?\s+[^\W\d_]+\.?\s+\d{4})", re.I)
"""*le 5 mars 2026* between a label and its amount does not count as words."""


def _is_sentence(text: str) -> bool:
    return len(text.split()) > 6


def _in_row(
    kind: LabelKind, marked: Marked, strength: float, found: list[Reading], parts: list[Reading]
) -> Iterator[Labelled]:
    """The amounts on the right of a label: a single one is its value; three that add up are HT, VAT and TTC.

    ``parts`` are those that its cells form together: thousands or cents printed apart.
    """
    whole = [reading for reading in found if reading.worth == 1]
    for three in (whole, sorted(parts + whole, key=lambda one: one.cell.left)) if kind in _WHOLE else ():
        if len(three) == 3 and _adds_up([reading.amount.value for reading in three]):
            for reading, part in zip(three, (LabelKind.HT, LabelKind.TVA, LabelKind.TTC), strict=True):
                yield _labelled(part, marked, max(strength, 0.9) * 0.95, reading._replace(worth=1.0))
            return
    single = len(whole) == 1 or len(found) == 1 or len(parts) == 1
    sure = 0.96 if single else 0.8 if kind is LabelKind.TVA else 0.7
    for reading in found + parts:
        if not _is_cut(reading.amount, reading.cell):
            yield _labelled(kind, marked, strength * sure * _entire(marked), reading)


def _is_cut(amount: Amount, cell: Cell) -> bool:
    """Whether its thousands may be apart: ``26 : 690,95`` is not 690,95, and ``063,22`` lacks them."""
    if _ZERO_GROUP.match(cell.text, amount.start, amount.end):
        return True
    first = _FIRST_GROUP.match(cell.text, amount.start, amount.end)
    return first is not None and _ENDS_IN_GROUP.search(cell.text[: amount.start]) is not None


_ZERO_GROUP = re.compile(r"\D*0\d\d[.,]\d\d")
_FIRST_GROUP = re.compile(r"\D*\d{3}(?!\d)")
_ENDS_IN_GROUP = re.compile(r"(?<![\d.,])-?\d{1,3}[\s:.]*$")


_BY_RATE = re.compile(r"\s*(?:\(?\s*(?:à|au taux de|taux|tva)?\s*)?\d{1,2}(?:[.,]\d{1,2})?\s?%", re.I)


def _entire(marked: Marked) -> float:
    """Weight, less for *Total HT 20 %*: the base of one rate, which may not be the whole."""
    alone = marked.mention.kind is LabelKind.HT and marked.upper is None
    return 0.75 if alone and _BY_RATE.match(marked.cell.text, marked.mention.end) else 1.0


_WHOLE = frozenset({LabelKind.HT, LabelKind.TTC, LabelKind.TOTAL, LabelKind.A_PAYER})


def _adds_up(values: list[Decimal]) -> bool:
    return values[2] != 0 and abs(values[0] + values[1] - values[2]) <= Decimal("0.02")


def _labelled(kind: LabelKind, marked: Marked, score: float, reading: Reading) -> Labelled:
    amount = reading.amount
    worth = score * reading.worth * (1 if amount.exact else _ROUGH)
    return Labelled(
        kind=kind,
        amount=candidate(amount.value, worth, reading.cell, amount.start, amount.end, marked.text),
        currency=amount.currency,
    )
