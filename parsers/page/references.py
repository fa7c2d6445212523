"""Numbers, codes and dates read after their labels: everything but amounts and parties."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from domain.cadre import CADRES, CADRES_REFORME
from parsers.page.candidates import Candidate, candidate
from parsers.page.cells import Cell
from parsers.page.days import Day, days, month_first
from parsers.page.folding import tokens
from parsers.page.kinds import Kind
from parsers.page.neighbours import Spot, spots
from parsers.page.pages import Marked, Page, opens, overlap

_LEAD = re.compile(r"(?:[\s:#°º.=»*•()–—-]|[Nn][°º]\s?|[Nn]o(?=[\s.:])|[Nn]um[ée]ro\b|[Rr][ée]f\.?\s)*")
_WORD = re.compile(r"\S+")
_SHAPE = re.compile(r"[A-Za-z0-9](?:[\w/.+&\-]*[\w])?$")
_PREFIX = re.compile(r"[A-Z]{1,6}[-_/.]?$")
_CENTS = re.compile(r"\d+[.,]\d\d$")
_SLASHED = re.compile(r"\s\d+(?!\S)(?!\s*/)")
_CUT = re.compile(r"\s*[-–—/]\s*\d")
"""More digits after a dash: what was read may be half of the number."""
_YEAR = re.compile(r"(?:19|20)\d\d$")
_CODE = re.compile(r"[A-Z0-9](?:[A-Z0-9_./+\-]*[A-Z0-9])?$|(?=\S*\d)[A-Za-z0-9][\w./+\-]*[A-Za-z0-9]$")
_CADRE = re.compile(r"(?<![A-Za-z0-9])([ABSM]\d{1,2})(?![A-Za-z0-9])")
_OF_THE = re.compile(
    r"[\s,–—-]*\(?\s?(?:en date du|dat[ée]e? du|émise? le|établie? le|du|le|of|dated|date\s?:?)\s*", re.I
)
_LONGEST = 35
_NO_NUMBER = frozenset({"neant", "aucun", "sans", "na", "n/a"})

_TITLES = frozenset({Kind.FACTURE, Kind.AVOIR, Kind.RECTIFICATIVE, Kind.ACOMPTE})

type_reader = Callable[[Spot], tuple[str, int, int] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """The candidates read on all pages, by field."""

    numero: tuple[Candidate, ...]
    avoir: tuple[Candidate, ...]
    """Those of ``numero`` that a label calls an *avoir*."""
    origine: tuple[Candidate, ...]
    date: tuple[Candidate, ...]
    echeance: tuple[Candidate, ...]
    engagement: tuple[Candidate, ...]
    marche: tuple[Candidate, ...]
    code_service: tuple[Candidate, ...]
    cadre: tuple[Candidate, ...]
    unclear_dates: bool
    """Dates whose day and month cannot be told apart."""


def references(pages: Iterable[Page], english: bool) -> References:
    """The numbers, codes and dates of ``pages``; ``english`` pages may put the month first."""
    pages = tuple(pages)
    order = _order(pages, english)
    by_kind: dict[Kind, list[tuple[Page, Marked]]] = {}
    for page in pages:
        for marked in page.marked:
            by_kind.setdefault(marked.mention.kind, []).append((page, marked))

    def read(kind: Kind, reader: type_reader) -> tuple[Candidate, ...]:
        return tuple(_labelled(by_kind.get(kind, ()), reader))

    numbers = read(Kind.NUMERO, _reference)
    titled = tuple(_titled(pages))
    return References(
        numero=numbers + titled,
        avoir=tuple(_avoirs(by_kind.get(Kind.NUMERO, ()))),
        origine=read(Kind.ORIGINE, _reference),
        date=tuple(_dates(pages, by_kind.get(Kind.DATE, ()), order)),
        echeance=tuple(_day_candidates(by_kind.get(Kind.ECHEANCE, ()), order)),
        engagement=read(Kind.ENGAGEMENT, _reference),
        marche=read(Kind.MARCHE, _reference),
        code_service=read(Kind.CODE_SERVICE, _code),
        cadre=read(Kind.CADRE, _cadre),
        unclear_dates=order is None,
    )


def _labelled(found: Iterable[tuple[Page, Marked]], reader: type_reader) -> Iterator[Candidate]:
    for page, marked in found:
        if marked.cell.row in page.headers or _is_in_passing(marked):
            continue
        for spot in spots(page, marked):
            read = reader(spot)
            if read is not None and (marked.mention.kind not in _LONG or len(read[0]) >= _SHORTEST):
                value, start, end = read
                score = marked.mention.label.strength * spot.nearness * _standing(page, marked)
                yield candidate(value, score, spot.cell, start, end)
                break


_LONG = frozenset({Kind.ENGAGEMENT, Kind.MARCHE})
_SHORTEST = 3
"""Characters of an engagement or a contract's number."""


