"""``navette outbox``: what is still to be done outside, what was given up and why; and trying that again."""

import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli import language
from cli.show.dates import shown_moment
from cli.show.labels import EFFECT_LABELS
from cli.show.lines import LineWriter, printable
from cli.usage.commands import TranslatedCommand, TranslatedGroup
from cli.usage.help_texts import Metavar, documented
from cli.usage.options import DEFAULT_CONFIG, AsJson, Config, bad_parameter
from domain.deposit import Effect
from domain.text import Locale, Text

if TYPE_CHECKING:
    from ledger import GivenUpTask, Ledger

HELP = Text(
    "Ce qui reste à faire à l'extérieur, ce qui a été abandonné et pourquoi ; et comment le reprendre.\n\n"
    "Exemple : `navette outbox list`",
    "What is still to be done outside, what was given up and why; and trying that again.\n\n"
    "Example: `navette outbox list`",
)
NUMBER = Metavar("NUMERO", "NUMBER")
SOME_OR_ALL = Text("donnez les numéros à reprendre, ou --all.", "give the numbers to revive, or --all.")
REVIVED_ONE = Text(
    "{count} effet repris. `navette run` réessaie.", "{count} effect revived. `navette run` tries again."
)
REVIVED = Text("{count} effets repris. `navette run` réessaie.", "{count} effects revived. `navette run` tries again.")
NOTHING_TO_REVIVE = Text("Rien à reprendre.", "Nothing to revive.")
NOT_GIVEN_UP = Text("Pas abandonnés : {numbers}.", "Not given up: {numbers}.")
NOTHING = Text("Rien n'attend, rien n'a été abandonné.", "Nothing waits, nothing was given up.")
GIVEN_UP = Text("Abandonnés ({count}) :", "Given up ({count}):")
TASK_LINE = Text(
    "{id:>6} {effect} → {target}, depuis le {since} : {reason}", "{id:>6} {effect} → {target}, since {since}: {reason}"
)
HOW_TO_REVIVE = Text(
    "Une fois la cause corrigée : navette outbox revive --all, ou certains de ces numéros.",
    "When the cause is mended: navette outbox revive --all, or some of these numbers.",
)

app = typer.Typer(cls=TranslatedGroup, no_args_is_help=True, rich_markup_mode="markdown")


@app.command("list", cls=TranslatedCommand)
@documented(
    """
    Liste ce qui attend d'être remis, rendu ou déplacé, et ce qui a été abandonné après trop d'essais.

    Ce qui attend est tenté par le prochain passage ; ce qui a été abandonné attend `navette outbox revive`.

    Code de sortie 0 : rien n'a été abandonné ; 1 : quelque chose l'a été.

    Exemple : `navette outbox list`
    """,
    """
    Lists what waits to be delivered, returned or moved, and what was given up after too many tries.

    What waits is tried by the next run; what was given up waits for `navette outbox revive`.

    Exit code 0: nothing was given up; 1: something was.

    Example: `navette outbox list`
    """,
)
def show(as_json: AsJson = False, config: Config = DEFAULT_CONFIG) -> None:
    """Lists the effects of the outbox: how many of each kind wait, and each one that was given up."""
    ledger = _ledger(config)
    waiting, given_up = ledger.outbox.waiting(), ledger.outbox.given_up()
    if as_json:
        body = {
            "waiting": {effect.value: count for effect, count in waiting.items()},
            "given_up": list(map(_row, given_up)),
        }
        sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
    else:
        _show(Counter(waiting), given_up, language.current())
    raise typer.Exit(1 if given_up else 0)


@app.command("revive", cls=TranslatedCommand)
@documented(
    """
    Fait reprendre par le prochain passage ce qui a été abandonné, une fois sa cause corrigée.

    Code de sortie 0 : repris ; 1 : rien de cela n'avait été abandonné.

    Exemple : `navette outbox revive 12 15`, ou `navette outbox revive --all`
    """,
    """
    Has what was given up tried again by the next run, once its cause is mended.

    Exit code 0: revived; 1: nothing of that was given up.

    Example: `navette outbox revive 12 15`, or `navette outbox revive --all`
    """,
)
def revive(
    ids: Annotated[
        list[int] | None,
        typer.Argument(),
        NUMBER,
        Text("Numéros que montre `navette outbox list`.", "Numbers that `navette outbox list` shows."),
    ] = None,
    every: Annotated[
        bool,
        typer.Option("--all"),
        Text("Tout ce qui a été abandonné.", "Everything that was given up."),
    ] = False,
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Makes effects that were given up due again."""
    if every == bool(ids):
        raise bad_parameter(SOME_OR_ALL, NUMBER)
    ledger = _ledger(config)
    known = {one.task.id for one in ledger.outbox.given_up()}
    unknown = sorted(set(ids or ()) - known)
    revived = ledger.outbox.revive(datetime.now(UTC), ids or None) if known else 0
    if as_json:
        sys.stdout.write(json.dumps({"revived": revived, "unknown": unknown}) + "\n")
    else:
        _show_revived(revived, unknown, language.current())
    raise typer.Exit(0 if revived and not unknown else 1)


def _ledger(config: Path) -> "Ledger":
    from hub import settings
    from hub.runtime.station import ledger_url
    from ledger import Ledger

    return Ledger.open(ledger_url(settings.load(config)))


def _show(waiting: Counter[Effect], given_up: "tuple[GivenUpTask, ...]", locale: Locale) -> None:
    writer = LineWriter()
    if not waiting.total() and not given_up:
        writer.write(NOTHING.in_(locale))
    for effect in Effect:
        if waiting[effect]:
            one, many = EFFECT_LABELS[effect]
            writer.write(f"{waiting[effect]:>6} {(many if waiting[effect] > 1 else one).in_(locale)}")
    if given_up:
        writer.write(GIVEN_UP.with_({"count": len(given_up)}).in_(locale))
    for task in given_up:
        writer.write(_line(task, locale), hanging=7)
    if given_up:
        writer.write(HOW_TO_REVIVE.in_(locale))


def _line(one: "GivenUpTask", locale: Locale) -> str:
    """One effect that was given up: its number, which it is, for whom, since when and why."""
    task = one.task
    values = {
        "id": task.id,
        "effect": EFFECT_LABELS[task.effect][0].in_(locale),
        "target": printable(task.target),
        "since": shown_moment(one.at, locale),
        "reason": printable(one.reason.in_(locale)),
    }
    return TASK_LINE.with_(values).in_(locale)


def _show_revived(revived: int, unknown: list[int], locale: Locale) -> None:
    writer = LineWriter()
    sentence = REVIVED if revived > 1 else REVIVED_ONE if revived else NOTHING_TO_REVIVE
    writer.write(sentence.with_({"count": revived}).in_(locale))
    if unknown:
        writer.write(NOT_GIVEN_UP.with_({"numbers": ", ".join(map(str, unknown))}).in_(locale))


def _row(one: "GivenUpTask") -> dict[str, object]:
    task = one.task
    return {
        "id": task.id,
        "effect": task.effect.value,
        "subject": task.subject,
        "target": task.target,
        "attempts": task.attempts,
        "since": one.at.isoformat(),
        "reason": one.reason.in_(language.current()),
    }
