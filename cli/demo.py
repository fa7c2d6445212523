"""``navette demo``: a whole night on this machine, from three suppliers' SFTP drops to the services and back."""

import shutil
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer
from rich.console import Console

from cli import prefect_home
from cli.demo_places import show_places
from cli.demo_server import Served, serving
from cli.demo_story import show_accounts
from cli.night_report import show
from cli.run import night
from domain.errors import NavetteError
from hub import settings
from hub.station import ledger_url
from ledger import Ledger
from samples import depot

MARK = ".navette-demo"
ROOT = Path(__file__).resolve().parent.parent
SETTINGS = """\
# Settings of the demonstration, written by `navette demo`.
[ledger]
url = "sqlite:///navette.db"
[store]
folder = "store"
[annuaire]
folder = "annuaire"

[doors.sftp]
connector = "sftp"
host = "127.0.0.1"
port = {port}
username = "{username}"
root = "/"
key_file = "{key_file}"
host_key = "{host_key}"

{drops}
[recipients]
door = "sftp"
folder = "destinataires"

[run]
quiet = 1.0
"""
DROP = """\
[[drops]]
name = "{name}"
door = "sftp"
folder = "fournisseurs/{name}"
deposants = {deposants}
"""


def demo(
    folder: Annotated[Path, typer.Option("--folder", help="Where the demonstration is laid out.")] = Path("demo"),
) -> None:
    """Lays out three suppliers' drop folders, runs the night through Prefect, and shows what became of each invoice.

    Everything happens on this machine, on loopback, below one folder that is made anew. It shows in French what
    suppliers and finance departments read.

    Exit code 0: the night went through; 1: something stayed undone; 3: the folder is not a demonstration's.

    Example: `navette demo --folder /tmp/navette-demo`
    """
    started = perf_counter()
    console = Console(highlight=False)
    place = _fresh(folder)
    world = place / "sftp"
    for account in depot.ACCOUNTS:
        (world / "fournisseurs" / account.name).mkdir(parents=True)
    (world / "destinataires").mkdir()
    depot.fill(world / "fournisseurs")
    shutil.copytree(ROOT / "samples" / "annuaire", place / "annuaire")
    prefect_home.prepare(place / "prefect")
    with serving(world, place / "secrets") as served:
        config = _write_settings(place, served)
        console.print(f"Serveur SFTP de démonstration : 127.0.0.1:{served.port}, trois comptes fournisseurs remplis.")
        console.print("La nuit commence (Prefect démarre sur une base neuve : une dizaine de secondes)…")
        tallies, trouble = night(config, None, reports=True)
    show_accounts(console, config)
    show(tallies, trouble, console)
    show_places(console, folder)
    console.print(f"\nDurée : {perf_counter() - started:.0f} s")
    raise typer.Exit(1 if trouble else 0)


def _fresh(folder: Path) -> Path:
    """The demonstration's folder, empty. Raises when it holds something a demonstration did not make."""
    if folder.exists():
        if any(folder.iterdir()) and not (folder / MARK).exists():
            raise NavetteError(f"{folder} is not a demonstration's folder.", "Choose another one with --folder.")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / MARK).touch()
    return folder.absolute()


def _write_settings(place: Path, served: Served) -> Path:
    drops = "\n".join(DROP.format(name=a.name, deposants=list(a.deposants)) for a in depot.ACCOUNTS).replace("'", '"')
    config = place / "navette.toml"
    config.write_text(
        SETTINGS.format(
            port=served.port,
            username=served.username,
            key_file=served.key_file.relative_to(place),
            host_key=served.host_key,
            drops=drops,
        ),
        encoding="utf-8",
    )
    Ledger.create(ledger_url(settings.load(config)))
    return config
