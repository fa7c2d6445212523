"""``navette export``: the status CSV, here and now."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from cli.options import DEFAULT_CONFIG, Config
from domain.horloge import PARIS
from domain.text import Locale
from exporters import statuts_csv
from hub import settings
from hub.station import ledger_url
from ledger import Ledger


def export(
    output: Annotated[Path, typer.Argument(help="File to write.", metavar="FILE.csv")],
    siret: Annotated[str | None, typer.Option("--siret", help="One recipient only.")] = None,
    drop: Annotated[
        str | None, typer.Option("--drop", help="One supplier's account only, refused ones included.")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since", formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"], help="What changed since then (Paris time)."
        ),
    ] = None,
    locale: Annotated[Locale | None, typer.Option("--locale", help="Language of headers and labels.")] = None,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Writes the status CSV that finance departments open in Excel.

    Example: `navette export etats.csv --siret 22060001900016 --since 2026-11-01`
    """
    chosen = settings.load(config)
    ledger = Ledger.open(ledger_url(chosen))
    moment = since.replace(tzinfo=PARIS) if since else None
    beside = output.with_name(f".{output.name}.part")
    with beside.open("wb") as file:
        lines = statuts_csv.write_csv(
            ledger.status_rows(since=moment, siret=siret, drop=drop), file, locale or chosen.locale
        )
    beside.replace(output)
    Console(highlight=False).print(f"{output}: {lines} line(s).")
