"""``navette outbox``: what is still to be done outside, what was given up and why; and trying that again."""

import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import DEFAULT_CONFIG, AsJson, Config
from cli.show.lines import Paper, printable
from domain.deposit import Effect
from domain.paris_time import moment

if TYPE_CHECKING:
    from ledger import DeadLetter, Ledger

WORDS = {
    Effect.TAKE: "file to take out of its drop",
    Effect.DELIVER: "invoice to deliver",
    Effect.CERTIFY: "certificate to return",
    Effect.REPORT: "compte rendu to return",
}
"""What an effect is called, one of it."""
MANY = {
    Effect.TAKE: "files to take out of their drops",
    Effect.DELIVER: "invoices to deliver",
    Effect.CERTIFY: "certificates to return",
    Effect.REPORT: "comptes rendus to return",
}

app = typer.Typer(
    help="What is still to be done outside, what was given up and why; and trying that again.\n\n"
    "Example: `navette outbox list`",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)


@app.command("list")
def show(as_json: AsJson = False, config: Config = DEFAULT_CONFIG) -> None:
    """Lists what waits to be delivered, returned or moved, and what was set aside after too many tries.

    What waits is tried by the next run; what was set aside waits for `navette outbox revive`.

    Exit code 0: nothing was set aside; 1: something was.

    Example: `navette outbox list`
    """
    ledger = _ledger(config)
    waiting, buried = ledger.waiting(), ledger.buried()
    if as_json:
        body = {
            "waiting": {effect.value: count for effect, count in waiting.items()},
            "buried": list(map(_row, buried)),
        }
        sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
    else:
        _tell(Counter(waiting), buried)
    raise typer.Exit(1 if buried else 0)


@app.command("revive")
def revive(
    ids: Annotated[
        list[int] | None, typer.Argument(help="Numbers that `navette outbox list` shows.", metavar="NUMBER")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Everything that was set aside.")] = False,
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Has what was set aside tried again by the next run, once its cause is mended.

    Exit code 0: revived; 1: nothing of that was set aside.

    Example: `navette outbox revive 12 15`, or `navette outbox revive --all`
    """
    if every == bool(ids):
        raise typer.BadParameter("Give the numbers to revive, or --all.", param_hint="NUMBER")
    ledger = _ledger(config)
    known = {letter.task.id for letter in ledger.buried()}
    unknown = sorted(set(ids or ()) - known)
    revived = ledger.revive(datetime.now(UTC), ids or None) if known else 0
    if as_json:
        sys.stdout.write(json.dumps({"revived": revived, "unknown": unknown}) + "\n")
    else:
        paper = Paper()
        paper.write(f"{revived} revived. `navette run` tries again." if revived else "Nothing to revive.")
        if unknown:
            paper.write(f"Not set aside: {', '.join(map(str, unknown))}.")
    raise typer.Exit(0 if revived and not unknown else 1)


def _ledger(config: Path) -> "Ledger":
    from hub import settings
    from hub.runtime.station import ledger_url
    from ledger import Ledger

    return Ledger.open(ledger_url(settings.load(config)))


def _tell(waiting: Counter[Effect], buried: "tuple[DeadLetter, ...]") -> None:
    paper = Paper()
    if not waiting.total() and not buried:
        paper.write("Nothing waits, nothing was set aside.")
    for effect in Effect:
        if waiting[effect]:
            paper.write(f"{waiting[effect]:>6} {(MANY if waiting[effect] > 1 else WORDS)[effect]}")
    if buried:
        paper.write(f"Set aside ({len(buried)}):")
    for letter in buried:
        task = letter.task
        paper.write(
            f"{task.id:>6} {task.effect.value} → {printable(task.target)}, since {moment(letter.at)}: "
            f"{printable(letter.reason)}",
            hanging=7,
        )
    if buried:
        paper.write("When the cause is mended: navette outbox revive --all, or some of these numbers.")


def _row(letter: "DeadLetter") -> dict[str, object]:
    task = letter.task
    return {
        "id": task.id,
        "effect": task.effect.value,
        "subject": task.subject,
        "target": task.target,
        "attempts": task.attempts,
        "since": letter.at.isoformat(),
        "reason": letter.reason,
    }
