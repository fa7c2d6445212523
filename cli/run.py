"""``navette run``: the night, now, with a progress bar."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from cli import prefect_home
from cli.interruption import at_once
from cli.options import DEFAULT_CONFIG, AsJson, Config
from cli.show.night import NIGHT, RunSummary, show, show_trouble
from cli.show.progress import bars
from hub import settings
from hub.runtime.run_counts import Count, RunCounts
from hub.runtime.station import ledger_url
from ledger import Ledger


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

    The whole evening, in this order: deadlines that passed, what recipients and suppliers answered (`statuts/`,
    `complements/`), new invoices, deliveries, answers, status changes told, and the reports when asked.

    Needs no Prefect server: one is started for the time of the run, unless `PREFECT_API_URL` names yours.

    Exit code 0: everything done; 1: something stayed undone, and is tried again by the next run;
    3: settings, directory or ledger cannot be used; 4: Prefect does not answer.

    Example: `navette run --reports`, or for one supplier's account: `navette run --drop papeterie`
    """
    if bulk and not drop:
        raise typer.BadParameter("It needs --drop NAME: on whose behalf is it deposited?", param_hint="--bulk")
    ready(config, drop)
    tallies, trouble = night(config, drop, bulk, reports=reports, quiet=as_json)
    show_counts(tallies, trouble, as_json=as_json)


def show_counts(tallies: Sequence[RunCounts], trouble: str, *, as_json: bool, bilan: RunSummary = NIGHT) -> None:
    """Shows what a run did and what stayed undone; ends the command with 1 when something did."""
    if as_json:
        body = {"drops": [_row(tally) for tally in tallies], "trouble": trouble}
        sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
    else:
        show(tallies, bilan=bilan)
    if trouble:
        show_trouble(trouble, Console(stderr=True, highlight=False))
        raise typer.Exit(1)


def ready(config: Path, drop: str | None) -> None:
    """Raises what is wrong with settings, drop's name or ledger before Prefect is started for nothing."""
    chosen = settings.load(config)
    if drop:
        chosen.drop(drop)
    Ledger.open(ledger_url(chosen))


def night(
    config: Path, drop: str | None, bulk: Path | None = None, *, reports: bool = False, quiet: bool = False
) -> tuple[tuple[RunCounts, ...], str]:
    """Runs the flow in this process; its tallies, and what stayed undone in words (empty when nothing did).

    Raises :class:`domain.errors.Unavailable` when Prefect does not answer or does not start.
    """
    prefect_home.prepare()
    with prefect_home.answering(), at_once():
        from flows import tonight
        from flows.progress import watched_by

        with bars(quiet=quiet) as watcher, watched_by(watcher):
            return tonight.run(config, drop, bulk, reports=reports)


def _row(tally: RunCounts) -> dict[str, object]:
    return {
        "drop": tally.drop,
        **{kind.value: tally.of(kind) for kind in Count},
        "troubles": list(tally.troubles),
        "remarks": list(tally.remarks),
    }