def _is_in_passing(marked: Marked) -> bool:
    """Whether a label of one word (*commande*, *contrat*) stands in a sentence, not at a clause's head."""
    before = marked.cell.text[: marked.mention.start].rstrip()
    if before and not tokens(before):
        return False
    if marked.mention.kind is Kind.NUMERO and marked.mention.words == 1:
        return bool(before)
    return marked.mention.words == 1 and bool(before) and before[-1] not in "-–—|;,/•:"


def _standing(page: Page, marked: Marked) -> float:
    """How much a label counts by where it is said: less in a sentence or on a later page."""
    before = len(marked.cell.text[: marked.mention.start].split())
    said = 0.9 if before > 3 and not page.of(marked.cell)[: marked.rank] else 1.0
    return said * (1.0 if page.number == 1 else 0.97)


def _reference(spot: Spot) -> tuple[str, int, int] | None:
    """A document's number at the head of the spot: words with digits, up to a date or a plain word."""
    lead = _LEAD.match(spot.cell.text, spot.start, spot.end)
    at = lead.end() if lead else spot.start
    taken: list[str] = []
    start, end = at, at
    for match in _WORD.finditer(spot.cell.text, at, spot.end):
        word = match.group().rstrip(".,;:)")
        if word == "/" and taken and _SLASHED.match(spot.cell.text, match.end(), spot.end):
            taken.append(word)
            continue
        if not _belongs(word, taken) or any(day.start <= match.start() - at for day in _near_days(spot, match.start())):
            break
        taken.append(word)
        end = match.start() + len(word)
        if word != match.group():
            break
    value = " ".join(taken)
    if not any(c.isdigit() for c in value) or len(value) > _LONGEST or AMOUNT_ONLY.match(value):
        return None
    rest = spot.cell.text[end : spot.end]
    if _CUT.match(rest) and next(_near_days(spot, end + len(rest) - len(rest.lstrip(" -–—/"))), None) is None:
        return None
    if spot.whole and not _only_date_follows(rest):
        return None
    return value, start, end


AMOUNT_ONLY = re.compile(r"-?\d{1,3}(?:[ .]\d{3})*,\d\d$|-?\d+\.\d\d$")
"""What is an amount and no number."""


def _belongs(word: str, taken: list[str]) -> bool:
    """Whether ``word`` goes on a number: its digits, or a short prefix before them."""
    if not _SHAPE.match(word) or _CENTS.match(word):
        return False
    if any(c.isdigit() for c in word):
        return True
    return not taken and _PREFIX.match(word) is not None


def _near_days(spot: Spot, at: int) -> Iterator[Day]:
    return (day for day in days(spot.cell.text, at, min(spot.end, at + 24)) if day.start == at)


def _only_date_follows(rest: str) -> bool:
    """Whether what follows a number in its cell is nothing, a date, a remark or another clause."""
    text = rest.strip()
    return not text or text[0] in ",;(-–—|/:" or bool(_OF_THE.match(rest)) or next(days(text), None) is not None


def _code(spot: Spot) -> tuple[str, int, int] | None:
    """A code service: one word of capitals, digits and signs; a name in clear words is none."""
    lead = _LEAD.match(spot.cell.text, spot.start, spot.end)
    at = lead.end() if lead else spot.start
    words = [(m.group().rstrip(".,;:)"), m.start()) for m in _WORD.finditer(spot.cell.text, at, spot.end)]
    if not words or not _CODE.match(words[0][0]) or len(words[0][0]) > 100:
        return None
    word, start = words[0]
    following = words[1][0] if len(words) > 1 and spot.cell.text[start + len(word)] == " " else ""
    if following and _CODE.match(following) and any(c.isalpha() for c in following):
        return None  # capitals throughout: a code and a name cannot be told apart
    return word, start, start + len(word)


