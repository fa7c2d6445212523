"""The processes of a Dask cluster: the scheduler, one worker a machine, and both on one machine for a try.

A worker does tasks in threads, and reads and checks in a pool of processes of its own, as a run on one machine does; so
it is no child of a nanny, which would forbid it children. Nothing of the folder a process is started in is run.
"""

import asyncio
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import NoReturn

from domain import system_faults
from domain.errors import NavetteError, Unavailable
from domain.text import Text
from flows import dask_options
from flows.runner import end_with_parent
from flows.steps import here
from hub import settings
from hub.machines.same_run import Machine, keep_to
from hub.runtime.safe_path import ignore_current_folder, outside_current_folder
from hub.settings.tables import DaskTable

Ready = Callable[[], None]
"""Called once the process is at work."""
LOOPBACK = "127.0.0.1"
STARTS_WITHIN = 300.0
"""Seconds a process of a try may take to start."""
ENDS_WITHIN = 20.0
"""Seconds a process may take to end before it is killed."""

_NOT_STARTED = Text("Le processus {name} du cluster n'a pas démarré.", "Process {name} of the cluster did not start.")
_UNHEARD = Text("L'ordonnanceur ne peut pas écouter à {}.", "The scheduler cannot listen at {}.")
_FREE = Text(
    "Un autre cluster y est-il déjà ? Sinon, corrigez [run.dask] scheduler.",
    "Is another cluster there already? If not, correct [run.dask] scheduler.",
)
_LOOK = Text(
    "Voyez ce qu'il a écrit ci-dessus ; l'adresse [run.dask] scheduler est-elle déjà prise ?",
    "See what it wrote above; is the address [run.dask] scheduler taken already?",
)


def run_scheduler(config: Path, ready: Ready) -> None:
    """Runs the scheduler of the settings until SIGTERM or SIGINT."""
    table = settings.load(config.absolute()).run.dask
    ignore_current_folder()
    with outside_current_folder(), _unwound():
        dask_options.prepare(table)
        try:
            asyncio.run(_schedule(table, ready))
        except (OSError, RuntimeError) as error:
            raise _not_listening(table, error) from error


async def _schedule(table: DaskTable, ready: Ready) -> None:
    from distributed import Scheduler

    host, _, port = table.scheduler.partition("://")[2].rpartition(":")
    listens = {"host": host.strip("[]"), "port": int(port), "protocol": table.scheduler.partition(":")[0]}
    own = {"security": dask_options.security(table), "dashboard": False, "dashboard_address": f"{LOOPBACK}:0"}
    async with Scheduler(**listens, **own) as scheduler:
        ready()
        await _until_stopped(scheduler)


def _not_listening(table: DaskTable, error: OSError | RuntimeError) -> Exception:
    """What Dask wraps when the scheduler cannot listen; ``error`` itself for anything else."""
    cause = error if isinstance(error, OSError) else error.__cause__
    if not isinstance(cause, OSError):
        return error
    reason = system_faults.sentence(cause)
    words = Text(*(f"{table.scheduler} ({one})" for one in reason))
    return Unavailable(Text(_UNHEARD.fr.format(words.fr), _UNHEARD.en.format(words.en)), _FREE)


@contextmanager
def _unwound() -> Iterator[None]:
    """Within the block SIGTERM leaves it in order, also while the process starts: what was begun does not stay."""
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    raise SystemExit(0)


def run_worker(config: Path, ready: Ready) -> None:
    """Works for the scheduler of the settings until SIGTERM or SIGINT: with the settings, the paths and the secrets of
    this machine. Tasks under way at that moment are done once more by another machine.
    """
    file = config.absolute()
    chosen = settings.load(file)
    ignore_current_folder()
    with outside_current_folder(), _unwound(), TemporaryDirectory(prefix="navette-cluster-") as scratch:
        dask_options.prepare(chosen.run.dask)
        keep_to(Machine(config=file, scratch=Path(scratch)))
        station = here(file)
        try:
            if station.pool:
                station.pool.call()
            asyncio.run(_work(chosen.run.dask, chosen.run.workers + 4, scratch, ready))
        finally:
            if station.pool:
                station.pool.close(at_once=True)


async def _work(table: DaskTable, threads: int, scratch: str, ready: Ready) -> None:
    from distributed import Worker

    where = {"host": LOOPBACK if table.is_here else table.host or None, "local_directory": scratch}
    own = {"security": dask_options.security(table), "dashboard": False, "dashboard_address": f"{LOOPBACK}:0"}
    name = f"{socket.gethostname()}-{Path(scratch).name.rpartition('-')[2]}"
    async with Worker(table.scheduler, nthreads=threads, name=name, memory_limit=0, **where, **own) as worker:
        ready()
        await _until_stopped(worker)


async def _until_stopped(server: object) -> None:
    """Until a signal asks this process to end, unless it is ignored, or the server ended by itself."""
    asked = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        if signal.getsignal(number) is not signal.SIG_IGN:
            asyncio.get_running_loop().add_signal_handler(number, asked.set)
    ended = asyncio.ensure_future(server.finished())  # type: ignore[attr-defined]
    stopped = asyncio.ensure_future(asked.wait())
    await asyncio.wait({ended, stopped}, return_when=asyncio.FIRST_COMPLETED)


@contextmanager
def cluster(config: Path, workers: int) -> Iterator[tuple[BaseProcess, ...]]:
    """A scheduler and ``workers`` workers on this machine within the block, each a process; all have ended after it,
    and end with this process however it ends.

    Raises :class:`domain.errors.Unavailable` when one does not start.
    """
    ignore_current_folder()
    with ExitStack() as stack:
        begun = [_started(stack, "scheduler", run_scheduler, config)]
        _await_ready(begun)
        begun += [_started(stack, f"worker-{rank}", run_worker, config) for rank in range(1, workers + 1)]
        _await_ready(begun[1:])
        yield tuple(process for process, _ in begun)


def _started(
    stack: ExitStack, name: str, run: Callable[[Path, Ready], None], config: Path
) -> tuple[BaseProcess, Connection]:
    context = get_context("spawn")
    mine, its = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(run, config, its), name=name)
    process.start()
    its.close()
    stack.callback(_end, process)
    return process, mine


def _child(run: Callable[[Path, Ready], None], config: Path, ready: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole terminal: the one who started this ends it
    end_with_parent()
    with suppress(KeyboardInterrupt):
        run(config, lambda: ready.send(True))


def _await_ready(begun: list[tuple[BaseProcess, Connection]]) -> None:
    for process, ready in begun:
        if not ready.poll(STARTS_WITHIN):
            raise _not_started(process)
        try:
            ready.recv()
        except EOFError:
            raise _not_started(process) from None


def _not_started(process: BaseProcess) -> NavetteError:
    return Unavailable(_NOT_STARTED.with_({"name": process.name}), _LOOK)


def _end(process: BaseProcess) -> None:
    process.terminate()
    process.join(ENDS_WITHIN)
    if process.is_alive():
        process.kill()
        process.join()
