"""Accuracy of the page reader per field (right, absent, wrong), compared with a naive reader in the same run."""

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from bench import corpus, readers
from bench.line_verdicts import LinesVerdict, lines_verdict
from bench.verdicts import FieldVerdict, field_verdicts
from hub.runtime.loss import Loss
from hub.runtime.worker_pool import WorkerPool
from samples.drawn_layouts.catalogue import OPEN, RESERVED
from samples.drawn_layouts.layout import Layout
from samples.drawn_layouts.pdf_tools import PdfTool, missing_tool
from samples.drawn_layouts.truth import Truth
from samples.layouts.scan import noisy

ROUTING = ("siret_destinataire", "code_service", "numero_engagement", "numero_marche")
AMOUNTS = ("montant_ht", "montant_tva", "montant_ttc", "montant_a_payer")
FIRST_FIVE = ("numero_facture", "date_facture", "montant_ttc", "montant_ht", "siret_fournisseur")
"""The five fields of the first accuracy target."""
SCANS = "numerisations"
"""The family of scans, of which no lines are read."""
_BATCH = 4
_TIMEOUT = 600.0
"""Time limit of a batch in seconds: character recognition takes several seconds per page."""
_ONE_PAGE = 8
"""Most lines of an invoice that fit on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One document to read, with its expected values."""

    family: str
    layout: str
    """The layout, or the place in the corpus."""
    name: str
    common: bool
    content: bytes
    truth: Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialResult:
    """The verdicts on both readers for one document."""

    family: str
    layout: str
    name: str
    common: bool
    navette: tuple[FieldVerdict, ...]
    naive: tuple[FieldVerdict, ...]
    lines: LinesVerdict | None = None
    """On the lines of the page's table; ``None`` for a page without one, and for a scan."""


def trials(folder: Path | None, count: int, seed: int = 1, scans: int = 20) -> Iterator[Trial]:
    """The corpus at ``folder`` (if any), ``count`` documents of each layout whose tool is installed, and scans."""
    if folder is not None:
        yield from corpus_trials(folder)
    yield from drawn_trials("ouvertes", OPEN, count, seed)
    yield from drawn_trials("reservees", RESERVED, count, seed)
    yield from scanned_trials(scans, seed)


def corpus_trials(folder: Path) -> Iterator[Trial]:
    """Every document of the corpus with text on its pages; the French Factur-X are in two families."""
    families = (
        ("facturx-francais", corpus.french_facturx(folder)),
        ("facturx-tous", corpus.all_facturx(folder)),
        ("pdf-text", corpus.text_pdfs(folder)),
    )
    for family, found in families:
        for one in found:
            place = one.name.split("/")[0]
            yield Trial(family=family, layout=place, name=one.name, common=True, content=one.content, truth=one.truth)


def drawn_trials(family: str, layouts: Iterable[Layout], count: int, seed: int) -> Iterator[Trial]:
    """``count`` documents of each layout."""
    for layout in layouts:
        if missing_tool(layout.tool) is not None:
            continue
        for document in layout.documents(count, seed):
            yield Trial(
                family=family,
                layout=layout.name,
                name=document.name,
                common=document.common,
                content=document.content,
                truth=document.truth,
            )


def scanned_trials(count: int, seed: int) -> Iterator[Trial]:
    """``count`` common open pages degraded as by a cheap scanner; none without tesseract."""
    layouts = [
        layout
        for layout in OPEN
        if layout.common and layout.tool in (PdfTool.REPORTLAB, PdfTool.WEASYPRINT) and not missing_tool(layout.tool)
    ]
    layouts = [layout for layout in layouts if layout.lines[1] <= _ONE_PAGE] if shutil.which("tesseract") else []
    each = -(-count // len(layouts)) if layouts else 0
    for one in islice(drawn_trials(SCANS, layouts, each, seed), count):
        yield replace(one, content=noisy(one.content, dpi=200, tilt=2.0))


def results(found: Iterable[Trial], workers: int | None = None) -> Iterator[TrialResult]:
    """Runs both readers on every document, on ``workers`` processes (default: one per core)."""
    with WorkerPool(workers or len(os.sched_getaffinity(0)), _TIMEOUT, preload=("bench.accuracy",)) as pool:
        yield from pool.map(batch_results, found, _BATCH, _lost)


def batch_results(found: tuple[Trial, ...]) -> list[TrialResult]:
    """Runs both readers on some documents in this process."""
    return [_result(one, readers.navette_page(one.content), readers.naive(one.content)) for one in found]


def _lost(one: Trial, _: Loss) -> TrialResult:
    return _result(one, readers.PageReading(values={}), {})


def _result(one: Trial, navette: readers.PageReading, naive: dict[str, str]) -> TrialResult:
    return TrialResult(
        family=one.family,
        layout=one.layout,
        name=one.name,
        common=one.common,
        navette=field_verdicts(one.truth, navette.values),
        naive=field_verdicts(one.truth, naive),
        lines=lines_verdict(one.truth.lines, navette.lines) if one.family != SCANS else None,
    )