def _cadre(spot: Spot) -> tuple[str, int, int] | None:
    match = _CADRE.search(spot.cell.text, spot.start, min(spot.end, spot.start + 24))
    if match is None or (match[1] not in CADRES and match[1] not in CADRES_REFORME):
        return None
    return match[1], match.start(1), match.end(1)


def _avoirs(found: Iterable[tuple[Page, Marked]]) -> Iterator[Candidate]:
    credits = [
        (page, marked)
        for page, marked in found
        if re.search(r"avoir|cr[ée]dit", marked.cell.text[marked.mention.start : marked.mention.end], re.I)
    ]
    return _labelled(credits, _reference)


def _titled(pages: Iterable[Page]) -> Iterator[Candidate]:
    """Numbers that follow a title without the word *number*: ``Facture FA-2017-0010``, or ``n° 12`` under it."""
    for page in pages:
        for marked in page.marked:
            if marked.mention.kind not in _TITLES or marked.upper or not opens(marked.cell, page.of(marked.cell)):
                continue
            if marked.cell.row in page.headers or marked.rank:
                continue
            yield from _beside_title(page, marked)


def _beside_title(page: Page, marked: Marked) -> Iterator[Candidate]:
    cell, mention = marked.cell, marked.mention
    rest = cell.text[mention.end :]
    if rest.strip(" :-–—"):
        spot = Spot(cell=cell, start=mention.end, end=len(cell.text), nearness=1.0, whole=True)
        read = _reference(spot)
        if read is not None and _is_telling(read[0]):
            yield candidate(read[0], 0.8 * _standing(page, marked), cell, read[1], read[2])
        return
    if _is_one_of_many(page, cell):
        yield from _labelled([(page, marked)], _reference)
        return
    for other, near in _around(page, cell):
        numbered = _NUMBERED.match(other.text)
        spot = Spot(cell=other, start=numbered.end() if numbered else 0, end=len(other.text), nearness=1, whole=True)
        read = _reference(spot)
        if read is not None and (numbered or (_is_telling(read[0]) and not read[0].isdigit())):
            yield candidate(read[0], near * (0.9 if numbered else 0.62), other, read[1], read[2])


_NUMBERED = re.compile(r"\s*(?:[Nn]\s?[°ºo˚]|[Nn]um[ée]ro|NUM[ÉE]RO|#|[Rr][ée]f(?:[ée]rence)?\b)\s*[.:]?\s*(?=\S)")


def _is_one_of_many(page: Page, cell: Cell) -> bool:
    """Whether *Facture* is one label among others: in a row of boxes, or at the head of a list of them."""
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


def _is_telling(value: str) -> bool:
    return len(value) >= 3 and not _YEAR.match(value)


def _around(page: Page, title: Cell) -> Iterator[tuple[Cell, float]]:
    """The cells right of a title and, close below it, those in its column."""
    if title.column + 1 < len(page.lines[title.row]):
        yield page.lines[title.row][title.column + 1], 1.0
    for line in page.lines[title.row + 1 : title.row + 6]:
        for cell in line:
            answers = cell.column and page.of(line[cell.column - 1])
            if cell.top - title.bottom < 2.5 * title.height and overlap(cell, title) > -20 and not answers:
                yield cell, 0.97


def _order(pages: tuple[Page, ...], english: bool) -> bool | None:
    """Whether dates put the month first; ``None`` when an English page does not tell."""
    if not english:
        return False  # French dates begin with the day
    found = [day for page in pages for line in page.lines for cell in line for day in days(cell.text)]
    told = month_first(day for day in found if day.twisted is not None or day.monthly or _is_slashed(day))
    return told if told is not None or any(day.twisted for day in found) else False


def _is_slashed(day: Day) -> bool:
    return day.value.day > 12 and day.end - day.start <= 10


def _value(day: Day, order: bool | None) -> date | None:
    if day.monthly and order is False:
        return None
    if day.twisted is None:
        return day.value
    return None if order is None else day.twisted if order else day.value


def _dates(pages: tuple[Page, ...], found: Iterable[tuple[Page, Marked]], order: bool | None) -> Iterator[Candidate]:
    yield from _day_candidates(found, order)
    yield from _unlabelled(pages[:1], order)
    for page in pages:
        for marked in page.marked:
            if marked.mention.kind is Kind.NUMERO or marked.mention.kind in _TITLES:
                yield from _dated_title(page, marked, order)


