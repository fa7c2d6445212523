"""What a page reader gets right, leaves out and gets wrong, field by field, beside the naive way in the same run."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import corpus, lecteurs
from bench.verdicts import Jugement, Verdict, juge
from domain.invoice import FIELDS
from hub.workers import Crew, Loss
from samples.mises_en_page.catalogue import OUVERTES, RESERVEES
from samples.mises_en_page.mise import Mise
from samples.mises_en_page.moteurs import manque
from samples.mises_en_page.verite import Verite

ROUTAGE = ("siret_destinataire", "code_service", "numero_engagement", "numero_marche")
MONTANTS = ("montant_ht", "montant_tva", "montant_ttc", "montant_a_payer")
CINQ = ("numero_facture", "date_facture", "montant_ttc", "montant_ht", "siret_fournisseur")
"""The fields of the first target."""
_BATCH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Epreuve:
    """One document to read, with its truth."""

    famille: str
    mise: str
    """The layout, or the place in the corpus."""
    nom: str
    ordinaire: bool
    contenu: bytes
    verite: Verite


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What both readers made of one document."""

    famille: str
    mise: str
    nom: str
    ordinaire: bool
    navette: tuple[Jugement, ...]
    naif: tuple[Jugement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compte:
    """Right, absent and wrong of some fields over some documents."""

    juste: int = 0
    absent: int = 0
    faux: int = 0

    @property
    def total(self) -> int:
        """All that was asked."""
        return self.juste + self.absent + self.faux

    def part(self, count: int) -> float:
        """``count`` in percent of the total."""
        return 100 * count / self.total if self.total else 0.0


def epreuves(folder: Path | None, count: int, seed: int = 1) -> Iterator[Epreuve]:
    """The corpus at ``folder`` (``None``: without), then ``count`` documents of each layout whose tool is there."""
    for name, found in _corpora(folder) if folder else ():
        for one in found:
            place = one.nom.split("/")[0]
            yield Epreuve(famille=name, mise=place, nom=one.nom, ordinaire=True, contenu=one.contenu, verite=one.verite)
    yield from dessinees("ouvertes", OUVERTES, count, seed)
    yield from dessinees("reservees", RESERVEES, count, seed)


def _corpora(folder: Path) -> Iterator[tuple[str, Iterator[corpus.Document]]]:
    yield "facturx-francais", corpus.facturx_francais(folder)
    yield "facturx-tous", corpus.facturx_tous(folder)
    yield "pdf-text", corpus.textes(folder)


def dessinees(famille: str, mises: Iterable[Mise], count: int, seed: int) -> Iterator[Epreuve]:
    """``count`` documents of each layout."""
    for mise in mises:
        if manque(mise.moteur) is not None:
            continue
        for piece in mise.pieces(count, seed):
            yield Epreuve(
                famille=famille,
                mise=mise.nom,
                nom=piece.nom,
                ordinaire=piece.ordinaire,
                contenu=piece.contenu,
                verite=piece.verite,
            )


def notes(found: Iterable[Epreuve], workers: int | None = None) -> Iterator[Note]:
    """Both readers on every document, on all cores."""
    with Crew(workers or len(os.sched_getaffinity(0)), preload=("bench.accuracy",)) as crew:
        yield from crew.map(note, found, _BATCH, _perdue)


def note(found: tuple[Epreuve, ...]) -> list[Note]:
    """Both readers on some documents, here and now."""
    return [_note(one, lecteurs.navette(one.contenu), lecteurs.naif(one.contenu)) for one in found]


def _perdue(one: Epreuve, _: Loss) -> Note:
    return _note(one, {}, {})


def _note(one: Epreuve, navette: dict[str, str], naif: dict[str, str]) -> Note:
    return Note(
        famille=one.famille,
        mise=one.mise,
        nom=one.nom,
        ordinaire=one.ordinaire,
        navette=juge(one.verite, navette),
        naif=juge(one.verite, naif),
    )


def compte(jugements: Iterable[Jugement], champs: Iterable[str] = FIELDS) -> Compte:
    """How many of each verdict, over the named fields."""
    names = frozenset(champs)
    found = Counter(one.verdict for one in jugements if one.champ in names)
    return Compte(juste=found[Verdict.JUSTE], absent=found[Verdict.ABSENT], faux=found[Verdict.FAUX])


def entier(jugements: Iterable[Jugement]) -> bool:
    """Whether every routing field and amount of the page is right at once."""
    return all(one.verdict is Verdict.JUSTE for one in jugements if one.champ in (*ROUTAGE, *MONTANTS))
