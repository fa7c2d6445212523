"""Candidates for a party's name on the pages."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from parsers.page.fields.candidates import Candidate, candidate
from parsers.page.labels.folding import plain
from parsers.page.labels.label_kinds import TITLES, LabelKind, Role
from parsers.page.layout.cells import Cell
from parsers.page.marked.address_blocks import climb, heading_of, row_heading
from parsers.page.marked.neighbours import spots
from parsers.page.marked.pages import Page, opens, under
from parsers.page.parties.legal_notices import notice_name, notices
from parsers.page.parties.naming import (
    FORM,
    PUBLIC,
    ends_name,
    first_part,
    has_address,
    is_name,
    is_over_name,
    is_unended,
)
from parsers.page.parties.owners import Sighting
from parsers.page.values.towns import POSTCODE


class Named(NamedTuple):
    """A name, and the cell that holds nothing else, if any."""

    name: Candidate
    cell: Cell | None
    legal: bool = False
    """Whether a legal notice has it with the party's own identifier."""


def names_read(pages: tuple[Page, ...], role: Role, found: tuple[Sighting, ...]) -> list[Named]:
    """Every candidate for the name of the party ``role``, whose identifiers are ``found``."""
    read = [*_labelled(pages, role), *_headed(pages, role), *_over(found), *_placed(pages, role)]
    return read + (_signed(pages, found) if role is Role.FOURNISSEUR else [])


def _signed(pages: tuple[Page, ...], found: tuple[Sighting, ...]) -> list[Named]:
    """The names in legal notices, and where else the page has them."""
    return [
        Named(_named(one.text, 0.7, other or one.cell), other, one.sure)
        for one in notices(pages, found)
        for other in (None, *_repeated(one.page, one.cell, one.text))
    ]


def _labelled(pages: tuple[Page, ...], role: Role) -> Iterator[Named]:
    for page in pages:
        for marked in page.marked:
            if marked.mention.kind is LabelKind.NOM and marked.mention.label.role is role:
                spot = next(spots(page, marked), None)
                text = spot.text.strip(" :–-") if spot else ""
                if spot is not None and is_name(text):
                    yield Named(_named(text, 0.95, spot.cell), spot.cell)


def _headed(pages: tuple[Page, ...], role: Role) -> Iterator[Named]:
    """Names after or under a heading: ``Client : Mairie de X``, ``Facturé à`` above ``Mairie de X``."""
    for page in pages[:1]:
        for line in page.lines:
            for cell in line:
                mention = heading_of(page, cell)
                if mention is None or mention.label.role is not role or cell.row in page.headers:
                    continue
                rest = cell.text[mention.end :].strip(" :–-")
                if rest:
                    if is_name(rest) and not rest.startswith("("):
                        yield Named(_named(_whole(page, cell, rest), 0.85, cell), cell)
                    continue
                answer = next(iter(page.lines[cell.row][cell.column + 1 :]), None)
                if answer is not None and row_heading(page, answer) is not None:
                    if is_name(answer.text):
                        yield Named(_named(answer.text, 0.9, answer), answer)
                    continue
                below = under(page, cell)
                below = None if below is None else _under_slogan(page, below)
                if below is not None and is_name(below.text) and not opens(below, page.of(below)):
                    yield Named(_named(_whole(page, below, below.text), 0.85, below), below)


def _under_slogan(page: Page, cell: Cell) -> Cell:
    """``cell``, or the name right under it when ``cell`` is a slogan or a trade."""
    below = under(page, cell)
    if below is None or abs(below.left - cell.left) > 3 or below.top - cell.bottom > cell.height:
        return cell
    return below if is_over_name(cell.text, below.text) else cell


def _whole(page: Page, cell: Cell, text: str) -> str:
    """``text``, which ends ``cell``, with the line below when the name continues there."""
    for _ in range(2):
        below = under(page, cell)
        if below is None or abs(below.left - cell.left) > 3 or below.top - cell.bottom > cell.height:
            return text
        if is_unended(text) and not opens(below, page.of(below)) and not below.text[0].isdigit():
            text, cell = f"{text}{below.text}" if text.endswith("-") else f"{text} {below.text}", below
        elif ends_name(below.text, text):
            return f"{text} {below.text}"
        else:
            return text
    return text