_FROM_TOWN = re.compile(r"(?:fait )?(?:à )?[A-ZÀ-Ý][\w'’ -]{1,40},? ?le[ :]+$", re.I)


def _unlabelled(pages: tuple[Page, ...], order: bool | None) -> Iterator[Candidate]:
    """``Lyon, le 3 mars 2026``; or a date that stands by itself in the head of the first page."""
    for page in pages:
        last = min(page.headers, default=len(page.lines))
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
                elif not before.strip() and not _has_label(page, cell):
                    yield candidate(value, 0.56, cell, day.start, day.end)


_BETWEEN = re.compile(
    r"(?:[\s:.=»•(–—/-]|\([^()]*\)|\b(?:le|du|on|of|au|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b)*", re.I
)
"""What may stand between a label and its date."""
_SINCE = frozenset({"du", "en date du", "daté du", "datée du", "le"})


def _follows_title(page: Page, cell: Cell) -> bool:
    """Whether a title or a number stands just before or just above ``cell``."""
    near = [page.lines[cell.row][cell.column - 1]] if cell.column else []
    for line in page.lines[max(0, cell.row - 3) : cell.row]:
        near += [o for o in line if overlap(cell, o) > 0 and cell.top - o.bottom < 1.5 * max(cell.height, o.height)]
    return any(m.kind is Kind.NUMERO or m.kind in _TITLES for other in near for m in page.of(other)[:1])


def _has_label(page: Page, cell: Cell) -> bool:
    """Whether some label beside or above could claim what stands in ``cell``."""
    if cell.column:
        before = page.lines[cell.row][cell.column - 1]
        if page.of(before) or before.text.endswith(":") or cell.left - before.right < 0.2 * page.width:
            return True
    for line in page.lines[max(0, cell.row - 3) : cell.row]:
        for other in line:
            near = 0 <= cell.top - other.bottom + 0.4 * cell.height < 2 * cell.height
            marks = page.of(other)
            if near and overlap(cell, other) > 0 and (not marks or marks[-1].kind not in _TITLES):
                return True
    return False


def _day_candidates(found: Iterable[tuple[Page, Marked]], order: bool | None) -> Iterator[Candidate]:
    for page, marked in found:
        if marked.cell.row in page.headers or (marked.mention.words == 1 and _is_in_passing(marked)):
            continue
        if marked.mention.label.strength < 0.8 and _in_table(page, marked):
            continue
        for spot in spots(page, marked):
            day = next(days(spot.cell.text, spot.start, spot.end), None)
            if day is None or not _BETWEEN.fullmatch(spot.cell.text, spot.start, day.start):
                continue
            value = _value(day, order)
            if value is not None:
                score = marked.mention.label.strength * spot.nearness * _standing(page, marked)
                yield candidate(value, score, spot.cell, day.start, day.end)
            break


def _in_table(page: Page, marked: Marked) -> bool:
    """Whether a bare *Date* heads a column of something else: payments, lines."""
    kinds = {m.kind for cell in page.of_row(marked.cell.row) for m in cell}
    return bool(kinds & {Kind.COLONNE, Kind.TOTAL, Kind.TAUX, Kind.DEJA_PAYE}) and Kind.NUMERO not in kinds


def _dated_title(page: Page, marked: Marked, order: bool | None) -> Iterator[Candidate]:
    """``Facture n° 12 du 3 mars 2026``, ``FACTURE DU 03/03/2026``: the date right after the number or the title."""
    cell = marked.cell
    if (marked.mention.kind is not Kind.NUMERO and not opens(cell, page.of(cell))) or _is_in_passing(marked):
        return
    at = marked.mention.end
    if marked.mention.kind is not Kind.NUMERO or any(c.isdigit() for c in cell.text[at:]):
        read = _reference(Spot(cell=cell, start=at, end=len(cell.text), nearness=1, whole=False))
        at = read[2] if read else at
        link = _OF_THE.match(cell.text, at)
        if link is None:
            return
        day = next((day for day in days(cell.text, link.end(), link.end() + 24) if day.start == link.end()), None)
        value = _value(day, order) if day else None
        if day is not None and value is not None:
            yield candidate(value, 0.98 * _standing(page, marked), cell, day.start, day.end)
