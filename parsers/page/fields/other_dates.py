"""Dates of what happened to the document (received, paid, signed, printed), as opposed to the date of a letter."""

import re
from collections.abc import Iterable, Iterator

from parsers.page.fields.candidates import Candidate, candidate, in_doubt
from parsers.page.labels.folding import plain
from parsers.page.labels.label_kinds import LabelKind
from parsers.page.layout.cells import Cell
from parsers.page.marked.pages import Page, overlap
from parsers.page.values.days import days
from parsers.page.values.towns import POSTCODE

_HAPPENED = re.compile(
    r"\b(?:(?:recu|paye|regle|acquitte|signe|envoye|expedie|transmis|remis|depose|poste|valide|vise|edite|imprime"
    r"|tamponne|certifie|livre|approuve|accepte|verifie|controle|liquide|mandate|ordonnance|comptabilise|enregistre"
    r"|saisi|scanne|numerise|archive|genere|exporte|extrait|telecharge|modifie|mis|arrive|commande|preleve|encaisse"
    r"|vire|debite|annule|relance|notifie|consulte|retourne|traite|retire|lu|vu|collationne|conforme)e?s?"
    r"|visa|cachet|signature|reception|validation|certification|approbation|accord|a payer|impression|edition"
    r"|paiement|reglement|livraison|enlevement|intervention|mandatement|arrivee|echeance|received|paid|signed"
    r"|printed|approved|sent)\b"
)
"""What happened to a document or to its goods, in folded text: a date after it is not the document's own."""
_SIGNED = re.compile(
    r"\b(?:signature|cachet|visa|tampon|lu et approuve|bon pour|service fait|certifie|conforme|courrier"
    r"|arrivee?|recu|received|pour acquit|l.ordonnateur|le comptable)\b"
)
"""Words of a stamp, or of the place for a signature, in folded text."""
_PLACE = re.compile(
    r"(?P<at>(?:[Ff]ait )?(?:[àÀ]|A(?= [A-Z])) |[Ff]ait )?(?P<town>[A-ZÀ-Ý][\w'’-][\w'’ -]{0,40}?)"
    r"(?P<sure>, ?[Ll]e|, ?den|, ?li|,)?(?P<bare> [Ll]e)?"
    r"(?: (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))?[ :]+$"
)
_DONE = re.compile(r"(?:[^\W\d_]+(?:é|ée|és|ées|u|ue|us|ues)|[^\W\d_]+(?:É|ÉE|ÉS|ÉES))\b")
"""A past participle, as by its ending; some towns have one too."""
_NEAR = 1.6
"""Greatest distance of the lines of a stamp, in line heights."""


def is_from_town(page: Page, before: str) -> bool:
    """Whether ``before``, the text before a date, is the place of a letter: ``Lyon, le``, ``À Lyon le``."""
    place = _place(before)
    if place is None:
        return False
    if plain(place["town"]) in _towns(page):
        return True
    return bool(place["at"] or place["sure"]) and not happened(before) and not _DONE.match(place["town"])


def _place(before: str) -> re.Match[str] | None:
    place = _PLACE.fullmatch(before)
    return place if place is not None and (place["sure"] or place["bare"] or place["at"]) else None


def happened(text: str) -> bool:
    """Whether ``text`` says what happened to the document: *Reçu le*, *Bon à payer*, *Visa*."""
    return _HAPPENED.search(plain(text)) is not None


def is_in_stamp(page: Page, cell: Cell, *, below: bool = False) -> bool:
    """Whether ``cell`` is part of a stamp, by the lines above; ``below`` and in the lower half, by those below too."""
    if _SIGNED.search(plain(cell.text)):
        return True
    last = cell.row + (4 if below or cell.top > 0.5 * page.height else 1)
    for line in page.lines[max(0, cell.row - 3) : last]:
        for other in line:
            gap = max(other.top - cell.bottom, cell.top - other.bottom)
            near = overlap(other, cell) > 0 and gap < _NEAR * max(cell.height, other.height)
            if near and len(other.text) < 60 and _SIGNED.search(plain(other.text)) and not any(days(other.text)):
                return True  # a line with a date of its own says nothing of this one
    return False


def other_dates(pages: Iterable[Page]) -> Iterator[Candidate]:
    """The dates of the first page that may be another's than the document's, as doubtful candidates.

    Those of the table of lines are the lines'.
    """
    for page in tuple(pages)[:1]:
        body = _body(page)
        for cell in (cell for line in page.lines for cell in line if len(cell.text) <= 70):
            day = next(days(cell.text), None)
            if day is None:
                continue
            before = cell.text[: day.start]
            last = _REST.match(cell.text, day.end) is not None
            bare = not before.strip(" :.-–") and cell.row not in body
            alone = last and (bare or _place(before) or is_in_stamp(page, cell))
            if alone or happened(before):
                yield in_doubt(candidate(day.value, 0.3, cell, 0, day.end))


def _body(page: Page) -> range:
    """The rows between the heading of the table of lines and its totals."""
    first = min(page.headers, default=len(page.lines))
    totals = (marked.cell.row for marked in page.marked if marked.mention.kind in _TOTALS and marked.cell.row > first)
    return range(first, min(totals, default=len(page.lines)))


_TOTALS = frozenset({LabelKind.HT, LabelKind.TTC, LabelKind.A_PAYER})
_REST = re.compile(r"[ .,;)]*(?:$|(?:à )?\d{1,2} ?[h:])", re.I)
"""What may follow such a date: nothing, or the time of day."""


def _towns(page: Page) -> set[str]:
    """The towns of the addresses on the page, folded, without *cedex*."""
    found = (POSTCODE.search(cell.text) for line in page.lines for cell in line)
    return {re.sub(r"\s*\bcedex\b.*", "", plain(match[2])).strip() for match in found if match is not None}
