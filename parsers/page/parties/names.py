"""The names and addresses of the parties, only where they are unambiguous."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.invoice import Address
from parsers.page.fields.candidates import Candidate, Choice, as_sure, in_doubt, ranking
from parsers.page.labels.folding import plain
from parsers.page.labels.label_kinds import Role
from parsers.page.layout.cells import Cell
from parsers.page.marked.pages import Page, under
from parsers.page.parties.name_places import names_read
from parsers.page.parties.naming import may_be_over_name
from parsers.page.parties.owners import Sighting
from parsers.page.values.towns import POSTCODE

_TAKEN = 0.75
"""Least score of a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A party's name, doubtful when its first line may be none, and the address under it."""

    name: Candidate | None = None
    address: Address | None = None
    rivals: tuple[Candidate, ...] = ()
    """The names that are too weak or as good, when none is taken."""


def name(pages: Iterable[Page], role: Role, found: Iterable[Sighting]) -> Name:
    """The name of the party ``role``, whose identifiers are ``found``."""
    pages = tuple(pages)
    read = names_read(pages, role, tuple(found))
    choice = _agreed([one.name for one in read])
    if choice.best is None and not choice.rivals:
        choice = _agreed([as_sure(one.name, _TAKEN) for one in read if one.legal])
    if choice.best is None:
        return Name(rivals=tuple(in_doubt(one.name) for one in read))
    chosen = plain(str(choice.best.value))
    cells = [one.cell for one in read if one.cell is not None and plain(str(one.name.value)) == chosen]
    best = in_doubt(choice.best) if any(_is_ambiguous(pages, cell, chosen) for cell in cells) else choice.best
    return Name(name=best, address=_address(pages, cells))


def _is_ambiguous(pages: tuple[Page, ...], cell: Cell, chosen: str) -> bool:
    """Whether the first line of the name in ``cell`` may be a slogan or a trade over the name."""
    below = under(next(page for page in pages if page.number == cell.page), cell)
    if below is None or not may_be_over_name(cell.text, below.text):
        return False
    return chosen == plain(f"{cell.text} {below.text}")


def _agreed(read: list[Candidate]) -> Choice:
    """The name with the best score; a name that contains another adds to it."""
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
    return as_sure(best, score)


def _address(pages: tuple[Page, ...], cells: list[Cell]) -> Address | None:
    for cell in cells:
        page = next(page for page in pages if page.number == cell.page)
        lines = _lines_under(page, cell)
        for rank, line in enumerate(lines):
            found = POSTCODE.search(line)
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
        below = under(page, current)
        if below is None:
            break
        lines.append(below.text)
        current = below
    return lines
