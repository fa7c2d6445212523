"""The owner of each SIRET and VAT number: by its label, the address around it, or the notice it is part of."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from parsers.page.fields.candidates import Candidate, candidate
from parsers.page.labels.label_kinds import LabelKind, Role
from parsers.page.layout.cells import Cell
from parsers.page.marked.address_blocks import climb, heading, row_heading
from parsers.page.marked.neighbours import Spot, spots
from parsers.page.marked.pages import Marked, Page, opens, under
from parsers.page.parties.naming import has_address
from parsers.page.values.identifiers import (
    Identifier,
    IdentifierKind,
    continued_siret,
    identifiers,
    labelled_siret,
    nic,
    signed_siret,
    with_nic,
)

_FOOT = 0.86
"""Where the foot of a page begins, as a fraction of its height."""
PUBLIC = ("1", "2")
"""First digits of the SIRENs of the State, local authorities and their establishments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """An identifier, its position, and the reasons for each possible owner."""

    identifier: Identifier
    page: Page
    cell: Cell
    label: str | None
    """Its label; ``None`` without one."""
    claims: tuple[tuple[Role, float], ...]
    """Possible owners, each with the weight of a reason."""
    addressed: bool = False
    """Whether it is under an address in the head of a page."""
    seat: bool = False
    """Whether its label is that of the head office."""

    @property
    def explicit(self) -> Role | None:
        """Its owner by a label or a heading; ``None`` without one."""
        strong = [(weight, role) for role, weight in self.claims if weight >= 0.9]
        return max(strong, key=lambda one: one[0])[1] if strong else None

    def as_candidate(self, score: float) -> Candidate:
        """The identifier as a value for a field."""
        one = self.identifier
        return candidate(one.value, score, self.cell, one.start, one.end, self.label)


@dataclass(slots=True)
class _Labels:
    """Labelled identifiers: (row, column, start) to the label's role."""

    roles: dict[tuple[int, int, int], Role | None] = field(default_factory=dict)
    texts: dict[tuple[int, int, int], str] = field(default_factory=dict)
    routed: dict[tuple[int, int, int], float] = field(default_factory=dict)
    odd: list[tuple[Cell, Identifier]] = field(default_factory=list)


def sightings(pages: Iterable[Page]) -> list[Sighting]:
    """Every SIRET, SIREN and VAT number of ``pages``; an unlabelled SIRET only with a right key."""
    return [one for page in pages for one in _on(page)]


def _on(page: Page) -> Iterator[Sighting]:
    labels = _Labels()
    for marked in page.marked:
        if marked.mention.kind in (LabelKind.IDENTIFIANT, LabelKind.TVA):
            _record_labelled(page, marked, labels)
    continued = {(cell.row, cell.column, one.start) for cell, one in labels.odd}
    for line in page.lines:
        for cell in line:
            for one in identifiers(cell.text):
                if (cell.row, cell.column, one.start) not in continued:
                    yield from _sighting(page, cell, _with_nic(page, cell, one), labels)
    for cell, one in labels.odd:
        yield from _sighting(page, cell, one, labels)


def _record_labelled(page: Page, marked: Marked, labels: _Labels) -> None:
    role = marked.mention.label.role
    named = "siret" in marked.cell.text[marked.mention.start : marked.mention.end].lower()
    for spot in spots(page, marked):
        whole = _continued(page, spot, named=named) if marked.mention.kind is LabelKind.IDENTIFIANT else None
        if whole is not None:
            at = (spot.cell.row, spot.cell.column, whole.start)
            labels.odd.append((spot.cell, whole))
            labels.roles[at], labels.texts[at] = role, marked.text
            return
        found = [one for one in identifiers(spot.cell.text) if spot.start <= one.start < spot.end]
        signed = _signed(spot, found, named=named or role is Role.DESTINATAIRE)
        if signed is not None:
            at = (spot.cell.row, spot.cell.column, signed.start)
            labels.odd.append((spot.cell, signed))
            labels.roles[at], labels.texts[at] = role, marked.text
            return
        for one in found[: 1 if role else 3]:
            at = (spot.cell.row, spot.cell.column, one.start)
            labels.roles[at] = role or labels.roles.get(at)
            labels.texts[at] = marked.text
            if role is None and one.nature is IdentifierKind.SIRET:
                labels.routed[at] = _recipient_weight(page, marked)
        if not found and named:
            start = spot.start + len(spot.text) - len(spot.text.lstrip(" :.-–°"))
            odd = labelled_siret(spot.cell.text, start, spot.end)
            if odd is not None:
                labels.odd.append((spot.cell, odd))
                at = (spot.cell.row, spot.cell.column, odd.start)
                labels.roles[at], labels.texts[at] = role, marked.text
        if found:
            return


def _signed(spot: Spot, found: list[Identifier], *, named: bool) -> Identifier | None:
    """The SIRET with unusual signs right after its label, where no other identifier than its SIREN was ``found``."""
    start = spot.start + len(spot.text) - len(spot.text.lstrip(" :.-–°"))
    if not named or any(one.start == start and one.nature is not IdentifierKind.SIREN for one in found):
        return None
    return signed_siret(spot.cell.text, start, spot.end)


