"""``navette store``: the content store, moved from a folder to a bucket and back."""

import json
import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from cli import language
from cli.show.lines import LineWriter, printable
from cli.show.progress import bars
from cli.usage.commands import TranslatedCommand, TranslatedGroup
from cli.usage.help_texts import Metavar, documented, headed
from cli.usage.options import DEFAULT_CONFIG, AsJson, Config
from cli.usage.summaries import SUMMARIES
from domain.paris_time import paris_day, shown_day
from domain.text import Locale, Text
from exporters.common.number_formats import count

if TYPE_CHECKING:
    from ledger.content_store.copying import Moved

app = typer.Typer(cls=TranslatedGroup, no_args_is_help=True, rich_markup_mode="markdown")


HELP = headed(SUMMARIES["store"], "Exemple : `navette store move s3`", "Example: `navette store move s3`")


class Kind(StrEnum):
    """Where a content store may be."""

    FOLDER = "folder"
    S3 = "s3"


WHERE = Metavar("LIEU", "PLACE")
COPIED = Text(
    "Paquets et fichiers copiés : {copied} ({bytes} octets).", "Packs and files copied: {copied} ({bytes} bytes)."
)
CHECKED = Text("Contenus relus par leur empreinte : {checked}.", "Contents read back by their digest: {checked}.")
LEFT = Text(
    "Parti par une règle de conservation, et absent des deux : {name} ({detail}, {day}).",
    "Left by a rule of retention, and in neither: {name} ({detail}, {day}).",
)
DONE = Text(
    'Le registre connaît désormais ce stockage. Écrivez `kind = "{kind}"` dans `[store]` de {config}, relancez le '
    "portail ; l'ancien stockage reste, à supprimer quand une nuit a réussi.",
    'The ledger knows this store from now on. Write `kind = "{kind}"` in `[store]` of {config}, restart the portal; '
    "the old store stays, to be removed once a night has gone well.",
)
UNDONE = Text(
    "Le registre garde son stockage tant que ces contenus manquent.",
    "The ledger keeps its store as long as these contents are missing.",
)


@app.callback()
def group() -> None:
    """A group, though it has one command yet."""


@app.command(cls=TranslatedCommand)
@documented(
    """
    Copie tous les octets du registre vers le dossier (`folder`) ou le compartiment (`s3`) que nomme `[store]`, et les y
    relit par leur empreinte ; alors seulement le registre change de stockage.

    Peut tourner à côté d'une nuit et du portail : à la fin, ce qui veut écrire dans l'ancien stockage attend. Rien n'y
    est supprimé. Interrompu, il reprend où il en était ; relancé après coup, il complète ce qui manquerait.

    Code de sortie 0 : fait ; 1 : des contenus manquent des deux côtés, rien n'a changé ; 3 : réglages inutilisables, ou
    stockage d'un autre registre ; 4 : l'un des deux ne répond pas.

    Exemple : `navette store move s3`
    """,
    """
    Copies all bytes of the ledger to the folder (`folder`) or the bucket (`s3`) that `[store]` names, and reads them
    back there by their digest; only then the ledger changes its store.

    It may run beside a night and the portal: at its end, whatever writes to the old store waits. Nothing is removed
    there. Interrupted, it goes on where it was; run again afterwards, it completes what may lack.

    Exit code 0: done; 1: contents are missing from both, nothing has changed; 3: settings cannot be used, or a store of
    another ledger; 4: one of the two does not answer.

    Example: `navette store move s3`
    """,
)
def move(
    to: Annotated[
        Kind, typer.Argument(), WHERE, Text("Où va le stockage : folder ou s3.", "Where the store goes: folder or s3.")
    ],
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Moves the content store."""
    from hub import settings
    from hub.retention.store_move import move_store
    from hub.runtime.station import ledger_url
    from ledger import Ledger

    chosen = settings.load(config)
    with bars(language.current(), quiet=as_json) as watcher:
        done = move_store(chosen, Ledger.open(ledger_url(chosen)), to.value, datetime.now(UTC), watcher)
    if as_json:
        sys.stdout.write(json.dumps(_body(done, language.current()), ensure_ascii=False) + "\n")
    else:
        _show(done, language.current(), {"kind": to.value, "config": str(config)})
    raise typer.Exit(1 if done.faults else 0)


def _show(done: "Moved", locale: Locale, names: dict[str, object]) -> None:
    writer = LineWriter()
    copied = {"copied": count(done.copied, locale), "bytes": count(done.copied_bytes, locale)}
    writer.write(COPIED.with_(copied).in_(locale))
    writer.write(CHECKED.with_({"checked": count(done.checked, locale)}).in_(locale))
    for one in done.left:
        said = {"name": printable(one.name), "detail": one.detail, "day": shown_day(paris_day(one.at), locale)}
        writer.write(LEFT.with_(said).in_(locale), hanging=2)
    for fault in done.faults:
        writer.write(f"! {printable(fault.in_(locale))}", hanging=2)
    writer.write((UNDONE if done.faults else DONE).with_(names).in_(locale))


def _body(done: "Moved", locale: Locale) -> dict[str, object]:
    return {
        "copied": done.copied,
        "copied_bytes": done.copied_bytes,
        "checked": done.checked,
        "left": [
            {"location": one.location, "name": one.name, "at": one.at.isoformat(), "detail": one.detail}
            for one in done.left
        ],
        "faults": [fault.in_(locale) for fault in done.faults],
    }
