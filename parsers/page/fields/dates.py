"""The date of the document: by its label, after its number, at the top of a letter, or alone under the title."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from parsers.page.fields.candidates import Candidate, candidate
from parsers.page.fields.codes import OF_THE, reference
from parsers.page.fields.labelled import is_in_passing, place_weight
from parsers.page.labels.label_kinds import TITLES, Label, LabelKind
from parsers.page.layout.cells import Cell
from parsers.page.marked.neighbours import Spot, spots
from parsers.page.marked.pages import Marked, Page, opens, overlap
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


_FROM_TOWN = re.compile(
    r"(?:[Ff]ait )?(?:[àÀ] )?[A-ZÀ-Ý][\w'’-][\w'’ -]{0,40}(?:,? ?[Ll]e|, ?den|, ?li)"
    r"(?: (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))?[ :]+$"
)


def _unlabelled(pages: tuple[Page, ...], order: bool | None) -> Iterator[Candidate]:
    """``Lyon, le 3 mars 2026``, or a date alone in the head of the first page."""
    for page in pages:
        last = min(page.headers, default=len(page.lines))
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
                if before.strip().lower() in _SINCE and _follows_title(page, cell):
                    yield candidate(value, 0.92, cell, day.start, day.end)
                elif _FROM_TOWN.match(before) or before.strip().lower() == "le":
                    yield candidate(value, 0.8, cell, day.start, day.end)
                elif titled and not before.strip() and not _has_label(page, cell):
                    yield candidate(value, 0.56, cell, day.start, day.end)


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
    """Whether a label beside or above may be that of ``cell``."""
    if cell.column:
        before = page.lines[cell.row][cell.column - 1]
        if page.of(before) or before.text.endswith(":") or cell.left - before.right < 0.2 * page.width:
            return True
    for line in page.lines[max(0, cell.row - 3) : cell.row]:
        for other in line:
            near = 0 <= cell.top - other.bottom + 0.4 * cell.height < 2 * cell.height
            marks = page.of(other)
            if near and overlap(cell, other) > 0 and (not marks or marks[-1].kind not in TITLES):
                return True
    return False


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
    """Weight, less for a bare *Date* at the foot of the page: the date of a signature or of printing."""
    return 0.6 if marked.mention.label.strength < 0.8 and marked.cell.top > _FOOT * page.height else 1.0


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
    at = marked.mention.end
    if marked.mention.kind is not LabelKind.NUMERO or any(c.isdigit() for c in cell.text[at:]):
        read = reference(Spot(cell=cell, start=at, end=len(cell.text), nearness=1, whole=False))
        at = read.end if read else at
        link = OF_THE.match(cell.text, at)
        if link is None:
            return
        day = next((day for day in days(cell.text, link.end(), link.end() + 24) if day.start == link.end()), None)
        value = _value(day, order) if day else None
        if day is not None and value is not None:
            yield candidate(value, 0.98 * place_weight(page, marked), cell, day.start, day.end, marked.text)
