"""``navette run``: the night, now, with a progress bar."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from cli import prefect_home
from cli.night_report import show
from cli.options import DEFAULT_CONFIG, AsJson, Config
from cli.progress import bars
from hub.tally import Count, Tally


def run(
    drop: Annotated[str | None, typer.Option("--drop", help="This supplier's account only.")] = None,
    bulk: Annotated[
        Path | None, typer.Option("--bulk", exists=True, help="Deposit this archive, file or folder for --drop.")
    ] = None,
    reports: Annotated[bool, typer.Option("--reports/--no-reports", help="Write the status CSVs afterwards.")] = False,
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Picks up, decides, delivers and answers, through Prefect; what was cut is finished first.

    Exit code 0: everything done; 1: something stayed undone (it is tried again by the next run).

    Example: `navette run --drop papeterie`
    """
    if bulk and not drop:
        raise typer.BadParameter("--bulk needs --drop NAME: on whose behalf is it deposited?")
    tallies, trouble = night(config, drop, bulk, reports=reports, quiet=as_json)
    if as_json:
        sys.stdout.write(json.dumps({"drops": [_row(tally) for tally in tallies], "trouble": trouble}) + "\n")
    else:
        show(tallies)
    if trouble:
        sys.stderr.write(f"navette: {trouble}\n")
        raise typer.Exit(1)


def night(
    config: Path, drop: str | None, bulk: Path | None = None, *, reports: bool = False, quiet: bool = False
) -> tuple[tuple[Tally, ...], str]:
    """Runs the flow in this process; its tallies, and what stayed undone in words (empty when nothing did)."""
    prefect_home.prepare()
    from flows import tonight
    from flows.progress import watched_by

    with bars(quiet=quiet) as watcher, watched_by(watcher):
        return tonight.run(config, drop, bulk, reports=reports)


def _row(tally: Tally) -> dict[str, object]:
    return {"drop": tally.drop, **{kind.value: tally.of(kind) for kind in Count}, "troubles": list(tally.troubles)}
