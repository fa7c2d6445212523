"""Contracts that are no *marchés*: an insurer's, or of energy, water and telecom suppliers with their customers."""

import re

from parsers.page.labels.folding import plain
from parsers.page.labels.label_kinds import LabelKind
from parsers.page.marked.pages import Marked, Page

_CONTRACT = re.compile(r"contra[ct]t?", re.I)
_PUBLIC = re.compile(r"march[ée]|public|accord", re.I)
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
    if marked.mention.kind is not LabelKind.MARCHE:
        return False
    if not _CONTRACT.search(marked.text) or _PUBLIC.search(marked.text):
        return False
    row = marked.cell.row
    around = " ".join(cell.text for line in page.lines[max(0, row - _NEAR) : row + _NEAR + 1] for cell in line)
    if _INSURED.search(plain(around)) or _SUPPLIED.search(plain(marked.cell.text)):
        return True
    text = plain(" ".join(cell.text for line in page.lines for cell in line))
    return len(set(_SUPPLIED.findall(text))) >= _ENOUGH
