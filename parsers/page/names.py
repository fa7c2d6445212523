"""The names and addresses of the parties, only where the page leaves no doubt."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.invoice import Address
from parsers.page.blocks import climb, heading_of
from parsers.page.candidates import Candidate, Choice, candidate, ranking
from parsers.page.cells import Cell
from parsers.page.folding import plain
from parsers.page.kinds import Kind, Role
from parsers.page.neighbours import spots
from parsers.page.owners import Sighting
from parsers.page.pages import Page, opens, overlap

_LEGAL = r"SARL|S\.A\.R\.L\.?|SASU|S\.A\.S\.U\.?|SAS|S\.A\.S\.?|EURL|SA|S\.A\.?|SCI|SNC|SCOP|SELARL|EI|SCP|GIE|Association|Société anonyme"
_NOTICE = re.compile(
    rf"^(?P<name>[^\d,;:|–—]{{2,60}}?(?:\s(?:{_LEGAL}))?)\s*(?:[,;|–—-]\s*(?:{_LEGAL})\s+)?(?:au\s+)?[Cc]apital\b"
)
_SIGNED = re.compile(rf"^(?P<name>[^\d,;:|–—]{{2,60}}?)\s*[,;|–—-]\s*(?:(?:{_LEGAL})\b|SIRET\b|Siret\b|RCS\b|R\.C\.S)")
_POSTCODE = re.compile(r"(?:^|\s|F-)(\d{5}|\d{2} \d{3})\s+([A-ZÀ-Ý][\w'’ .-]+)")
_STREET = re.compile(
    r"\b(?:rue|avenue|av|bd|boulevard|place|chemin|route|allee|impasse|quai|cours|square|zone|za|zi|bp|cs|cedex|lieu-dit)\b"
)
_PEOPLE = re.compile(r"\b(?:M\.|Mme|Monsieur|Madame|attention|service|direction|p[ôo]le|bureau)\b", re.I)
_FORM = re.compile(r"\b(?:SARL|SASU?|EURL|SELARL|SCOP|SNC|SCP)\b|\bS\.A\.(?:R\.L|S)\b|\bSA$")
_PUBLIC = re.compile(
    r"^(?:la |le |l['’])?(?:commune|ville|mairie|r[ée]gion|d[ée]partement|conseil|m[ée]tropole|communaut[ée]|centre hospitalier|chu|"
    r"ch |h[ôo]pital|lyc[ée]e|coll[èe]ge|minist[èe]re|pr[ée]fecture|universit[ée]|syndicat|sdis|ccas|agglom[ée]ration|rectorat|"
    r"office public|[ée]tablissement public|chambre de|centre de gestion|centre communal|tribunal|acad[ée]mie)\b",
    re.I,
)
_TAKEN = 0.75
"""A name below this stays out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A party's name and the address under it."""

    name: Candidate | None = None
    address: Address | None = None


def name(pages: Iterable[Page], role: Role, found: Iterable[Sighting]) -> Name:
    """The name of the party ``role``, whose identifiers are ``found``."""
    pages = tuple(pages)
    read = [*_labelled(pages, role), *_headed(pages, role), *_over(found), *_placed(pages, role)]
    if role is Role.FOURNISSEUR:
        read += _signed(pages, tuple(found))
    choice = _agreed([candidate_ for candidate_, _ in read])
    if choice.best is None:
        return Name()
    cells = [cell for one, cell in read if plain(str(one.value)) == plain(str(choice.best.value)) and cell is not None]
    return Name(name=choice.best, address=_address(pages, cells))


def _agreed(read: list[Candidate]) -> Choice:
    """The name said most surely; a name that contains another counts for it."""
    merged: dict[str, list[Candidate]] = {}
    for one in read:
        merged.setdefault(plain(str(one.value)), []).append(one)
    ranked = ranking(_surer(group) for group in merged.values())
    ranked = [one for one in ranked if one.score >= _TAKEN]
    if not ranked or (len(ranked) > 1 and ranked[0].score - ranked[1].score < 0.05):
        return Choice(rivals=tuple(ranked))
    return Choice(best=ranked[0])


def _surer(group: list[Candidate]) -> Candidate:
    best = max(group, key=lambda one: one.score)
    score = min(0.98, best.score + 0.12 * (len(group) - 1))
    return Candidate(value=best.value, score=score, text=best.text, page=best.page, box=best.box)


def _labelled(pages: tuple[Page, ...], role: Role) -> Iterator[tuple[Candidate, Cell | None]]:
    for page in pages:
        for marked in page.marked:
            if marked.mention.kind is Kind.NOM and marked.mention.label.role is role:
                spot = next(spots(page, marked), None)
                text = spot.text.strip(" :–-") if spot else ""
                if spot is not None and _is_name(text):
                    yield _named(text, 0.95, spot.cell), spot.cell


def _headed(pages: tuple[Page, ...], role: Role) -> Iterator[tuple[Candidate, Cell | None]]:
    """After or under a heading: ``Client : Mairie de X``, ``Facturé à`` above ``Mairie de X``."""
    for page in pages[:1]:
        for line in page.lines:
            for cell in line:
                mention = heading_of(page, cell)
                if mention is None or mention.label.role is not role or cell.row in page.headers:
                    continue
                rest = cell.text[mention.end :].strip(" :–-")
                if rest:
                    if _is_name(rest) and not rest.startswith("("):
                        yield _named(rest, 0.85, cell), cell
                    continue
                below = _under(page, cell)
                if below is not None and _is_name(below.text) and not opens(below, page.of(below)):
                    yield _named(below.text, 0.85, below), below


