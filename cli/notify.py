"""``navette notify``: sends the digests that wait, or a message that tries one channel."""

import json
import sys
from typing import Annotated

import typer

from cli.options import DEFAULT_CONFIG, AsJson, Config
from cli.show.lines import Paper, printable
from domain.text import Text

SENT = Text("✓ {name} : message remis au service", "✓ {name}: message taken by the service")
FAILED = Text("✗ {name} : {fault}", "✗ {name}: {fault}")
NONE = Text(
    "Aucun canal : ajoutez une table [notifications.NOM] aux réglages.",
    "No channel: add a table [notifications.NAME] to the settings.",
)
DONE = Text("Chaque canal a été averti de ce qui l'attendait.", "Every channel was told what waited for it.")


def notify(
    test: Annotated[str, typer.Option("--test", help="Send a trial message to this channel.", metavar="NAME")] = "",
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Sends each channel of `[notifications]` the digest that waits for it; nothing when nothing happened.

    Every run does the same at its end. `--test` sends a trial message instead and says what became of it.

    Exit code 0: all sent; 1: something was not taken, and why; 3: there is no such channel.

    Example: `navette notify --test finances`
    """
    from hub.notify import digests
    from hub.runtime.station import open_station

    station = open_station(config.absolute(), pool=False)
    locale = station.settings.locale
    if test:
        answers = [(answer.destination.reader, answer.fault) for answer in digests.attempt(station, test)]
    else:
        answers = [("", remark) for remark in digests.notify(station).remarks]
    faults = [fault for _, fault in answers if fault]
    if as_json:
        body = {"channels": [{"channel": name, "fault": fault} for name, fault in answers]}
        sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
        raise typer.Exit(1 if faults else 0)
    paper = Paper()
    if not station.settings.notifications:
        paper.write(NONE.in_(locale))
    elif not answers:
        paper.write(DONE.in_(locale))
    for name, fault in answers:
        line = (FAILED if fault else SENT).with_({"name": name, "fault": printable(fault)}).in_(locale)
        paper.write(line if name else f"✗ {printable(fault)}", hanging=2)
    raise typer.Exit(1 if faults else 0)
