"""``navette health``: for monitoring, whether the nights begin and nothing waits."""

import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from cli import language
from cli.show.lines import LineWriter, printable
from cli.show.open_effects import open_row
from cli.usage.help_texts import documented
from cli.usage.options import DEFAULT_CONFIG, AsJson, Config
from cli.usage.summaries import SUMMARIES
from domain.paris_time import shown_moment
from domain.text import Locale, Text

if TYPE_CHECKING:
    from hub.inspect.health import Health

GOOD = Text("Tout va bien : les nuits commencent, rien n'attend.", "All is well: nights begin, nothing waits.")
LAST = Text("Dernière nuit finie le {at}.", "Last night ended on {at}.")
UNDECIDED = Text("Fichiers reçus et pas encore décidés : {count}.", "Files received and not decided yet: {count}.")


@documented(
    """
    Code de sortie 0 : tout va bien ; 1 : une nuit n'a pas commencé, quelque chose attend, ou le stockage manque ;
    3 : réglages ou registre inutilisables ; 4 : le registre ne répond pas.

    Exemple : `navette health --json`
    """,
    """
    Exit code 0: all is well; 1: a night did not begin, something waits, or the store is missing;
    3: settings or ledger cannot be used; 4: the ledger does not answer.

    Example: `navette health --json`
    """,
    summary=SUMMARIES["health"],
)
def health(as_json: AsJson = False, config: Config = DEFAULT_CONFIG) -> None:
    """Shows the state of the installation."""
    from hub import settings
    from hub.inspect.health import health as ask
    from hub.runtime.station import ledger_url
    from ledger import Ledger

    chosen = settings.load(config)
    found = ask(chosen, Ledger.open(ledger_url(chosen)), datetime.now(UTC))
    if as_json:
        sys.stdout.write(json.dumps(_body(found, language.current()), ensure_ascii=False) + "\n")
    else:
        _show(found, language.current())
    raise typer.Exit(0 if found.good else 1)


def _body(found: "Health", locale: Locale) -> dict[str, object]:
    return {
        "healthy": found.good,
        "late": {drop: text.in_(locale) for drop, text in found.late.items()},
        "waiting": list(map(open_row, found.waiting)),
        "undecided": found.undecided,
        "store": found.store.in_(locale) if found.store else None,
        "last_night": found.last_night.isoformat() if found.last_night else None,
    }


def _show(found: "Health", locale: Locale) -> None:
    writer = LineWriter()
    if found.good:
        writer.write(GOOD.in_(locale))
    if found.last_night:
        writer.write(LAST.with_({"at": shown_moment(found.last_night, locale)}).in_(locale))
    for drop, text in found.late.items():
        writer.write(f"! {printable(text.about(drop).in_(locale))}", hanging=2)
    if found.store:
        writer.write(f"! {printable(found.store.in_(locale))}", hanging=2)
    if found.undecided:
        writer.write(f"! {UNDECIDED.with_({'count': found.undecided}).in_(locale)}", hanging=2)
    for one in found.waiting:
        writer.write(f"! {printable(one.text.about(one.target).in_(locale))}", hanging=2)
