"""The date of the document: by its label, after its number, at the top of a letter, or alone under the title."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from parsers.page.fields.candidates import Candidate, candidate
from parsers.page.fields.codes import OF_THE, reference
from parsers.page.fields.labelled import is_in_passing, is_of_another, place_weight
from parsers.page.fields.other_dates import is_from_town, is_in_stamp
from parsers.page.labels.label_kinds import TITLES, Label, LabelKind
from parsers.page.layout.cells import Cell, joined
from parsers.page.marked.bare_labels import is_bare
from parsers.page.marked.neighbours import Spot, spots
from parsers.page.marked.pages import Marked, Page, opens, overlap, under
from parsers.page.values.days import Day, days, month_first


def month_leads(pages: tuple[Page, ...], english: bool) -> bool | None:
    """Whether dates put the month first; ``None`` when an English page leaves it open."""
    if not english:
        return False  # French dates begin with the day
    found = [day for page in pages for line in page.lines for cell in line for day in days(cell.text)]
    leads = month_first(day for day in found if day.twisted is not None or day.monthly or _is_slashed(day))
    return leads if leads is not None or any(day.twisted for day in found) else False


def _is_slashed(day: Day) -> bool:
    return day.value.day > 12 and day.end - day.start <= 10


def _value(day: Day, order: bool | None) -> date | None:
    if day.monthly and order is False:
        return None
    if day.twisted is None:
        return day.value
    return None if order is None else day.twisted if order else day.value


def dates(pages: tuple[Page, ...], found: Iterable[tuple[Page, Marked]], order: bool | None) -> Iterator[Candidate]:
    yield from dated(found, order)
    yield from _unlabelled(pages[:1], order)
    for page in pages:
        for marked in page.marked:
            if marked.mention.kind is LabelKind.NUMERO or marked.mention.kind in TITLES:
                yield from _dated_title(page, marked, order)
                yield from _linked(page, marked, order)


def dates_at(found: Iterable[tuple[Spot, float]], order: bool | None) -> Iterator[Candidate]:
    """The dates in the given spots, each with the score given."""
    for spot, sure in found:
        day = next(days(spot.cell.text), None)
        value = _value(day, order) if day is not None else None
        if day is not None and value is not None:
            yield candidate(value, sure, spot.cell, day.start, day.end)


def _unlabelled(pages: tuple[Page, ...], order: bool | None) -> Iterator[Candidate]:
    """``Lyon, le 3 mars 2026``, or a date alone in the head of the first page."""
    for page in pages:
        last = min((*page.headers, *_totals(page)), default=len(page.lines))
        titled = any(marked.mention.kind in TITLES for marked in page.marked)
        for line in page.lines[:last]:
            for cell in line:
                if len(cell.text) > 70 or cell.top > 0.5 * page.height or page.of(cell):
                    continue
                day = next(days(cell.text), None)
                value = _value(day, order) if day is not None else None
                if day is None or value is None or cell.text[day.end :].strip(" .,"):
                    continue
                before = cell.text[: day.start]
                if is_in_stamp(page, cell, below=True):
                    continue
                if before.strip().lower() in _SINCE and _follows_title(page, cell):
                    yield candidate(value, 0.92, cell, day.start, day.end)
                elif before.strip().lower() == "le" or is_from_town(page, before):
                    yield candidate(value, _LETTER, cell, day.start, day.end)
                elif titled and not before.strip() and not _has_label(page, cell) and not page.is_decided(cell):
                    yield candidate(value, 0.56, cell, day.start, day.end)


def _totals(page: Page) -> Iterator[int]:
    """The lines with a total: below them a town and a date are those of a signature."""
    for marked in page.marked:
        if marked.mention.kind in _TOTALS and opens(marked.cell, page.of(marked.cell)):
            yield marked.cell.row  # not *Bon à payer*, a stamp


_LETTER = 0.8
"""Score of the date of a letter (*Lyon, le*, *Fait à Lyon, le*): one labelled as the document's goes first."""
_DONE_AT = re.compile(r"fait\b", re.I)
_TOTALS = frozenset({LabelKind.HT, LabelKind.TTC, LabelKind.A_PAYER})
_BETWEEN = re.compile(
    r"(?:[\s:.=»→▸>•(\]–—/-]|\([^()]*\)|\bà\s+[^\W\d]['’\w-]+(?:[ -][^\W\d]['’\w-]*){0,3}?,?\s+(?=le\b)"
    r"|\b(?:le|du|on|of|au|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b)*",
    re.I,
)
"""What may be between a label and its date."""
_SINCE = frozenset({"du", "en date du", "daté du", "datée du", "le"})


