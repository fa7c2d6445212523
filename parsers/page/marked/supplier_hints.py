"""A supplier's hints for its own pages: additional labels, and positions of values.

They only add candidates: other labels still count, keys and sums are still checked, and two different values leave
the field in doubt.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from domain.reading_hints import PageBox, ReadingHints
from parsers.page.labels.label_kinds import Label, LabelKind, Role
from parsers.page.labels.phrases import Phrases
from parsers.page.layout.cells import joined
from parsers.page.marked.neighbours import Spot
from parsers.page.marked.pages import Page
from parsers.page.values.identifiers import identifiers

LABELS = {
    "numero_facture": Label(LabelKind.NUMERO),
    "numero_facture_origine": Label(LabelKind.ORIGINE),
    "date_facture": Label(LabelKind.DATE),
    "code_service": Label(LabelKind.CODE_SERVICE),
    "numero_engagement": Label(LabelKind.ENGAGEMENT),
    "numero_marche": Label(LabelKind.MARCHE),
    "cadre_facturation": Label(LabelKind.CADRE),
    "siret_fournisseur": Label(LabelKind.IDENTIFIANT, 1.0, Role.FOURNISSEUR),
    "siret_destinataire": Label(LabelKind.IDENTIFIANT, 1.0, Role.DESTINATAIRE),
    "montant_ht": Label(LabelKind.HT),
    "montant_tva": Label(LabelKind.TVA),
    "montant_ttc": Label(LabelKind.TTC),
    "montant_a_payer": Label(LabelKind.A_PAYER),
}
"""The fields a hint may have labels for, with the kind of these labels."""
PLACED = frozenset(LABELS) - {"siret_fournisseur", "siret_destinataire"}
"""The fields a hint may give a position for; no SIRET, whose owner must be labelled."""
_SURE = 0.9
_NOTATION = re.compile(r"[;{}|<>*]")


def of_supplier(known: Iterable[ReadingHints], texts: Iterable[str]) -> ReadingHints | None:
    """The hints whose SIREN is in ``texts``, alone or in a SIRET or VAT number; ``None`` for none or several."""
    known = tuple(known)
    if not known:
        return None
    printed = {one.siren for text in texts for one in identifiers(text) if one.sound}
    found = [one for one in known if one.siren in printed]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=256)
def phrases_of(hints: ReadingHints) -> tuple[Phrases, ...]:
    """The labels of ``hints`` in the notation of :mod:`parsers.page.labels.phrases`."""
    return tuple(
        Phrases(LABELS[one.champ], _NOTATION.sub(" ", label))
        for one in hints.champs
        if one.champ in LABELS
        for label in one.libelles
    )


def placed(pages: Iterable[Page], hints: ReadingHints | None, kind: LabelKind) -> Iterator[tuple[Spot, float]]:
    """The spots in the places that ``hints`` give for ``kind``, with their score."""
    for one in hints.champs if hints is not None else ():
        if one.cadre is not None and one.champ in PLACED and LABELS[one.champ].kind is kind:
            yield from ((spot, _SURE) for page in pages for spot in _within(page, one.cadre))


def _within(page: Page, frame: PageBox) -> Iterator[Spot]:
    if page.number != frame.page:
        return
    for line in page.lines:
        inside = [word for cell in line for word in cell.words if _is_in(word[1:], frame)]
        if inside:
            cell = joined(inside, line[0])
            yield Spot(cell=cell, start=0, end=len(cell.text), nearness=1.0, whole=False)


def _is_in(box: tuple[float, float, float, float], frame: PageBox) -> bool:
    left, top, right, bottom = box
    x, y = (left + right) / 2, (top + bottom) / 2
    return frame.gauche <= x <= frame.droite and frame.haut <= y <= frame.bas
