"""``navette demo``: a night and the day after on this machine, from suppliers' SFTP drops to the services and back."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer
from rich.console import Console

from cli import prefect_home
from cli.demo.morning import chapter, returned, show_answers, show_life, show_plis, show_returns, show_works
from cli.demo.places import show_places
from cli.demo.settings import ACCOUNTS, write_settings
from cli.demo.sftp_server import serving
from cli.demo.story import show_accounts
from cli.run import night
from cli.show.night import SUIVI, RunSummary, show
from domain.errors import NavetteError
from domain.text import Text
from hub.runtime.run_counts import Count
from samples import depot, next_day
from samples.next_day import DroppedFile

MARK = ".navette-demo"
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the day."""

    title: str
    plis: Callable[[datetime], tuple[DroppedFile, ...]]
    bilan: RunSummary
    reports: bool


COLUMNS = (SUIVI.columns[0], (Count.ACCEPTED, "Acceptées", "Accep-\ntées"), *SUIVI.columns[1:])
"""What is counted of a run that follows up and takes a piece in."""
MATIN = Part(
    title="Le matin, on répond",
    plis=next_day.matin,
    bilan=RunSummary(title="Bilan du matin", columns=COLUMNS),
    reports=False,
)
MIDI = Part(
    title="À midi, on complète",
    plis=lambda _: next_day.midi(),
    bilan=RunSummary(title="Bilan de midi", columns=COLUMNS),
    reports=True,
)


def demo(
    folder: Annotated[Path, typer.Option("--folder", help="Where the demonstration is laid out.")] = Path("demo"),
) -> None:
    """Lays out suppliers' drop folders, runs the night through Prefect, and shows what became of each invoice; then the
    day after: recipients answer, a supplier completes, a works dossier passes from hand to hand.

    Everything happens on this machine, on loopback, below one folder that is made anew. It shows in French what
    suppliers and finance departments read.

    Exit code 0: the night went through; 1: something stayed undone; 3: the folder is not a demonstration's.

    Example: `navette demo --folder /tmp/navette-demo`
    """
    started = perf_counter()
    console = Console(highlight=False)
    place = _fresh(folder)
    world = place / "sftp"
    for account in ACCOUNTS:
        (world / "fournisseurs" / account.name).mkdir(parents=True)
    (world / "destinataires").mkdir()
    depot.fill(world / "fournisseurs", ACCOUNTS)
    next_day.lay(world, next_day.nuit())
    shutil.copytree(ROOT / "samples" / "annuaire", place / "annuaire")
    shutil.copytree(ROOT / "samples" / "confiance", place / "confiance")
    prefect_home.prepare(place / "prefect")
    with serving(world, place / "secrets") as served:
        config = write_settings(place, served)
        console.print(f"Serveur SFTP de démonstration : 127.0.0.1:{served.port}, les comptes sont remplis.")
        console.print("La nuit commence (Prefect démarre sur une base neuve : une dizaine de secondes)…")
        troubles = [_night(console, config)]
        troubles += [_follow_up(console, config, world, each) for each in (MATIN, MIDI)]
    show_life(console, config, next_day.SUSPENDUE)
    show_works(console, config, datetime.now(UTC))
    show_places(console, folder)
    console.print(f"\nDurée : {perf_counter() - started:.0f} s")
    raise typer.Exit(1 if any(troubles) else 0)


def _night(console: Console, config: Path) -> str:
    """The night, and what became of each document; what stayed undone, in words."""
    tallies, trouble = night(config, None)
    show_accounts(console, config)
    show(tallies, trouble, console)
    return trouble


def _follow_up(console: Console, config: Path, world: Path, part: Part) -> str:
    """A part of the day: what is left, a run, what became of it; what stayed undone, in words."""
    chapter(console, part.title)
    plis = part.plis(datetime.now(UTC))
    show_plis(console, plis)
    next_day.lay(world, plis)
    before = returned(world)
    tallies, trouble = night(config, None, reports=part.reports)
    show_answers(console, config, plis)
    show_returns(console, world, before)
    show(tallies, trouble, console, part.bilan)
    return trouble


def _fresh(folder: Path) -> Path:
    """The demonstration's folder, empty. Raises when it holds something a demonstration did not make."""
    if folder.exists():
        if any(folder.iterdir()) and not (folder / MARK).exists():
            raise NavetteError(
                Text(
                    f"{folder} n'est pas le dossier d'une démonstration.", f"{folder} is not a demonstration's folder."
                ),
                Text("Choisissez-en un autre avec --folder.", "Choose another one with --folder."),
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / MARK).touch()
    return folder.absolute()
