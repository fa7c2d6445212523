"""Contracts that are no *marchés*: an insurer's, or of energy, water and telecom suppliers with their customers.

A public buyer's contract is a *marché n°*. A *contrat n°* is one when the page says so beside it; alone, nobody knows.
"""

import re
from collections.abc import Iterator

from parsers.page.labels.folding import plain
from parsers.page.labels.label_kinds import LabelKind
from parsers.page.layout.cells import Cell
from parsers.page.marked.pages import Marked, Page, overlap

_CONTRACT = re.compile(r"contra[ct]t?", re.I)
_PUBLIC = re.compile(r"march[ée]|public|accord|procurement", re.I)
_PROCUREMENT = re.compile(
    r"\b(?:(?<!bon )(?<!service )marche(?: public)?|accords? cadres?|commande publique|mapa"
    r"|appels? d.offres|public contract|procurement)\b(?!\s*(?:n\W|no\b|ref\b|:)?\W*\w*\d)"
)
"""Words of public procurement, in folded text, without a number of their own; *marchés* are a department's."""
_INSURED = re.compile(
    r"\b(?:assur\w*|decennale|police|garantie|mutuelle|responsabilite civile|rc pro\w*|sinistre|axa|maaf|mma|allianz"
    r"|groupama|smabtp|generali|macif|maif|covea|thelem|matmut|gan|swisslife|insurance)\b"
)
_SUPPLIED = re.compile(
    r"\b(?:[km]wh|kva|pdl|prm|pce|point de livraison|point de comptage|compteur|puissance souscrite|releve|index"
    r"|abonnement|abonne|acheminement|turpe|enedis|grdf|accise|cspe|cta|ligne (?:mobile|fixe)|forfait|internet|fibre"
    r"|adsl|telephon\w+|mobile|gaz naturel|electricite|eau potable|assainissement|numero de ligne|appels)\b"
)
_ENOUGH = 2
"""Number of different words of a supply that identify it."""
_NEAR = 2
"""Number of lines above and below in which an insurer is searched."""


def is_private(page: Page, marked: Marked) -> bool:
    """Whether a label announces a contract (*Contrat n°*) that is an insurer's or a supply's, not a *marché*."""
    if not _is_contract(marked):
        return False
    row = marked.cell.row
    around = " ".join(cell.text for line in page.lines[max(0, row - _NEAR) : row + _NEAR + 1] for cell in line)
    if _INSURED.search(plain(around)) or _SUPPLIED.search(plain(marked.cell.text)):
        return True
    text = plain(" ".join(cell.text for line in page.lines for cell in line))
    return len(set(_SUPPLIED.findall(text))) >= _ENOUGH


def is_unqualified(page: Page, marked: Marked, number: str) -> bool:
    """Whether a label announces a contract (*Contrat n°*), and neither ``number`` nor its block tells of a *marché*."""
    if not _is_contract(marked) or number.upper().startswith("MAPA"):
        return False
    return not any(_PROCUREMENT.search(plain(cell.text)) for cell in _block(page, marked.cell))


def _is_contract(marked: Marked) -> bool:
    text = marked.text
    return marked.mention.kind is LabelKind.MARCHE and bool(_CONTRACT.search(text)) and not _PUBLIC.search(text)


def _block(page: Page, label: Cell) -> Iterator[Cell]:
    """The cell of ``label``, those of its line, and those above it without a gap."""
    yield from page.lines[label.row]
    edge = label
    for line in reversed(page.lines[max(0, label.row - _HEADED) : label.row]):
        above = next((cell for cell in line if overlap(cell, edge) > 0), None)
        if above is None or edge.top - above.bottom > _GAP * max(edge.height, above.height):
            return
        yield above
        edge = above


_HEADED = 4
"""Number of lines above a label in which the heading of its block is."""
_GAP = 1.2
"""Greatest distance of two lines of a block, in line heights."""
