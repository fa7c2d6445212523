"""``navette bench``: the figures of docs/performance.md, measured here and now."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text as Line

from cli import prefect_home
from cli.options import AsJson
from cli.show.lines import Paper

if TYPE_CHECKING:
    from bench.comparison import Figure


FEW = 10
"""A rate below is shown with a decimal."""


class Scale(StrEnum):
    """What can be weighed."""

    XML = "xml"
    PDF = "pdf"
    SFTP = "sftp"
    NUIT = "nuit"
    ETATS = "etats"
    STATUTS = "statuts"
    RECHERCHE = "recherche"
    REGLES = "regles"


def bench(
    scales: Annotated[
        list[Scale] | None,
        typer.Argument(
            help="What to weigh: xml, pdf, sftp, nuit, etats, statuts, recherche, regles; all when none is named.",
            metavar="SCALE",
        ),
    ] = None,
    runs: Annotated[int, typer.Option("--runs", min=1, help="Runs of each; medians are shown.")] = 3,
    count: Annotated[int | None, typer.Option("--count", min=10, help="Pieces of each run.")] = None,
    accuracy: Annotated[
        bool, typer.Option("--accuracy", help="How right the reading of pages is, instead; writes docs/accuracy.md.")
    ] = False,
    rules: Annotated[bool, typer.Option("--rules", help="The official rules only: the same as `regles`.")] = False,
    corpus: Annotated[
        Path | None,
        typer.Option(
            "--corpus", help="Invoices by other publishers (or NAVETTE_CORPUS).", file_okay=False, exists=True
        ),
    ] = None,
    layouts: Annotated[int, typer.Option("--layouts", min=1, help="Documents drawn in each layout.")] = 6,
    scans: Annotated[int, typer.Option("--scans", min=0, help="Scanned pages; each takes seconds.")] = 20,
    seed: Annotated[int, typer.Option("--seed", help="What they are drawn from.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Measures reading, rules, picking up, a night, reports and searches, each beside the naive way in the same run.

    Needs OpenSSH's sshd for `sftp` and `nuit`. Takes a few minutes, and a quiet machine.

    Exit code 0: measured; 3: something that is needed is missing.

    Example: `navette bench xml pdf --runs 5`
    """
    if accuracy:
        from cli import bench_accuracy

        bench_accuracy.accuracy(corpus, layouts, scans, seed, as_json=as_json)
        return
    prefect_home.prepare()
    figures: list[Figure] = []
    for scale in [Scale.REGLES] if rules else scales or list(Scale):
        for figure in _weighed(scale, runs, count):
            figures.append(figure)
            if not as_json:
                _show(figure)
    if as_json:
        sys.stdout.write(json.dumps([_row(figure) for figure in figures], ensure_ascii=False) + "\n")


def _weighed(scale: Scale, runs: int, count: int | None) -> "Iterator[Figure]":
    if scale is Scale.RECHERCHE:
        from bench import search

        yield from search.recherche(count or 1_000_000, runs)
        return
    for weighing in _weighings(scale, runs, count):
        yield weighing()


def _weighings(scale: Scale, runs: int, count: int | None) -> "list[Callable[[], Figure]]":
    from bench import night, pickup, reading, reports

    if scale is Scale.XML:
        return [lambda: reading.xml(count or 2000, runs)]
    if scale is Scale.PDF:
        return [lambda: reading.pdf(count or 200, runs)]
    if scale is Scale.REGLES:
        from bench import rules

        return rules.figures(count or 300, runs)
    if scale is Scale.STATUTS:
        from bench import status_files

        return [
            lambda: status_files.table_of(count or 20_000, runs),
            lambda: status_files.cpp_of(count or 20_000, runs),
        ]
    if scale is Scale.SFTP:
        return [lambda: pickup.loopback(count or 2000, runs), lambda: pickup.with_delay(count or 2000, runs)]
    if scale is Scale.ETATS:
        return [lambda: reports.as_csv(count or 100_000, runs), lambda: reports.as_xlsx(count or 100_000, runs)]
    return [lambda: night.whole(count or 5000, runs)]


def _show(figure: "Figure") -> None:
    paper = Paper()
    head = f"{figure.name} : {_rounded(figure.ours)}/s"
    paper.write(Line.assemble((head, "bold"), f" (naïf : {_rounded(figure.naive)}/s, soit x {figure.ratio:.1f})"))
    passes = f"médiane de {figure.runs} passe{'s' if figure.runs > 1 else ''}"
    paper.write("; ".join(part for part in (figure.what, figure.note, passes) if part), indent=2)
    paper.write(f"façon naïve : {figure.naive_way}", indent=2)


def _rounded(rate: float) -> str:
    return f"{rate:,.0f}".replace(",", " ") if rate >= FEW else f"{rate:.1f}".replace(".", ",")


def _row(figure: "Figure") -> dict[str, object]:
    return {**asdict(figure), "ratio": figure.ratio}
