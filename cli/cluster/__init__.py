"""``navette cluster``: a Dask cluster, one of its processes or all of them on this machine."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from cli import language, prefect_home
from cli.interruption import SIGNALS
from cli.usage.help_texts import Metavar, documented
from cli.usage.options import DEFAULT_CONFIG, Config
from cli.usage.summaries import SUMMARIES
from domain.errors import SettingsError, Unavailable
from domain.text import Text
from hub import settings
from hub.runtime.safe_path import outside_current_folder

WORKS = Text(
    "Cluster : {address}, {workers} machines d'essai (Ctrl-C l'arrête). Ailleurs : navette run",
    "Cluster: {address}, {workers} trial machines (Ctrl-C stops it). Elsewhere: navette run",
)
SCHEDULES = Text("Ordonnanceur : {address} (Ctrl-C l'arrête)", "Scheduler: {address} (Ctrl-C stops it)")
SEEKS = Text("Cherche l'ordonnanceur {address}…", "Looking for the scheduler {address}…")
SERVES = Text(
    "Au travail pour {address}, {workers} processus (Ctrl-C l'arrête)",
    "At work for {address}, {workers} processes (Ctrl-C stops it)",
)
LOST = Text(
    "La machine d'essai {name} s'est arrêtée ; les autres continuent.", "Trial machine {name} died; others go on."
)
ENDED = Text(
    "L'ordonnanceur ou la dernière machine d'essai s'est arrêté : le cluster s'arrête.",
    "The scheduler or the last trial machine died: the cluster ends.",
)
AGAIN = Text("Relancez `navette cluster`.", "Start `navette cluster` again.")
HERE_ONLY = Text(
    "L'essai sur une machine veut un ordonnanceur sur cette machine ; [run.dask] scheduler est {address}.",
    "The trial on one machine needs a scheduler on this machine; [run.dask] scheduler is {address}.",
)
EACH_PART = Text(
    "Lancez `navette cluster scheduler` sur une machine, et `navette cluster worker` sur chacune.",
    "Run `navette cluster scheduler` on one machine, and `navette cluster worker` on each.",
)


class Part(StrEnum):
    """A process of the cluster."""

    SCHEDULER = "scheduler"
    WORKER = "worker"


@documented(
    """
    Sans argument, tout le cluster sur cette machine, pour un essai : l'ordonnanceur et `--workers` machines d'essai.
    `scheduler` : l'ordonnanceur seul ; `worker` : cette machine seule, avec ses réglages à elle, `[run] workers`
    processus qui lisent et vérifient, et l'ordonnanceur de `[run.dask]`.

    Code de sortie 0 : arrêté ; 3 : réglages ou registre inutilisables, ou Dask n'est pas installé ; 4 : un processus ne
    démarre pas ou s'est arrêté.

    Exemple : `navette cluster --workers 2`, puis dans un autre terminal `navette run`
    """,
    """
    Without an argument, the whole cluster on this machine, for a try: the scheduler and `--workers` trial machines.
    `scheduler`: the scheduler alone; `worker`: this machine alone, with its own settings, `[run] workers` processes
    that read and check, and the scheduler of `[run.dask]`.

    Exit code 0: stopped; 3: settings or ledger cannot be used, or Dask is not installed; 4: a process does not start or
    has ended.

    Example: `navette cluster --workers 2`, then in another terminal `navette run`
    """,
    summary=SUMMARIES["cluster"],
)
def cluster(
    part: Annotated[
        Part | None,
        typer.Argument(show_default=False),
        Metavar("PARTIE", "PART"),
        Text("scheduler ou worker ; rien : tout le cluster.", "scheduler or worker; nothing: the whole cluster."),
    ] = None,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64), Text("Machines d'essai.", "Trial machines.")] = 2,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Runs until it is stopped."""
    config = config.absolute()
    chosen = settings.load(config)
    prefect_home.prepare()
    with outside_current_folder():
        _run(part, workers, config, chosen)


def _run(part: Part | None, workers: int, config: Path, chosen: settings.Settings) -> None:
    from flows import dask_options
    from flows.dask_cluster import cluster as whole
    from flows.dask_cluster import run_scheduler, run_worker

    table = chosen.run.dask
    dask_options.prepare(table)
    words = {"address": table.scheduler, "workers": chosen.run.workers if part else workers}
    if part is Part.SCHEDULER:
        run_scheduler(config, lambda: _say(SCHEDULES.with_(words)))
    elif part is Part.WORKER:
        _say(SEEKS.with_(words))
        run_worker(config, lambda: _say(SERVES.with_(words)))
    elif not table.is_here:
        raise SettingsError(HERE_ONLY.with_(words), EACH_PART)
    else:
        with _stopped_by_signals() as stopped, whole(config, workers) as processes:
            _say(WORKS.with_(words))
            _until_ended(processes, stopped)


class _Stopped(Exception):
    """A signal asks the cluster to end."""


@contextmanager
def _stopped_by_signals() -> Iterator[list[int]]:
    """Within the block the first SIGINT, SIGTERM or SIGHUP leaves it, unless it was ignored (``nohup``); those that
    follow are ignored, so that every process is ended.
    """
    came: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        del frame
        if not came:
            came.append(number)
            raise _Stopped

    heeded = [one for one in SIGNALS if signal.getsignal(one) is not signal.SIG_IGN]
    before = {one: signal.signal(one, stop) for one in heeded}
    try:
        yield came
    except _Stopped:
        pass
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _until_ended(processes: tuple[BaseProcess, ...], stopped: list[int]) -> None:
    """Waits for a signal; machines that die are told. Raises :class:`Unavailable` when the scheduler or all of them
    did.
    """
    scheduler, *machines = processes
    while machines and scheduler.is_alive():
        wait([process.sentinel for process in (scheduler, *machines)])
        for dead in [] if stopped else [one for one in machines if not one.is_alive()]:
            machines.remove(dead)
            _say(LOST.with_({"name": dead.name}))
    raise Unavailable(ENDED, AGAIN)


def _say(line: Text) -> None:
    sys.stderr.write(f"{line.in_(language.current())}\n")
    sys.stderr.flush()