def _over(found: Iterable[Sighting]) -> Iterator[Named]:
    """The first line of the address that holds the party's identifier."""
    for one in found:
        column: list[Cell] = []
        for cell in climb(one.page, one.cell):
            if heading_of(one.page, cell) is not None or _is_value(one.page, cell) or _is_title(one.page, cell):
                break
            column.append(cell)
        while len(column) > 1 and column[-1].text.endswith(":") and len(column[-1].text) < 25:
            column.pop()  # a heading with unknown wording
        if not column or not has_address(column):
            continue
        top = column[-1]
        if " " not in top.text.strip():  # a heading or a brand: a line below may be the name
            top = next((cell for cell in reversed(column) if _is_clear_name(cell.text)), top)
        top = _under_slogan(one.page, top)
        text = notice_name(top.text) or first_part(top.text)
        if is_name(text) and not opens(top, one.page.of(top)):
            if len(column) == 1 and text == top.text:
                continue
            text = _whole(one.page, top, text) if top.text.endswith(text) else text
            score = 0.76 if top.top < 0.5 * one.page.height and len(column) > 2 else 0.7
            yield Named(_named(text, score, top), top)
            yield from (Named(_named(text, score, same), same) for same in _repeated(one.page, top, text))


def _placed(pages: tuple[Page, ...], role: Role) -> list[Named]:
    """Names of addresses in the first page's head: a firm's by its legal form, a public body's by its kind.

    Of two addresses of which exactly one is a public body's, the other is the firm's; a firm's on the right without a
    public body's may be the client's.
    """
    pattern = FORM if role is Role.FOURNISSEUR else PUBLIC
    tops = [(page, top) for page in pages[:1] for top in _tops(page)]
    matching = [(page, top) for page, top in tops if pattern.search(top.text)]
    if role is Role.FOURNISSEUR and not matching and len(tops) == 2:
        matching = [(page, top) for page, top in tops if not PUBLIC.search(top.text)]
    if len(matching) != 1:
        return []
    ((page, first),) = matching
    others = [other for _, other in tops if other is not first]
    top = _under_slogan(page, first)
    public = bool(others) and all(PUBLIC.search(other.text) for other in others)
    if role is Role.FOURNISSEUR and not public and top.left > _RIGHT * page.width:
        return []  # where the client's address is
    return [Named(_named(_whole(page, top, top.text), 0.77, top), top)]


_RIGHT = 0.45
"""Where the right half of a head begins, as a fraction of the page's width: the client's address for a window."""


def _tops(page: Page) -> list[Cell]:
    """The first lines of the addresses in the head that have no heading."""
    tops: dict[tuple[int, int], Cell] = {}
    for cell in (cell for line in page.lines for cell in line):
        if cell.top > 0.45 * page.height or not POSTCODE.search(cell.text) or len(cell.text) > 50:
            continue
        column = list(climb(page, cell))
        if len(column) > 6 or any(heading_of(page, other) is not None for other in column):
            continue
        named = next((other for other in reversed(column) if is_name(other.text)), None)
        if named is not None and named is not cell:
            tops[(named.row, named.column)] = named
    return list(tops.values())


def _is_clear_name(text: str) -> bool:
    """Whether ``text`` is clearly the name of a firm or a public body, not a legal form alone."""
    form = FORM.search(text)
    return bool(form and form.start() > 2) or PUBLIC.search(text) is not None


def _is_title(page: Page, cell: Cell) -> bool:
    """Whether ``cell`` is the document's title or number, above which no address continues."""
    marks = page.of(cell)
    return opens(cell, marks) and (marks[0].kind in TITLES or marks[0].kind in (LabelKind.NUMERO, LabelKind.DATE))


def _is_value(page: Page, cell: Cell) -> bool:
    """Whether ``cell`` is the value of a label on its left, hence no line of an address."""
    if cell.column == 0:
        return False
    before = page.lines[cell.row][cell.column - 1]
    marks = page.of(before)
    return bool(marks) and cell.left - before.right < 0.3 * page.width and marks[-1].kind is not LabelKind.BLOC


def _repeated(page: Page, cell: Cell, text: str) -> list[Cell]:
    same = plain(text)
    return [other for line in page.lines for other in line if other is not cell and plain(other.text) == same]


def _named(text: str, score: float, cell: Cell) -> Candidate:
    text = text.rstrip(" ,;")
    start = max(0, cell.text.find(text))
    return candidate(text, score, cell, start, start + len(text))
