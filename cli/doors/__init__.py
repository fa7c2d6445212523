"""``navette doors``: whether each door lets a night work, and what it lacks."""

import json
import sys
from typing import TYPE_CHECKING

import typer

from cli import language
from cli.show.lines import LineWriter, printable
from cli.usage.help_texts import documented
from cli.usage.options import DEFAULT_CONFIG, AsJson, Config
from cli.usage.summaries import SUMMARIES
from domain.text import Locale, Text

if TYPE_CHECKING:
    from hub.inspect.doors import DoorTrial, Lack

SHOWN = 6
"""Folders named in a line; ``--json`` has all."""
GOOD = Text(
    "{door} : tout va (dossiers listés, écrits, renommés et rendus comme ils étaient : {count}).",
    "{door}: all is well (folders listed, written to, renamed in and left as they were: {count}).",
)
NONE = Text("Les réglages ne nomment aucune porte.", "The settings name no door.")
MORE = Text("et {count} de plus", "and {count} more")


@documented(
    """
    Le fichier d'essai porte un nom que la relève laisse de côté, et il est effacé. Les dossiers qu'une nuit créerait
    sont créés, sauf `depot/`.

    Code de sortie 0 : tout va ; 1 : quelque chose manque ; 3 : réglages inutilisables.

    Exemple : `navette doors`, après avoir ajouté un fournisseur
    """,
    """
    The trial file has a name that pick-up sets aside, and it is removed. Folders that a night would make are made,
    `depot/` excepted.

    Exit code 0: all is well; 1: something lacks; 3: settings cannot be used.

    Example: `navette doors`, after a supplier was added
    """,
    summary=SUMMARIES["doors"],
)
def doors(as_json: AsJson = False, config: Config = DEFAULT_CONFIG) -> None:
    """Shows what each door lacks."""
    from hub import settings
    from hub.inspect.doors import try_doors

    found = tuple(try_doors(settings.load(config)))
    if as_json:
        sys.stdout.write(json.dumps(_body(found, language.current()), ensure_ascii=False) + "\n")
    else:
        _show(found, language.current())
    raise typer.Exit(1 if any(one.lacks for one in found) else 0)


def _body(found: "tuple[DoorTrial, ...]", locale: Locale) -> dict[str, object]:
    lacks = [
        {
            "door": lack.door,
            "act": lack.act.value,
            "folders": list(lack.folders),
            "reason": lack.reason.in_(locale),
            "remedy": lack.remedy.in_(locale),
        }
        for one in found
        for lack in one.lacks
    ]
    return {"good": not lacks, "doors": {one.door: one.tried for one in found}, "lacks": lacks}


def _show(found: "tuple[DoorTrial, ...]", locale: Locale) -> None:
    writer = LineWriter()
    if not found:
        writer.write(NONE.in_(locale))
    for one in found:
        if not one.lacks:
            writer.write(GOOD.with_({"door": one.door, "count": one.tried}).in_(locale), hanging=2)
        for lack in one.lacks:
            writer.write(f"! {printable(_sentence(lack, locale))}", hanging=2)


def _sentence(lack: "Lack", locale: Locale) -> str:
    from hub.inspect.doors import ACTS

    named = list(lack.folders[:SHOWN])
    if len(lack.folders) > SHOWN:
        named.append(MORE.with_({"count": len(lack.folders) - SHOWN}).in_(locale))
    act = " ".join(filter(None, (ACTS[lack.act].in_(locale), ", ".join(named))))
    colon = " :" if locale is Locale.FR else ":"
    return f"{lack.door}{colon} {act}. {lack.reason.in_(locale)} {lack.remedy.in_(locale)}".strip()
