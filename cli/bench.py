"""``navette bench``: the figures of docs/performance.md, measured here and now."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text as Line

from cli import language, prefect_home
from cli.show.lines import LineWriter
from cli.usage.help_texts import Metavar, documented
from cli.usage.options import AsJson
from cli.usage.summaries import SUMMARIES
from domain.text import Locale, Text
from exporters.common.number_formats import count as whole_number

if TYPE_CHECKING:
    from bench.comparison import Figure


FEW = 10
"""Rate below which a decimal is shown."""


class Scale(StrEnum):
    """What can be measured."""

    XML = "xml"
    PDF = "pdf"
    SFTP = "sftp"
    NUIT = "nuit"
    ETATS = "etats"
    STATUTS = "statuts"
    RECHERCHE = "recherche"
    PORTAIL = "portail"
    NUIT_PORTAIL = "nuit-portail"
    REGLES = "regles"


RATES = Text(
    " (naïf : {naive}/s, soit x {ratio})",
    " (naive: {naive}/s, so x {ratio})",
)
HEAD = Text("{name} : {rate}/s", "{name}: {rate}/s")
MEDIAN_ONE = Text("médiane de 1 passe", "median of 1 run")
MEDIAN = Text("médiane de {runs} passes", "median of {runs} runs")
NAIVE_WAY = Text("façon naïve : {way}", "naive way: {way}")


@documented(
    """
    A besoin du sshd d'OpenSSH pour `sftp`, `nuit`, `nuit-portail` et `--cluster`. Prend quelques minutes, et une
    machine au repos.

    Code de sortie 0 : mesuré ; 3 : il manque quelque chose de nécessaire.

    Exemple : `navette bench xml pdf --runs 5`
    """,
    """
    Needs OpenSSH's sshd for `sftp`, `nuit`, `nuit-portail` and `--cluster`. Takes a few minutes, and a quiet machine.

    Exit code 0: measured; 3: something that is needed is missing.

    Example: `navette bench xml pdf --runs 5`
    """,
    summary=SUMMARIES["bench"],
)
def bench(
    scales: Annotated[
        list[Scale] | None,
        typer.Argument(),
        Metavar("MESURE", "MEASURE"),
        Text(
            "Que mesurer : xml, pdf, sftp, nuit, etats, statuts, recherche, portail, nuit-portail, regles ; tout si "
            "rien n'est nommé.",
            "What to measure: xml, pdf, sftp, nuit, etats, statuts, recherche, portail, nuit-portail, regles; all when "
            "none is named.",
        ),
    ] = None,
    runs: Annotated[
        int,
        typer.Option("--runs", min=1),
        Text("Passes de chacune ; les médianes sont montrées.", "Runs of each; medians are shown."),
    ] = 3,
    count: Annotated[
        int | None, typer.Option("--count", min=10), Text("Pièces de chaque passe.", "Pieces of each run.")
    ] = None,
    accuracy: Annotated[
        bool,
        typer.Option("--accuracy"),
        Text(
            "Plutôt la justesse de la lecture des pages ; écrit docs/accuracy.md.",
            "How right the reading of pages is, instead; writes docs/accuracy.md.",
        ),
    ] = False,
    rules: Annotated[
        bool,
        typer.Option("--rules"),
        Text("Les règles officielles seulement : comme `regles`.", "The official rules only: the same as `regles`."),
    ] = False,
    hostile: Annotated[
        int | None,
        typer.Option("--hostile", min=1),
        Text(
            "Plutôt des documents faits pour nuire, autant que dit, et ce qu'il en advient ; --seed en tire d'autres.",
            "Documents made to do harm instead, as many as said, and what becomes of them; --seed draws others.",
        ),
    ] = None,
    cluster: Annotated[
        bool,
        typer.Option("--cluster"),
        Text(
            "Plutôt ce que coûte une nuit ici, et ce que feraient plusieurs machines (docs/cluster.md) ; --count "
            "factures, 500 sinon.",
            "What a night costs here instead, and what several machines would do (docs/cluster.md); --count "
            "invoices, else 500.",
        ),
    ] = False,
    cores: Annotated[
        int | None,
        typer.Option("--cores", min=1, max=256),
        Text(
            "Cœurs de chacune des machines de --cluster ; ceux de celle-ci sinon.",
            "Cores of each machine of --cluster; else those of this one.",
        ),
    ] = None,
    postgresql: Annotated[
        str | None,
        typer.Option("--postgresql"),
        Metavar("URL", "URL"),
        Text(
            "Serveur où --cluster fait les bases de ses nuits et les retire ; SQLite sinon.",
            "Server where --cluster makes the databases of its nights and removes them; else SQLite.",
        ),
    ] = None,
    line: Annotated[
        int,
        typer.Option("--line", min=1),
        Text("Débit de la porte supposé par --cluster, en Mbit/s.", "Rate of the door that --cluster assumes, Mbit/s."),
    ] = 1000,
    corpus: Annotated[
        Path | None,
        typer.Option("--corpus", file_okay=False, exists=True),
        Text("Factures d'autres éditeurs (ou NAVETTE_CORPUS).", "Invoices by other publishers (or NAVETTE_CORPUS)."),
    ] = None,
    layouts: Annotated[
        int,
        typer.Option("--layouts", min=1),
        Text("Documents dessinés dans chaque mise en page.", "Documents drawn in each layout."),
    ] = 6,
    scans: Annotated[
        int,
        typer.Option("--scans", min=0),
        Text("Pages numérisées ; chacune prend des secondes.", "Scanned pages; each takes seconds."),
    ] = 20,
    seed: Annotated[
        int, typer.Option("--seed"), Text("Graine du tirage des documents.", "Seed of the documents drawn.")
    ] = 1,
    as_json: AsJson = False,
) -> None:
    """Measures what is named, or the accuracy of reading."""
    if accuracy:
        from cli.measures import accuracy as measure

        measure.accuracy(corpus, layouts, scans, seed, as_json=as_json)
        return
    if hostile:
        from cli.measures import hostile as campaign

        raise typer.Exit(campaign.show(hostile, seed, as_json=as_json))
    prefect_home.prepare()
    if cluster:
        from cli.measures import cluster as plan

        plan.show(count or 500, seed, cores, postgresql, line, as_json=as_json)
        return
    figures: list[Figure] = []
    for scale in [Scale.REGLES] if rules else scales or list(Scale):
        for figure in _measured(scale, runs, count):
            figures.append(figure)
            if not as_json:
                _show(figure, language.current())
    if as_json:
        sys.stdout.write(json.dumps([_row(figure) for figure in figures], ensure_ascii=False) + "\n")


def _measured(scale: Scale, runs: int, count: int | None) -> "Iterator[Figure]":
    if scale is Scale.RECHERCHE:
        from bench import search

        yield from search.benchmarks(count or 1_000_000, runs)
        return
    if scale is Scale.PORTAIL:
        from bench import portal

        yield from portal.benchmarks(count or 1_000_000, runs)
        return
    for measure in _measures(scale, runs, count):
        yield measure()


def _measures(scale: Scale, runs: int, count: int | None) -> "list[Callable[[], Figure]]":
    from bench import night, night_beside, pickup, reading, reports

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
    if scale is Scale.NUIT_PORTAIL:
        return [lambda: night_beside.beside(count or 5000, runs)]
    return [lambda: night.whole(count or 5000, runs)]


def _show(figure: "Figure", locale: Locale) -> None:
    writer = LineWriter()
    values = {
        "name": figure.name.in_(locale),
        "rate": _rounded(figure.ours, locale),
        "naive": _rounded(figure.naive, locale),
        "ratio": decimal(figure.ratio, locale),
        "runs": figure.runs,
        "way": figure.naive_way.in_(locale),
    }
    writer.write(Line.assemble((HEAD.with_(values).in_(locale), "bold"), RATES.with_(values).in_(locale)))
    passes = (MEDIAN if figure.runs > 1 else MEDIAN_ONE).with_(values).in_(locale)
    writer.write(
        "; ".join(part for part in (figure.what.in_(locale), figure.note.in_(locale), passes) if part), indent=2
    )
    writer.write(NAIVE_WAY.with_(values).in_(locale), indent=2)


def _rounded(rate: float, locale: Locale) -> str:
    return whole_number(round(rate), locale) if rate >= FEW else decimal(rate, locale)


def decimal(value: float, locale: Locale) -> str:
    """``value`` with one decimal: ``1,5`` in French, ``1.5`` in English."""
    shown = f"{value:.1f}"
    return shown if locale is Locale.EN else shown.replace(".", ",")


def _row(figure: "Figure") -> dict[str, object]:
    words = {one.name: value.fr for one in fields(figure) if isinstance(value := getattr(figure, one.name), Text)}
    return {**asdict(figure), **words, "ratio": figure.ratio}
