"""``navette run``: the night, now, with a progress bar."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cli import language, prefect_home
from cli.interruption import at_once
from cli.show.console import Console
from cli.show.night import NIGHT, RunSummary, show, show_undone
from cli.show.open_effects import open_row
from cli.show.progress import bars
from cli.usage.help_texts import documented
from cli.usage.options import DEFAULT_CONFIG, AsJson, Config, bad_parameter
from cli.usage.summaries import SUMMARIES
from domain.errors import NavetteError
from domain.text import Text
from hub import settings
from hub.runtime.run_counts import Count, RunCounts
from hub.runtime.safe_path import outside_current_folder
from hub.runtime.station import ledger_url
from hub.runtime.unfinished import Undone, Unfinished
from ledger import Ledger

DROP = Text("Ce seul compte de fournisseur.", "This supplier's account only.")
BULK_FOR_NOBODY = Text(
    "il faut --drop NOM : pour le compte de qui est-ce déposé ?",
    "it needs --drop NAME: on whose behalf is it deposited?",
)


@documented(
    """
    Toute la soirée, dans cet ordre : les délais échus, ce que destinataires et fournisseurs ont répondu (`statuts/`,
    `complements/`), les nouvelles factures, les remises, les réponses, les changements de statut annoncés, et les états
    s'ils sont demandés.

    N'a besoin d'aucun serveur Prefect : il en est démarré un le temps du passage, sauf si `PREFECT_API_URL` nomme le
    vôtre.

    Code de sortie 0 : tout est fait ; 1 : quelque chose est resté à faire, et sera repris au prochain passage ;
    3 : réglages, annuaire ou registre inutilisables ; 4 : Prefect, le registre ou le stockage ne répond pas, et le
    passage n'a pas commencé.

    Exemple : `navette run --reports`, ou pour un seul compte de fournisseur : `navette run --drop papeterie`
    """,
    """
    The whole evening, in this order: deadlines that passed, what recipients and suppliers answered (`statuts/`,
    `complements/`), new invoices, deliveries, answers, status changes told, and the reports when asked.

    Needs no Prefect server: one is started for the time of the run, unless `PREFECT_API_URL` names yours.

    Exit code 0: everything done; 1: something stayed undone, and is tried again by the next run;
    3: settings, directory or ledger cannot be used; 4: Prefect, the ledger or the content store does not answer, and
    the run did not begin.

    Example: `navette run --reports`, or for one supplier's account: `navette run --drop papeterie`
    """,
    summary=SUMMARIES["run"],
)
def run(
    drop: Annotated[str | None, typer.Option("--drop"), DROP] = None,
    bulk: Annotated[
        Path | None,
        typer.Option("--bulk", exists=True),
        Text(
            "Dépose cette archive, ce fichier ou ce dossier pour --drop.",
            "Deposit this archive, file or folder for --drop.",
        ),
    ] = None,
    reports: Annotated[
        bool,
        typer.Option("--reports/--no-reports"),
        Text("Écrit ensuite les états de suivi (CSV).", "Write the status CSVs afterwards."),
    ] = False,
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Runs the nightly flow, or the bulk upload of ``bulk``, in this process."""
    if bulk and not drop:
        raise bad_parameter(BULK_FOR_NOBODY, "--bulk")
    ready(config, drop)
    all_counts, undone = night(config, drop, bulk, reports=reports, quiet=as_json)
    show_counts(all_counts, undone, as_json=as_json)


def show_counts(all_counts: Sequence[RunCounts], undone: Undone, *, as_json: bool, summary: RunSummary = NIGHT) -> None:
    """Shows what a run did and what stayed undone; raises :class:`typer.Exit` with 1 when something did."""
    if as_json:
        body = {
            "drops": [_row(drop_counts) for drop_counts in all_counts],
            "troubles": [line for one in undone for line in _lines(one)],
            "waiting": [open_row(found) for one in undone if isinstance(one, Unfinished) for found in one.waiting],
        }
        sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
    else:
        show(all_counts, language.current(), summary=summary)
    if undone:
        show_undone(undone, language.current(), Console(stderr=True, highlight=False))
        raise typer.Exit(1)


def ready(config: Path, drop: str | None) -> None:
    """Raises what is wrong with settings, drop's name or ledger before Prefect is started for nothing."""
    chosen = settings.load(config)
    if chosen.rules.severities:
        from hub.inspect.rules import must_exist

        must_exist(chosen.rules.severities)
    if drop:
        chosen.drop(drop)
    Ledger.open(ledger_url(chosen))


def night(
    config: Path, drop: str | None, bulk: Path | None = None, *, reports: bool = False, quiet: bool = False
) -> tuple[tuple[RunCounts, ...], Undone]:
    """Runs the flow in this process; its counts, and why anything stayed undone (empty when nothing did).

    Raises :class:`domain.errors.Unavailable` when Prefect does not answer or does not start.
    """
    config, bulk = config.absolute(), bulk.absolute() if bulk else None
    prefect_home.prepare()
    with outside_current_folder(), prefect_home.answering(), at_once():
        from flows import tonight
        from flows.progress import watched_by

        prefect_home.say_once()

        with bars(language.current(), quiet=quiet) as watcher, watched_by(watcher):
            return tonight.run(config, drop, bulk, reports=reports)


def _row(drop_counts: RunCounts) -> dict[str, object]:
    return {
        "drop": drop_counts.drop,
        **{kind.value: drop_counts.of(kind) for kind in Count},
        "troubles": [trouble.in_(language.current()) for trouble in drop_counts.troubles],
        "remarks": [text.in_(language.current()) for text in drop_counts.remarks],
    }


def _lines(error: NavetteError) -> list[str]:
    """Each trouble of a run, or the error alone when it is none of a run."""
    locale = language.current()
    if isinstance(error, Unfinished):
        return [trouble.in_(locale) for trouble in error.troubles]
    return [error.in_(locale)]