def _under(page: Page, cell: Cell) -> Cell | None:
    for line in page.lines[cell.row + 1 : cell.row + 5]:
        for other in line:
            if overlap(cell, other) > 0 and other.top > cell.bottom - 0.4 * cell.height:
                near = other.top - cell.bottom < 2 * cell.height and abs(other.left - cell.left) < 25
                return other if near else None
    return None


def _over(found: Iterable[Sighting]) -> Iterator[tuple[Candidate, Cell | None]]:
    """The first line of the address in which the party's identifier stands."""
    for one in found:
        column: list[Cell] = []
        for cell in climb(one.page, one.cell):
            if heading_of(one.page, cell) is not None or _is_value(one.page, cell):
                break
            column.append(cell)
        while len(column) > 1 and column[-1].text.endswith(":") and len(column[-1].text) < 25:
            column.pop()  # a heading in unknown words
        if not column or not _has_address(column):
            continue
        top = column[-1]
        text = _first_part(top.text)
        if _is_name(text) and not opens(top, one.page.of(top)):
            if len(column) == 1 and text == top.text:
                continue
            score = 0.76 if top.top < 0.5 * one.page.height and len(column) > 2 else 0.7
            yield _named(text, score, top), top
            yield from ((_named(text, score, same), same) for same in _repeated(one.page, top, text))


def _placed(pages: tuple[Page, ...], role: Role) -> list[tuple[Candidate, Cell | None]]:
    """The one address of the first page's head whose name speaks: a firm's by its form, a public body's by its kind."""
    speaks = _FORM if role is Role.FOURNISSEUR else _PUBLIC
    tops: dict[tuple[int, int], Cell] = {}
    for page in pages[:1]:
        for cell in (cell for line in page.lines for cell in line):
            if cell.top > 0.45 * page.height or not _POSTCODE.search(cell.text) or len(cell.text) > 50:
                continue
            column = list(climb(page, cell))
            if len(column) > 6 or any(heading_of(page, other) is not None for other in column):
                continue
            named = next((other for other in reversed(column) if _is_name(other.text)), None)
            if named is not None and named is not cell and speaks.search(named.text):
                tops[(named.row, named.column)] = named
    return [(_named(top.text, 0.77, top), top) for top in tops.values()] if len(tops) == 1 else []


def _first_part(text: str) -> str:
    """The name in ``Dupont SARL - 12 rue du Port - 75001 Paris``."""
    parts = re.split(r"\s+[-–—•|·]\s+", text)
    return parts[0] if len(parts) > 1 and _POSTCODE.search(text) else text


def _is_value(page: Page, cell: Cell) -> bool:
    """Whether ``cell`` answers a label on its left: it is no line of an address."""
    if cell.column == 0:
        return False
    before = page.lines[cell.row][cell.column - 1]
    marks = page.of(before)
    return bool(marks) and cell.left - before.right < 0.3 * page.width and marks[-1].kind is not Kind.BLOC


def _repeated(page: Page, cell: Cell, text: str) -> list[Cell]:
    same = plain(text)
    return [other for line in page.lines for other in line if other is not cell and plain(other.text) == same]


def _signed(pages: tuple[Page, ...], found: tuple[Sighting, ...]) -> list[tuple[Candidate, Cell | None]]:
    """The name in the legal notice: ``Dupont SARL au capital de ...``, ``Dupont SAS - SIRET ...``."""
    signed = []
    for page in pages[:1]:
        for line in page.lines:
            for cell in line:
                notice = any(mention.kind is Kind.MENTION for mention in page.of(cell))
                match = _NOTICE.match(cell.text) if notice else None
                if match is None and any(one.cell is cell for one in found):
                    match = _SIGNED.match(cell.text)
                text = match["name"].strip(" -–—,") if match else ""
                if _is_name(text) and not re.fullmatch(_LEGAL, text):
                    same = [None, *_repeated(page, cell, text)]
                    signed += [(_named(text, 0.7, other or cell), other) for other in same]
    return signed


def _named(text: str, score: float, cell: Cell) -> Candidate:
    start = max(0, cell.text.find(text))
    return candidate(text, score, cell, start, start + len(text))


def _is_name(text: str) -> bool:
    """Whether ``text`` can be the name of a firm or of a public body."""
    letters = sum(c.isalpha() for c in text)
    if letters < 3 or len(text) > 80 or letters < 0.6 * len(text) or "@" in text or "www." in text:
        return False
    folded = plain(text)
    return not (
        text[0].isdigit() or _STREET.search(folded) or _POSTCODE.search(text) or _PEOPLE.match(text) or ":" in text
    )


def _has_address(column: list[Cell]) -> bool:
    return any(_POSTCODE.search(cell.text) for cell in column)


def _address(pages: tuple[Page, ...], cells: list[Cell]) -> Address | None:
    for cell in cells:
        page = next(page for page in pages if page.number == cell.page)
        lines = _lines_under(page, cell)
        for rank, line in enumerate(lines):
            found = _POSTCODE.search(line)
            if found is not None and rank:
                street = [*lines[:rank], None, None, None][:3]
                return Address(
                    line_1=street[0],
                    line_2=street[1],
                    line_3=street[2],
                    post_code=found[1].replace(" ", ""),
                    city=found[2].strip(),
                )
    return None


def _lines_under(page: Page, cell: Cell) -> list[str]:
    lines: list[str] = []
    current = cell
    for _ in range(5):
        below = _under(page, current)
        if below is None:
            break
        lines.append(below.text)
        current = below
    return lines
