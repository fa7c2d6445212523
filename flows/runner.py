"""The task runner of the chunks, chosen by a setting."""

import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from prefect.futures import PrefectFuture
from prefect.settings import PREFECT_API_URL
from prefect.task_runners import ProcessPoolTaskRunner, ThreadPoolTaskRunner

from domain.errors import NavetteError
from domain.text import Text
from hub.runtime.run_counts import RunCounts, of_fault
from hub.runtime.safe_path import ignore_current_folder
from hub.runtime.troubles import Trouble
from hub.settings import Settings


@contextmanager
def runner_of(settings: Settings) -> Iterator[Any]:
    """The runner of the settings, started; to be entered inside a flow.

    Threads give reading and checking to the station's worker pool, so a few are enough;
    with processes each Prefect worker process reads and checks by itself.
    """
    ignore_current_folder()
    if settings.run.runner == "processes":
        processes = ProcessPoolTaskRunner(max_workers=settings.run.workers, initializer=end_with_parent)
        with _server_in_environment(), processes:
            yield processes
    else:
        threads: Any = ThreadPoolTaskRunner(max_workers=settings.run.workers + 4)
        with threads:
            yield threads


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


def end_with_parent() -> None:
    """Ends this worker process as soon as its parent has ended, even if the parent was killed."""
    Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def uses_own_pool(settings: Settings) -> bool:
    """Whether tasks share the station's worker pool instead of reading and checking in their own process."""
    return settings.run.runner == "threads"


def outcome(future: PrefectFuture[Any], drop: str) -> Any:
    """The task's result; a failure becomes counts with a trouble, so that the rest of the run goes on."""
    answer = future.result(raise_on_failure=False)
    if isinstance(answer, NavetteError):
        return of_fault(drop, answer)
    if isinstance(answer, BaseException):
        return RunCounts(
            drop=drop, troubles=(Trouble(text=Text(str(answer), str(answer)).about(type(answer).__name__)),)
        )
    return answer


def config_path(config: str) -> Path:
    """The settings file a flow was given, absolute: tasks may run in another folder."""
    return Path(config).absolute()
