"""The task runner of the chunks, chosen by a setting."""

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from prefect.futures import PrefectFuture
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.task_runners import ProcessPoolTaskRunner, ThreadPoolTaskRunner

from domain.errors import NavetteError, SettingsError, Unavailable
from domain.text import Text, on_one_line
from flows.dask_runner import dask_runner, is_of_dask, told
from flows.quiet import be_concise
from hub.runtime.run_counts import RunCounts, of_fault
from hub.runtime.safe_path import ignore_current_folder
from hub.runtime.station import Station
from hub.runtime.troubles import Trouble
from hub.runtime.unexpected import as_fault
from hub.settings import Settings
from hub.settings.tables import THIS_MACHINE


@contextmanager
def runner_of(station: Station) -> Iterator[Any]:
    """The runner of the settings, started; to be entered inside a flow.

    Threads give reading and checking to the station's worker pool, so a few are enough;
    with processes each Prefect worker process reads and checks by itself; with Dask each machine has threads and its
    own pool.
    """
    ignore_current_folder()
    settings = station.settings
    if settings.run.runner == "dask":
        with _server_told_to_others(settings), dask_runner(station) as machines:
            yield machines
        return
    if settings.run.runner == "processes":
        processes = _Processes(max_workers=settings.run.workers, initializer=end_with_parent)
        with _server_in_environment(), processes:
            yield processes
    else:
        threads: Any = ThreadPoolTaskRunner(max_workers=settings.run.workers + 4)
        with threads:
            yield threads


class _Processes(ProcessPoolTaskRunner):
    """Prefect's own, but for a task that its process does not end: when Prefect's server is gone, that process ends it
    by ``exit``, which no future of Prefect's expects. Whoever waits for it, or for any task after it, would wait for
    ever.
    """

    def _resolve_futures_and_submit(self, *args: Any, **words: Any) -> "Future[bytes]":
        """The future of the task in its process, with an exception that is one in place of an exit."""
        in_process = super()._resolve_futures_and_submit(*args, **words)
        answered: Future[bytes] = Future()
        in_process.add_done_callback(partial(_answer, answered))
        return answered


def _answer(answered: "Future[bytes]", in_process: "Future[bytes]") -> None:
    try:
        answered.set_result(in_process.result())
    except SystemExit:
        answered.set_exception(Unavailable(_NOT_RUN, _NEXT_TIME))
    except BrokenExecutor:
        answered.set_exception(Unavailable(_STOPPED, _NEXT_TIME))
    except BaseException as error:  # noqa: BLE001 - whatever it is, whoever waits gets it
        answered.set_exception(error)


_NOT_RUN = Text(
    "Prefect n'a pas exécuté la tâche : son serveur ne répond plus.",
    "Prefect did not run the task: its server does not answer any more.",
)
_STOPPED = Text(
    "Un processus du passage a été arrêté de force : la tâche n'est pas faite.",
    "A process of the run was killed: the task is not done.",
)
_NEXT_TIME = Text("Le prochain passage la reprendra.", "The next run takes it up again.")


@contextmanager
def _server_in_environment() -> Iterator[None]:
    """Within the block PREFECT_API_URL names the Prefect server of this process to the processes it starts. Without it
    each of them starts a server of its own, on the same database.
    """
    if PREFECT_API_URL.value():
        yield
        return
    from prefect.server.api.server import SubprocessASGIServer  # workers import this module, and need no server

    server = SubprocessASGIServer()
    server.start()  # nothing to do inside a flow: Prefect has started it
    os.environ[PREFECT_API_URL.name] = server.api_url
    try:
        yield
    finally:
        os.environ.pop(PREFECT_API_URL.name, None)


@contextmanager
def _server_told_to_others(settings: Settings) -> Iterator[None]:
    """Within the block, tasks that other machines do know the Prefect server of this process. Raises
    :class:`domain.errors.SettingsError` when it is one that only this machine reaches, and others work too.
    """
    server = PREFECT_API_URL.value()
    if server and (settings.run.dask.is_here or urlsplit(server).hostname not in THIS_MACHINE):
        yield
        return
    if not settings.run.dask.is_here:
        raise SettingsError(_NO_SERVER, _NAME_IT)
    with _server_in_environment(), temporary_settings({PREFECT_API_URL: os.environ[PREFECT_API_URL.name]}):
        yield


_NO_SERVER = Text(
    "Les machines d'un cluster Dask ont besoin d'un serveur Prefect que toutes atteignent.",
    "The machines of a Dask cluster need a Prefect server that all of them reach.",
)
_NAME_IT = Text(
    "Nommez-le par PREFECT_API_URL là où le passage commence (docs/cluster.md).",
    "Name it by PREFECT_API_URL where the run begins (docs/cluster.md).",
)


def end_with_parent() -> None:
    """Ends this worker process as soon as its parent has ended, even if the parent was killed; its log is concise."""
    be_concise()
    Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def uses_own_pool(settings: Settings) -> bool:
    """Whether tasks share the station's worker pool instead of reading and checking in their own process."""
    return settings.run.runner != "processes"


def outcome(future: PrefectFuture[Any], drop: str) -> Any:
    """The task's result; a failure becomes counts with a trouble, so that the rest of the run goes on."""
    try:
        answer = future.result(raise_on_failure=False)
    except Exception as error:  # noqa: BLE001 - a task that Prefect could not run holds up no other
        answer = told(error) if is_of_dask(error) else as_fault(error, drop)
    if isinstance(answer, NavetteError):
        return of_fault(drop, answer)
    if isinstance(answer, BaseException):
        return RunCounts(drop=drop, troubles=(Trouble(text=_interrupted(answer)),))
    return answer


def refused_by(runner: Any) -> Iterator[RunCounts]:
    """What to tell of machines of a cluster that did nothing, because of their settings, of what the others did."""
    for refusal in getattr(runner, "refusals", ()):
        yield RunCounts(drop="cluster", is_account=False, remarks=(refusal,))


def _interrupted(error: BaseException) -> Text:
    """That a step ended in ``error``, whose own sentence is in nobody's language and comes last."""
    said = on_one_line(str(error).strip())
    kind = f"{type(error).__name__} : {said}" if said else type(error).__name__
    return Text(
        f"une étape s'est interrompue, le prochain passage la reprendra ({kind})",
        f"a step was interrupted, the next run takes it up again ({kind})",
    )


def config_path(config: str) -> Path:
    """The settings file a flow was given, absolute: tasks may run in another folder."""
    return Path(config).absolute()
