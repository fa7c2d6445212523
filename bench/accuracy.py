"""What a page reader gets right, leaves out and gets wrong, field by field, beside the naive way in the same run."""

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from bench import corpus, readers
from bench.verdicts import FieldVerdict, juge
from hub.runtime.worker_pool import Loss, WorkerPool
from samples.drawn_layouts.catalogue import OUVERTES, RESERVEES
from samples.drawn_layouts.layout import Mise
from samples.drawn_layouts.pdf_tools import Moteur, manque
from samples.drawn_layouts.truth import Verite
from samples.layouts.scan import noisy

ROUTAGE = ("siret_destinataire", "code_service", "numero_engagement", "numero_marche")
MONTANTS = ("montant_ht", "montant_tva", "montant_ttc", "montant_a_payer")
CINQ = ("numero_facture", "date_facture", "montant_ttc", "montant_ht", "siret_fournisseur")
"""The fields of the first target."""
_BATCH = 4
_PATIENCE = 600.0
"""Seconds a batch may take: recognising characters takes several a page."""
_ONE_PAGE = 8
"""Lines of an invoice that stay on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
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
    navette: tuple[FieldVerdict, ...]
    naif: tuple[FieldVerdict, ...]


def epreuves(folder: Path | None, count: int, seed: int = 1, scans: int = 20) -> Iterator[Trial]:
    """The corpus at ``folder`` (``None``: without), ``count`` documents of each layout whose tool is there, scans."""
    if folder is not None:
        yield from du_corpus(folder)
    yield from dessinees("ouvertes", OUVERTES, count, seed)
    yield from dessinees("reservees", RESERVEES, count, seed)
    yield from numerisees(scans, seed)


def du_corpus(folder: Path) -> Iterator[Trial]:
    """Every document of the corpus with text on its pages; the French Factur-X come twice, in two families."""
    families = (
        ("facturx-francais", corpus.facturx_francais(folder)),
        ("facturx-tous", corpus.facturx_tous(folder)),
        ("pdf-text", corpus.textes(folder)),
    )
    for famille, found in families:
        for one in found:
            place = one.nom.split("/")[0]
            yield Trial(
                famille=famille, mise=place, nom=one.nom, ordinaire=True, contenu=one.contenu, verite=one.verite
            )


def dessinees(famille: str, mises: Iterable[Mise], count: int, seed: int) -> Iterator[Trial]:
    """``count`` documents of each layout."""
    for mise in mises:
        if manque(mise.moteur) is not None:
            continue
        for piece in mise.pieces(count, seed):
            yield Trial(
                famille=famille,
                mise=mise.nom,
                nom=piece.nom,
                ordinaire=piece.ordinaire,
                contenu=piece.contenu,
                verite=piece.verite,
            )


def numerisees(count: int, seed: int) -> Iterator[Trial]:
    """``count`` ordinary open pages as a cheap scanner takes them; none without tesseract."""
    mises = [
        mise
        for mise in OUVERTES
        if mise.ordinaire and mise.moteur in (Moteur.REPORTLAB, Moteur.WEASYPRINT) and not manque(mise.moteur)
    ]
    mises = [mise for mise in mises if mise.lignes[1] <= _ONE_PAGE] if shutil.which("tesseract") else []
    each = -(-count // len(mises)) if mises else 0
    for one in islice(dessinees("numerisations", mises, each, seed), count):
        yield replace(one, contenu=noisy(one.contenu, dpi=200, tilt=2.0))


def notes(found: Iterable[Trial], workers: int | None = None) -> Iterator[Note]:
    """Both readers on every document, on all cores."""
    with WorkerPool(workers or len(os.sched_getaffinity(0)), _PATIENCE, preload=("bench.accuracy",)) as pool:
        yield from pool.map(note, found, _BATCH, _perdue)


def note(found: tuple[Trial, ...]) -> list[Note]:
    """Both readers on some documents, here and now."""
    return [_note(one, readers.navette(one.contenu), readers.naif(one.contenu)) for one in found]


def _perdue(one: Trial, _: Loss) -> Note:
    return _note(one, {}, {})


def _note(one: Trial, navette: dict[str, str], naif: dict[str, str]) -> Note:
    return Note(
        famille=one.famille,
        mise=one.mise,
        nom=one.nom,
        ordinaire=one.ordinaire,
        navette=juge(one.verite, navette),
        naif=juge(one.verite, naif),
    )
