"""``navette export``: the status CSV, here and now."""

import os
import sys
from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from cli.options import DEFAULT_CONFIG, Config
from domain.deposit import DepositedInvoice
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
    """Writes the status CSV that finance departments open in Excel, one line for each document.

    The file is written whole, then put in its place: a CSV that was there is replaced, never half of it.

    Exit code 0: written; 3: it cannot be written.

    Example: `navette export etats.csv --siret 22060001900016 --since 2026-11-01`
    """
    if output.suffix.lower() != ".csv":
        raise typer.BadParameter("The file's name must end in .csv.", param_hint="FILE.csv")
    chosen = settings.load(config)
    ledger = Ledger.open(ledger_url(chosen))
    moment = since.replace(tzinfo=PARIS) if since else None
    rows = ledger.status_rows(since=moment, siret=_siret(siret), drop=drop)
    first = next(rows, None)
    if first is None and drop:
        chosen.drop(drop)  # an account of the past has lines; a name that never was is a slip, and says so
    whole = rows if first is None else chain([first], rows)
    lines = _written(output, whole, locale or chosen.locale)
    sys.stdout.write(f"{output}: {lines} line{'s' if lines > 1 else ''}.\n")


def _siret(siret: str | None) -> str | None:
    bare = "".join(siret.split()) if siret else None
    if bare is not None and not (len(bare) == 14 and bare.isascii() and bare.isdigit()):
        raise typer.BadParameter("A SIRET has 14 digits.", param_hint="--siret")
    return bare


def _written(output: Path, rows: Iterable[DepositedInvoice], locale: Locale) -> int:
    beside = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with beside.open("xb") as file:
            lines = statuts_csv.write_csv(rows, file, locale)
            os.fsync(file.fileno())
        beside.replace(output)
    finally:
        beside.unlink(missing_ok=True)
    return lines
