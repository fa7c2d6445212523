"""``navette retention``: what the retention rules make leave the content store, counted or done."""

import json
import sys
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated

import typer

from cli import language
from cli.show.console import Console
from cli.show.lines import LineWriter, printable
from cli.show.tables import plain_table
from cli.usage.help_texts import documented
from cli.usage.options import DEFAULT_CONFIG, AsJson, Config
from cli.usage.summaries import SUMMARIES
from domain.retention import RetentionAction
from domain.text import Locale, Text
from exporters.common.number_formats import count

if TYPE_CHECKING:
    from hub.retention.counts import Retained, Sort

ACTIONS = {
    RetentionAction.KEEP: Text("gardés", "kept"),
    RetentionAction.ARCHIVE: Text("archivés", "archived"),
    RetentionAction.PURGE: Text("détruits", "destroyed"),
}
COLUMNS = (
    Text("Règle", "Rule"),
    Text("Sort", "Fate"),
    Text("Contenus", "Contents"),
    Text("Documents", "Documents"),
    Text("Octets", "Bytes"),
)
TITLE = Text("Conservation", "Retention")
WOULD = Text("Conservation : ce qui partirait", "Retention: what would leave")
UNFINISHED = Text(
    "Assez anciens mais pas à leur terme, gardés : {contents} ({bytes} octets).",
    "Old enough but not at their end, kept: {contents} ({bytes} bytes).",
)
UNKNOWN = Text(
    "Inconnus du registre, gardés : {contents} ({bytes} octets).",
    "Not known to the ledger, kept: {contents} ({bytes} bytes).",
)
FREED = Text("Espace rendu : {bytes} octets.", "Space given back: {bytes} bytes.")
ARCHIVES = Text("Archives écrites : {names}.", "Archives written: {names}.")
NO_RULE = Text(
    "Aucune règle dans [retention] : rien ne part jamais. docs/operations.md dit comment en écrire.",
    "No rule in [retention]: nothing ever leaves. docs/operations.md says how to write one.",
)


@documented(
    """
    Seul part ce qui est à son terme : un statut terminal, plus rien à remettre ni à annoncer, le dossier de
    travaux clos.
    Le registre, ses événements et ses certificats restent entiers. Peut tourner à côté d'une nuit.

    Code de sortie 0 : fait ; 1 : quelque chose n'a pas pu être fait, et sera repris au prochain passage, ou une nuit
    n'a pas commencé à son heure ;
    4 : une autre conservation est à l'œuvre, ou un disque est plein.

    Exemple : `navette retention --dry-run`
    """,
    """
    Only what is at its end leaves: a terminal status, nothing left to deliver or to tell, the works dossier closed.
    The ledger, its events and its certificates stay whole. It may run beside a night.

    Exit code 0: done; 1: something could not be done, and is tried again by the next run, or a night did not begin by
    its hour; 4: another retention run is at work, or a disk is full.

    Example: `navette retention --dry-run`
    """,
    summary=SUMMARIES["retention"],
)
def retention(
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run"),
        Text("Compte seulement ; ne change rien.", "Count only; change nothing."),
    ] = False,
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Applies the retention rules, or counts what they would apply to."""
    from hub.retention import run as room
    from hub.runtime.late_night import with_late_nights
    from hub.runtime.run_counts import troubles_of
    from hub.runtime.station import open_station

    station = open_station(config.absolute(), pool=False)
    done = room.retain(station, dry=dry_run)
    done = replace(done, troubles=(*done.troubles, *troubles_of(with_late_nights(station, ()))))
    if as_json:
        sys.stdout.write(json.dumps(_body(done, language.current(), dry=dry_run), ensure_ascii=False) + "\n")
    else:
        _show(done, language.current(), dry=dry_run)
    raise typer.Exit(1 if done.troubles else 0)


def _show(done: "Retained", locale: Locale, *, dry: bool) -> None:
    writer = LineWriter(Console(highlight=False))
    if not done.by_rule:
        writer.write(NO_RULE.in_(locale))
        _show_troubles(done, writer, locale)
        return
    table = plain_table(title=(WOULD if dry else TITLE).in_(locale))
    for rank, label in enumerate(COLUMNS):
        table.add_column(label.in_(locale), justify="left" if rank < 2 else "right", overflow="fold")
    for name, action, sort in done.by_rule:
        numbers = (count(n, locale) for n in (sort.contents, sort.documents, sort.bytes))
        table.add_row(name, ACTIONS[action].in_(locale), *numbers)
    writer.console.print(table)
    for words, kept in ((UNFINISHED, done.unfinished), (UNKNOWN, done.unknown)):
        if kept.contents:
            facts = {"contents": count(kept.contents, locale), "bytes": count(kept.bytes, locale)}
            writer.write(words.with_(facts).in_(locale))
    if done.archives:
        writer.write(ARCHIVES.with_({"names": ", ".join(done.archives)}).in_(locale))
    if not dry:
        writer.write(FREED.with_({"bytes": count(done.freed, locale)}).in_(locale))
    _show_troubles(done, writer, locale)


def _show_troubles(done: "Retained", writer: LineWriter, locale: Locale) -> None:
    for trouble in done.troubles:
        writer.write(f"! {printable(trouble.in_(locale))}", hanging=2)


def _body(done: "Retained", locale: Locale, *, dry: bool) -> dict[str, object]:
    return {
        "dry_run": dry,
        "rules": [{"rule": name, "action": action.value, **_sort(sort)} for name, action, sort in done.by_rule],
        "unfinished": _sort(done.unfinished),
        "unknown": _sort(done.unknown),
        "archives": list(done.archives),
        "freed": done.freed,
        "troubles": [trouble.in_(locale) for trouble in done.troubles],
    }


def _sort(sort: "Sort") -> dict[str, int]:
    return asdict(sort)
