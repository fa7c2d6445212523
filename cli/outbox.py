"""``navette outbox``: what is still to be done outside, what was given up and why; and trying that again."""

import getpass
import json
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli import language
from cli.show.lines import LineWriter, printable
from cli.show.open_effects import task_row
from cli.usage.commands import TranslatedCommand, TranslatedGroup
from cli.usage.help_texts import Metavar, documented, headed
from cli.usage.options import DEFAULT_CONFIG, AsJson, Config, bad_parameter
from cli.usage.summaries import SUMMARIES
from domain.deposit import Effect
from domain.effect_labels import EFFECT_LABELS
from domain.open_effects import OpenTask
from domain.paris_time import shown_moment
from domain.text import Locale, Text

if TYPE_CHECKING:
    from ledger import Ledger

HELP = headed(SUMMARIES["outbox"], "Exemple : `navette outbox list`", "Example: `navette outbox list`")
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
    "{id:>6} {effect}{name} → {target}, depuis le {since}{state}{reason}",
    "{id:>6} {effect}{name} → {target}, since {since}{state}{reason}",
)
REASON = Text(" : {reason}", ": {reason}")
MORE = Text("… {n} de plus : --json les donne tous.", "… {n} more: --json gives them all.")
SHOWN = 100
"""Effects of one kind that are listed one by one."""
HOW_TO_REVIVE = Text(
    "Une fois la cause corrigée : navette outbox revive --all, ou certains de ces numéros.",
    "When the cause is mended: navette outbox revive --all, or some of these numbers.",
)

app = typer.Typer(cls=TranslatedGroup, no_args_is_help=True, rich_markup_mode="markdown")


@app.command("list", cls=TranslatedCommand)
@documented(
    """
    Liste ce qui attend d'être remis, rendu ou déplacé : quelle facture, pour qui, depuis quand, pourquoi et quand ce
    sera retenté ; et ce qui a été abandonné après trop d'essais.

    Ce qui attend est tenté par le prochain passage ; ce qui a été abandonné attend `navette outbox revive`.

    Code de sortie 0 : rien n'a été abandonné ; 1 : quelque chose l'a été.

    Exemple : `navette outbox list`
    """,
    """
    Lists what waits to be delivered, returned or moved: which invoice, for whom, since when, why and when it is tried
    again; and what was given up after too many tries.

    What waits is tried by the next run; what was given up waits for `navette outbox revive`.

    Exit code 0: nothing was given up; 1: something was.

    Example: `navette outbox list`
    """,
)
def show(as_json: AsJson = False, config: Config = DEFAULT_CONFIG) -> None:
    """Lists the effects of the outbox that are not done."""
    tasks = _ledger(config).outbox.open_tasks(datetime.now(UTC))
    waiting = [one for one in tasks if not one.state.given_up]
    given_up = [one for one in tasks if one.state.given_up]
    if as_json:
        body: dict[str, object] = {
            "waiting": dict(Counter(one.task.effect.value for one in waiting)),
            "given_up": list(map(task_row, given_up)),
        }
        if waiting:
            body["waiting_tasks"] = list(map(task_row, waiting))
        sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
    else:
        _show(waiting, given_up, language.current())
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
    from ledger.accounts.rights import Doer

    if every == bool(ids):
        raise bad_parameter(SOME_OR_ALL, NUMBER)
    ledger = _ledger(config)
    known = {one.task.id for one in ledger.outbox.given_up()}
    unknown = sorted(set(ids or ()) - known)
    revived = ledger.revive(ids or None, datetime.now(UTC), Doer(name=getpass.getuser())) if known else 0
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


def _show(waiting: Sequence[OpenTask], given_up: Sequence[OpenTask], locale: Locale) -> None:
    writer = LineWriter()
    if not waiting and not given_up:
        writer.write(NOTHING.in_(locale))
    for effect in Effect:
        if mine := [one for one in waiting if one.task.effect is effect]:
            one, many = EFFECT_LABELS[effect]
            writer.write(f"{len(mine):>6} {(many if len(mine) > 1 else one).in_(locale)}")
            _list(writer, mine, locale)
    if given_up:
        writer.write(GIVEN_UP.with_({"count": len(given_up)}).in_(locale))
        _list(writer, given_up, locale)
        writer.write(HOW_TO_REVIVE.in_(locale))


def _list(writer: LineWriter, tasks: Sequence[OpenTask], locale: Locale) -> None:
    for one in tasks[:SHOWN]:
        writer.write(_line(one, locale), hanging=7)
    if len(tasks) > SHOWN:
        writer.write(MORE.with_({"n": len(tasks) - SHOWN}).in_(locale), indent=7, hanging=7)


def _line(one: OpenTask, locale: Locale) -> str:
    """One effect: its number, which it is, of which invoice or file, for whom, since when, when it is tried again and
    why.
    """
    task, given_up, reason = one.task, one.state.given_up, printable(one.reason.in_(locale))
    values = {
        "id": task.id,
        "effect": EFFECT_LABELS[task.effect][0].in_(locale),
        "name": f" {printable(one.name)}" if one.name else "",
        "target": printable(task.target),
        "since": shown_moment(one.tried_at if given_up else one.since, locale),
        "state": "" if given_up else f", {one.state.text.in_(locale)}",
        "reason": REASON.with_({"reason": reason}).in_(locale) if reason else "",
    }
    return TASK_LINE.with_(values).in_(locale)


def _show_revived(revived: int, unknown: list[int], locale: Locale) -> None:
    writer = LineWriter()
    sentence = REVIVED if revived > 1 else REVIVED_ONE if revived else NOTHING_TO_REVIVE
    writer.write(sentence.with_({"count": revived}).in_(locale))
    if unknown:
        writer.write(NOT_GIVEN_UP.with_({"numbers": ", ".join(map(str, unknown))}).in_(locale))