def _follows_title(page: Page, cell: Cell) -> bool:
    """Whether a title or a number is just before or just above ``cell``."""
    near = [page.lines[cell.row][cell.column - 1]] if cell.column else []
    for line in page.lines[max(0, cell.row - 3) : cell.row]:
        near += [o for o in line if overlap(cell, o) > 0 and cell.top - o.bottom < 1.5 * max(cell.height, o.height)]
    return any(m.kind is LabelKind.NUMERO or m.kind in TITLES for other in near for m in page.of(other)[:1])


def _has_label(page: Page, cell: Cell) -> bool:
    """Whether a label beside or above may be that of ``cell``, or one of another date below."""
    if cell.column:
        before = page.lines[cell.row][cell.column - 1]
        if page.of(before) or before.text.endswith(":") or cell.left - before.right < 0.2 * page.width:
            return True
    for line in page.lines[max(0, cell.row - 3) : cell.row]:
        for other in line:
            near = 0 <= cell.top - other.bottom + 0.4 * cell.height < 2 * cell.height
            if near and overlap(cell, other) > 0 and not _is_title_or_number(page, other):
                return True
    below = under(page, cell)
    return below is not None and is_bare(page, below) and page.of(below)[0].kind in _CAPTIONS


_CAPTIONS = frozenset({LabelKind.ECHEANCE, LabelKind.AUTRE})


def _is_title_or_number(page: Page, cell: Cell) -> bool:
    """Whether ``cell`` is a title, or a number with its label."""
    marks = page.of(cell)
    if not marks or marks[-1].kind in TITLES:
        return bool(marks)
    return marks[-1].kind is LabelKind.NUMERO and any(c.isdigit() for c in cell.text[marks[-1].end :])


def dated(found: Iterable[tuple[Page, Marked]], order: bool | None) -> Iterator[Candidate]:
    for page, marked in found:
        if marked.cell.row in page.headers or (marked.mention.words == 1 and _is_of_other(page, marked)):
            continue
        if marked.mention.label.strength < 0.8 and _in_table(page, marked):
            continue
        for spot in spots(page, marked):
            day = next(days(spot.cell.text, spot.start, spot.end), None)
            if day is None or not _BETWEEN.fullmatch(spot.cell.text, spot.start, day.start):
                continue
            if _begins_period(spot.cell.text, day):
                break
            value = _value(day, order)
            if value is not None:
                score = (
                    marked.mention.label.strength * spot.nearness * place_weight(page, marked) * _placed(page, marked)
                )
                yield candidate(value, score, spot.cell, day.start, day.end, marked.text)
            break


def _is_of_other(page: Page, marked: Marked) -> bool:
    """Whether a date inside a sentence may be another document's; *Facture F-12 émise à Lyon le* is this one's."""
    first = page.of(marked.cell)[:1]
    own = marked.rank == 1 and first and (first[0].kind is LabelKind.NUMERO or first[0].kind in TITLES)
    return is_in_passing(marked) and not (own and opens(marked.cell, first) and marked.mention.label.strength >= 0.9)