def _continued(page: Page, spot: Spot, *, named: bool) -> Identifier | None:
    """The SIRET split over two lines by a narrow column, or over two cells; uncertain ones only when ``named`` so."""
    cell = spot.cell
    start = spot.start + len(spot.text) - len(spot.text.lstrip(" :.-–°"))
    if spot.end != len(cell.text) or not cell.text[start : start + 1].isdigit():
        return None
    beside = page.lines[cell.row][cell.column + 1 : cell.column + 2] if named else ()
    after = [other for other in (*beside, under(page, cell)) if other is not None and not opens(other, page.of(other))]
    read = [one for other in after if (one := continued_siret(cell.text, start, other.text)) is not None]
    return next((one for one in read if one.certain), read[0] if read and named else None)


def _with_nic(page: Page, cell: Cell, one: Identifier) -> Identifier:
    """``one``, or the SIRET that a SIREN makes with the NIC in the cell beside or below."""
    if one.nature is not IdentifierKind.SIREN or cell.text[one.end :].strip(" -–,;"):
        return one
    row = page.lines[cell.row][cell.column + 1 : cell.column + 3]
    texts = [other.text for other in (*row, under(page, cell)) if other is not None]
    texts += [" ".join(pair) for pair in pairwise(texts)]
    found = next((digits for text in texts if (digits := nic(text)) is not None), None)
    return (with_nic(one, found) or one) if found is not None else one


def _sighting(page: Page, cell: Cell, one: Identifier, labels: _Labels) -> Iterator[Sighting]:
    at = (cell.row, cell.column, one.start)
    labelled = at in labels.roles
    notice = any(mention.kind is LabelKind.MENTION for mention in page.of(cell))
    if one.nature is IdentifierKind.SIRET and not labelled and not one.sound:
        return
    if one.nature is IdentifierKind.SIREN and not labelled and not (notice and one.sound):
        return
    seat = _HEAD_OFFICE.search(cell.text, 0, one.start) is not None
    claims = tuple(_owner_scores(page, cell, one, labels.roles.get(at), notice, labels.routed.get(at, 0.0)))
    addressed = _is_in_head(page, cell) and has_address(climb(page, cell))
    yield Sighting(
        identifier=one,
        page=page,
        cell=cell,
        label=labels.texts.get(at),
        claims=claims,
        addressed=addressed,
        seat=seat,
    )


_HEAD_OFFICE = re.compile(r"si[èe]ge", re.I)


def _recipient_weight(page: Page, marked: Marked) -> float:
    """Weight for the recipient from neighbouring labels (service, engagement), for a label that names no party."""
    cell = marked.cell
    if marked.rank or not opens(cell, page.of(cell)):
        return 0.0
    column = [other for line in page.lines[max(0, cell.row - 3) : cell.row + 4] for other in line]
    around = [*page.lines[cell.row], *(other for other in column if abs(other.left - cell.left) < 3)]
    kinds = {m.kind for other in around if other is not cell for m in page.of(other)[:1]}
    return 0.85 if LabelKind.CODE_SERVICE in kinds else 0.7 if kinds & {LabelKind.ENGAGEMENT, LabelKind.MARCHE} else 0.0


def _is_in_head(page: Page, cell: Cell) -> bool:
    """Whether ``cell`` is in the upper half of a page, or above its table of lines."""
    return cell.top < 0.5 * page.height or cell.row < min(page.headers, default=0)


_OTHERS = re.compile(
    r"assur|d[ée]cennale|affactur|factor\b|subrog|cession de cr[ée]ance|cr[ée]ance c[ée]d[ée]e|h[ée]berge|m[ée]diat"
    r"|caution|organisme de formation|imprimeur|[ée]diteur du logiciel",
    re.I,
)
"""Third parties a supplier names: insurer, factor, mediator."""


_CLAUSE = re.compile(r"[|;•·–—]|\s-\s|$")


def _clause_end(text: str, at: int) -> int:
    """Where the part of ``text`` ends that holds the character ``at``."""
    end = _CLAUSE.search(text, at)
    return len(text) if end is None else end.start()


def _owner_scores(
    page: Page, cell: Cell, one: Identifier, explicit_role: Role | None, notice: bool, routed: float
) -> Iterator[tuple[Role, float]]:
    if explicit_role is not None:
        yield explicit_role, 0.97
    elif _OTHERS.search(cell.text, 0, _clause_end(cell.text, one.end)):
        yield Role.TIERS, 0.93
        return
    above = heading(page, cell)
    if above is not None:
        yield above.role, 0.92 - 0.01 * above.distance
    row = row_heading(page, cell) if explicit_role is None else None
    if row is not None and row.label.role is not None:
        yield row.label.role, 0.95
    if routed and row is None:
        yield Role.DESTINATAIRE, routed
    if (notice or cell.top > _FOOT * page.height) and (above is None or above.distance > 3):
        yield Role.FOURNISSEUR, 0.85 if notice else 0.75
    if one.siren:
        yield (Role.DESTINATAIRE, 0.55) if one.siren.startswith(PUBLIC) else (Role.FOURNISSEUR, 0.5)
    if cell.top < 0.4 * page.height and page.number == 1:
        yield (Role.FOURNISSEUR, 0.3) if cell.left < 0.45 * page.width else (Role.DESTINATAIRE, 0.3)
