"""``navette notify``: sends the digests that wait, or a message that tries one channel."""

import json
import sys
from typing import Annotated

import typer

from cli import language
from cli.show.lines import LineWriter, printable
from cli.usage.help_texts import Metavar, documented
from cli.usage.options import DEFAULT_CONFIG, AsJson, Config
from cli.usage.summaries import SUMMARIES
from domain.text import Text

SENT = Text("✓ {name} : message remis au service", "✓ {name}: message taken by the service")
FAILED = Text("✗ {name} : {fault}", "✗ {name}: {fault}")
NONE = Text(
    "Aucun canal : ajoutez une table [notifications.NOM] aux réglages.",
    "No channel: add a table [notifications.NAME] to the settings.",
)
DONE = Text("Chaque canal a été averti de ce qui l'attendait.", "Every channel was told what waited for it.")


@documented(
    """
    Chaque passage fait de même à sa fin. `--test` envoie plutôt un message d'essai et dit ce qu'il est devenu.

    Code de sortie 0 : tout est parti ; 1 : quelque chose n'a pas été pris, et pourquoi ; 3 : ce canal n'existe pas.

    Exemple : `navette notify --test finances`
    """,
    """
    Every run does the same at its end. `--test` sends a trial message instead and says what became of it.

    Exit code 0: all sent; 1: something was not taken, and why; 3: there is no such channel.

    Example: `navette notify --test finances`
    """,
    summary=SUMMARIES["notify"],
)
def notify(
    test: Annotated[
        str,
        typer.Option("--test"),
        Metavar("NOM", "NAME"),
        Text("Envoie un message d'essai à ce canal.", "Send a trial message to this channel."),
    ] = "",
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Sends the digests that wait, or a trial message."""
    from hub.comptes import daily_letters
    from hub.notify import digests
    from hub.notify.destinations import Destination
    from hub.runtime.station import open_station

    station = open_station(config.absolute(), pool=False)
    locale = language.current()
    tried: list[tuple[Destination | None, Text | None]]
    if test:
        tried = [(answer.destination, answer.fault) for answer in digests.attempt(station, test)]
    else:
        remarks = (*digests.notify(station).remarks, *daily_letters.tell_accounts(station).remarks)
        tried = [(None, remark) for remark in remarks]
    answers = [(one, fault.in_(locale) if fault else "") for one, fault in tried]
    faults = [fault for _, fault in answers if fault]
    if as_json:
        body = {"channels": [{"channel": one.reader if one else "", "fault": fault} for one, fault in answers]}
        sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
        raise typer.Exit(1 if faults else 0)
    writer = LineWriter()
    if not station.settings.notifications:
        writer.write(NONE.in_(locale))
    elif not answers:
        writer.write(DONE.in_(locale))
    for one, fault in answers:
        name = one.name.in_(locale) if one else ""
        line = (FAILED if fault else SENT).with_({"name": name, "fault": printable(fault)}).in_(locale)
        writer.write(line if name else f"✗ {printable(fault)}", hanging=2)
    raise typer.Exit(1 if faults else 0)
