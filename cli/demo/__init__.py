"""``navette demo``: a night and the day after on this machine, from suppliers' SFTP drops to the services and back."""

import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from cli import language, prefect_home
from cli.demo.morning import chapter, returned, show_answers, show_files, show_returns, show_steps, show_works
from cli.demo.places import show_places, show_portal
from cli.demo.portal_accounts import make_accounts
from cli.demo.settings import ACCOUNTS, write_settings
from cli.demo.sftp_server import serving
from cli.demo.story import show_accounts
from cli.run import night
from cli.show.console import Console
from cli.show.lines import LineWriter
from cli.show.night import ACCEPTED, FOLLOW_UP_RUN, RunSummary, show, show_undone
from cli.usage.help_texts import documented
from cli.usage.summaries import SUMMARIES
from domain.errors import NavetteError
from domain.reading_options import USUAL, Ocr
from domain.text import Locale, Text
from hub.runtime.safe_path import outside_current_folder
from hub.runtime.unfinished import Undone
from parsers.ocr.tesseract import lacking
from samples import depot, next_day
from samples.next_day import DroppedFile

MARK = ".navette-demo"
ROOT = Path(__file__).resolve().parents[2]


TRIAL_MACHINES = 2


class Runner(StrEnum):
    """What carries the runs of the demonstration."""

    THREADS = "threads"
    DASK = "dask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the day after: its title, the files that are left, and the run that follows."""

    title: Text
    files: Callable[[datetime], tuple[DroppedFile, ...]]
    summary: RunSummary
    reports: bool


COLUMNS = (FOLLOW_UP_RUN.columns[0], ACCEPTED, *FOLLOW_UP_RUN.columns[1:])
"""What is counted in a run that follows up and takes a piece in."""
MORNING = Part(
    title=Text("Le matin, on répond", "In the morning, answers"),
    files=next_day.matin,
    summary=RunSummary(title=Text("Bilan du matin", "Summary of the morning"), columns=COLUMNS),
    reports=False,
)
NOON = Part(
    title=Text("À midi, on complète", "At noon, complements"),
    files=lambda _: next_day.midi(),
    summary=RunSummary(title=Text("Bilan de midi", "Summary of noon"), columns=COLUMNS),
    reports=True,
)
SERVER = Text(
    "Serveur SFTP de démonstration : 127.0.0.1:{port}, les comptes sont remplis.",
    "SFTP server of the demonstration: 127.0.0.1:{port}, the accounts are filled.",
)
STARTS = Text(
    "La nuit commence (Prefect démarre sur une base neuve : une dizaine de secondes)…",
    "The night begins (Prefect starts on a new database: about ten seconds)…",
)
WITHOUT_SCANS = Text(
    "Ici, les pages numérisées n'ont pas été lues (LEC-050) ; pour qu'elles le soient : apt-get install tesseract-ocr "
    "tesseract-ocr-fra, puis la même commande.",
    "Here, scanned pages were not read (LEC-050); to have them read: apt-get install tesseract-ocr tesseract-ocr-fra, "
    "then the same command.",
)
DURATION = Text("Durée : {seconds} s", "Duration: {seconds} s")


@documented(
    """
    Tout se passe sur cette machine, en boucle locale, sous un seul dossier qui est refait à neuf. Sans tesseract, les
    pages numérisées sont refusées au lieu d'être lues.

    Code de sortie 0 : la nuit est passée ; 1 : quelque chose est resté à faire ; 3 : le dossier n'est pas celui d'une
    démonstration.

    Exemple : `navette demo --folder /tmp/navette-demo`
    """,
    """
    Everything happens on this machine, on loopback, below one folder that is made anew. Without tesseract, scanned
    pages are refused instead of being read.

    Exit code 0: the night went through; 1: something stayed undone; 3: the folder is not a demonstration's.

    Example: `navette demo --folder /tmp/navette-demo`
    """,
    summary=SUMMARIES["demo"],
)
def demo(
    folder: Annotated[
        Path,
        typer.Option("--folder"),
        Text("Où la démonstration est préparée.", "Where the demonstration is laid out."),
    ] = Path("demo"),
    runner: Annotated[
        Runner,
        typer.Option("--runner"),
        Text(
            "Sur cette machine (threads), ou sur un cluster de deux machines d'essai (dask).",
            "On this machine (threads), or on a cluster of two trial machines (dask).",
        ),
    ] = Runner.THREADS,
) -> None:
    """Runs the demonstration: a night, then two runs of the day after."""
    locale = language.current()
    started = perf_counter()
    console = Console(highlight=False)
    home = _fresh(folder)
    root = home / "sftp"
    for account in ACCOUNTS:
        (root / "fournisseurs" / account.name).mkdir(parents=True)
    (root / "destinataires").mkdir()
    depot.fill(root / "fournisseurs", ACCOUNTS)
    next_day.lay(root, next_day.nuit())
    shutil.copytree(ROOT / "samples" / "annuaire", home / "annuaire")
    shutil.copytree(ROOT / "samples" / "confiance", home / "confiance")
    prefect_home.prepare(home / "prefect")
    reads_scans = lacking(USUAL.ocr_lang) is None
    with serving(root, home / "secrets") as served:
        scheduler = _free_port() if runner is Runner.DASK else None
        config = write_settings(home, served, locale, Ocr.AUTO if reads_scans else Ocr.NEVER, scheduler)
        console.print(SERVER.with_({"port": served.port}).in_(locale))
        console.print(STARTS.in_(locale))
        with _machines(config, runner):
            troubles = [_night(console, config, locale)]
            troubles += [_follow_up(console, config, root, each, locale) for each in (MORNING, NOON)]
    show_steps(console, config, next_day.SUSPENDUE, locale)
    show_works(console, config, datetime.now(UTC), locale)
    show_places(console, folder, locale)
    show_portal(console, folder, locale, make_accounts(config, locale))
    if not reads_scans:
        LineWriter(console).write("\n" + WITHOUT_SCANS.in_(locale))
    console.print("\n" + DURATION.with_({"seconds": round(perf_counter() - started)}).in_(locale))
    raise typer.Exit(1 if any(troubles) else 0)


@contextmanager
def _machines(config: Path, runner: Runner) -> Iterator[None]:
    """The machines that do the work within the block, when it is not this process that does."""
    if runner is Runner.THREADS:
        yield
        return
    with outside_current_folder():
        from flows.dask_cluster import cluster
    with cluster(config, TRIAL_MACHINES):
        yield


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _night(console: Console, config: Path, locale: Locale) -> Undone:
    """Runs the night and shows what became of each document; returns why anything stayed undone."""
    counts, undone = night(config, None)
    show_accounts(console, config, locale)
    show(counts, locale, console)
    show_undone(undone, locale, console)
    return undone


def _follow_up(console: Console, config: Path, root: Path, part: Part, locale: Locale) -> Undone:
    """Leaves the files of ``part``, runs, shows what became of them; returns why anything stayed undone."""
    chapter(console, part.title.in_(locale))
    files = part.files(datetime.now(UTC))
    show_files(console, files, locale)
    next_day.lay(root, files)
    before = returned(root)
    counts, undone = night(config, None, reports=part.reports)
    show_answers(console, config, files, locale)
    show_returns(console, root, before, locale)
    show(counts, locale, console, part.summary)
    show_undone(undone, locale, console)
    return undone


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
