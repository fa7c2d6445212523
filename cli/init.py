"""``navette init``: a commented settings file, a folder for secrets and an empty ledger."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli import language
from cli.show.console import Console
from cli.usage.help_texts import documented
from cli.usage.options import DEFAULT_CONFIG, Config
from cli.usage.summaries import SUMMARIES
from domain.errors import SettingsError
from domain.text import Text
from hub import settings
from hub.runtime.connections import place_of_store
from hub.runtime.station import ledger_url
from ledger import Ledger

WRITTEN = Text(
    "{config} est écrit : nommez-y vos portes, vos dépôts et vos destinataires. Clés et mots de passe vont dans "
    "{secrets}.",
    "{config} written: name your doors, drops and recipients in it. Keys and passwords go to {secrets}.",
)
READY = Text(
    "Le registre est prêt. Ensuite : `navette annuaire import DOSSIER`, puis `navette run`.",
    "Ledger ready. Next: `navette annuaire import FOLDER`, then `navette run`.",
)
SECRETS = "secrets"
"""Beside the settings file, as the example has it."""
EXAMPLE = Path(settings.__file__).with_name("navette.example.toml")


@documented(
    """
    Les deux ne sont lisibles que par cet utilisateur ; de même le dossier `secrets/`, que git ignore, pour les clés et
    les mots de passe.

    Le dossier du stockage des contenus reçoit une marque que le registre connaît : sans elle, un disque qui n'est pas
    monté passerait pour un stockage vide.

    Code de sortie 0 : fait ; 3 : il y a déjà un fichier de réglages, ou il est inutilisable ; 4 : le stockage est
    absent.

    Exemple : `navette init`, et après une nouvelle version de Navette : `navette init --upgrade`
    """,
    """
    Both are readable by this user alone; so is the folder `secrets/`, which git ignores, for keys and passwords.

    The folder of the content store gets a mark that the ledger knows: without it, a disk that is not mounted would pass
    for an empty store.

    Exit code 0: done; 3: there is a settings file already, or it cannot be used; 4: the store is not there.

    Example: `navette init`, and after a new version of Navette: `navette init --upgrade`
    """,
    summary=SUMMARIES["init"],
)
def init(
    config: Config = DEFAULT_CONFIG,
    upgrade: Annotated[
        bool,
        typer.Option("--upgrade"),
        Text(
            "Garde les réglages ; met le registre au niveau de cette version.",
            "Keep the settings; bring the ledger to this version.",
        ),
    ] = False,
    adopt_store: Annotated[
        bool,
        typer.Option("--adopt-store"),
        Text(
            "Marque le dossier du stockage comme celui de ce registre, après une restauration ou un déménagement.",
            "Mark the store's folder as this ledger's, after it was restored or moved.",
        ),
    ] = False,
) -> None:
    """Writes the settings file, creates or upgrades the ledger, and marks its content store."""
    console = Console(highlight=False, soft_wrap=True)
    if not config.exists():
        _write(config, EXAMPLE.read_bytes())
        _make_secrets(config.parent / SECRETS)
        console.print(
            WRITTEN.with_({"config": config, "secrets": config.parent / SECRETS}).in_(language.current()), markup=False
        )
    elif not (upgrade or adopt_store):
        raise SettingsError(
            Text(f"{config} existe déjà.", f"{config} is already there."),
            Text(
                "Modifiez-le, ou lancez `navette init --upgrade` pour son registre.",
                "Edit it, or run `navette init --upgrade` for its ledger.",
            ),
        )
    chosen = settings.load(config)
    if chosen.ledger.url.startswith("sqlite:///"):
        _private(Path(chosen.ledger.url.removeprefix("sqlite:///")).parent)
    ledger = Ledger.create(ledger_url(chosen))
    mark = ledger.stores.adopt if adopt_store else ledger.stores.claim
    mark(place_of_store(chosen), datetime.now(UTC))
    console.print(READY.in_(language.current()), markup=False)


def _make_secrets(folder: Path) -> None:
    """Makes the folder that the example names for keys and passwords; whatever is in it already is left as it is."""
    folder.mkdir(mode=0o700, exist_ok=True)
    ignored = folder / ".gitignore"
    if not ignored.exists():
        _write(ignored, b"*\n")


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)


def _private(folder: Path) -> None:
    """Makes the folder, and those above it that are missing, for this user alone."""
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