def _placed(page: Page, marked: Marked) -> float:
    """Weight, less for a bare *Date* at the foot or in a stamp, and for *Fait à Lyon, le* beside another date."""
    strength, cell = marked.mention.label.strength, marked.cell
    if strength < 0.8:
        return 0.6 if cell.top > _FOOT * page.height or is_in_stamp(page, cell) else 1.0
    if _DONE_AT.match(marked.text):
        if any(row < cell.row for row in _totals(page)) or is_in_stamp(page, cell, below=True):
            return 0.5  # a signature
        return _LETTER / marked.mention.label.strength * (0.68 if cell.top > 0.5 * page.height else 1.0)
    if strength < 0.92 and cell.top > 0.5 * page.height:
        return 0.5 if is_in_stamp(page, cell) else 0.68
    return 1.0


_FOOT = 0.85
"""Where the foot of a page begins, as a fraction of its height."""


def _in_table(page: Page, marked: Marked) -> bool:
    """Whether a bare *Date* is the heading of a column of a table: payments, lines."""
    kinds = {m.kind for cell in page.of_row(marked.cell.row) for m in cell}
    return (
        bool(kinds & {LabelKind.COLONNE, LabelKind.TOTAL, LabelKind.TAUX, LabelKind.DEJA_PAYE})
        and LabelKind.NUMERO not in kinds
    )


_LINKED = re.compile(r"\s*(?:en date )?(?:du|le)\b\s*:?", re.I)


def _linked(page: Page, marked: Marked, order: bool | None) -> Iterator[Candidate]:
    """``Facture du`` as a label: the date follows it, in the next cell or below."""
    link = _LINKED.match(marked.cell.text, marked.mention.end) if marked.mention.kind in TITLES else None
    if link is not None and opens(marked.cell, page.of(marked.cell)):
        mention = replace(marked.mention, label=Label(LabelKind.DATE, 0.95), end=link.end())
        yield from dated([(page, replace(marked, mention=mention))], order)


def _dated_title(page: Page, marked: Marked, order: bool | None) -> Iterator[Candidate]:
    """``Facture n° 12 du 3 mars 2026``, ``FACTURE DU 03/03/2026``: the date right after the number or the title."""
    cell = marked.cell
    if (marked.mention.kind is not LabelKind.NUMERO and not opens(cell, page.of(cell))) or is_in_passing(marked):
        return
    if is_of_another(page, marked):
        return
    for text in (cell, _with_row(page, cell)):
        day = _day_after_number(text, marked)
        value = _value(day, order) if day is not None else None
        if day is not None and value is not None:
            yield candidate(value, 0.98 * place_weight(page, marked), text, day.start, day.end, marked.text)
            return


def _day_after_number(cell: Cell, marked: Marked) -> Day | None:
    at = marked.mention.end
    if marked.mention.kind is LabelKind.NUMERO and not any(c.isdigit() for c in cell.text[at:]):
        return None
    read = reference(Spot(cell=cell, start=at, end=len(cell.text), nearness=1, whole=False))
    link = OF_THE.match(cell.text, read.end if read else at)
    if link is None:
        return None
    day = next((day for day in days(cell.text, link.end(), link.end() + 24) if day.start == link.end()), None)
    return None if day is None or _begins_period(cell.text, day) else day


def _with_row(page: Page, cell: Cell) -> Cell:
    """``cell`` with the cells that follow it closely on its line, up to a label."""
    words = list(cell.words)
    for other in page.lines[cell.row][cell.column + 1 :]:
        if page.of(other) or other.left - words[-1].right > _APART * cell.height:
            break
        words += other.words
    return joined(words, cell) if len(words) > len(cell.words) else cell


_APART = 6.0
"""Widest gap between the parts of *Facture n° 12 du 3 mars 2026* in columns, in line heights."""
_PERIOD = re.compile(r"\s*(?:au|à|to|bis|al|jusqu.au|[-–—])\s+(?=\d)", re.I)


def _begins_period(text: str, day: Day) -> bool:
    """Whether another date follows ``day``: the bounds of a period."""
    link = _PERIOD.match(text, day.end)
    return link is not None and any(other.start == link.end() for other in days(text, link.end(), link.end() + 24))
