"""The task runner of the chunks, chosen by a setting."""

from pathlib import Path
from typing import Any

from prefect.futures import PrefectFuture
from prefect.task_runners import ProcessPoolTaskRunner, ThreadPoolTaskRunner

from domain.errors import NavetteError
from domain.text import Text
from hub.runtime.run_counts import RunCounts, of_faults
from hub.settings import Settings


def runner_of(settings: Settings) -> Any:
    """The runner of the settings, to be entered with ``with`` inside a flow.

    Threads give reading and checking to the station's worker pool, so a few are enough;
    with processes each Prefect worker process reads and checks by itself.
    """
    if settings.run.runner == "processes":
        return ProcessPoolTaskRunner(max_workers=settings.run.workers)
    return ThreadPoolTaskRunner(max_workers=settings.run.workers + 4)


def uses_own_pool(settings: Settings) -> bool:
    """Whether tasks share the station's worker pool instead of reading and checking in their own process."""
    return settings.run.runner == "threads"


def outcome(future: PrefectFuture[Any], drop: str) -> Any:
    """The task's result; a failure becomes counts with a trouble, so that the rest of the run goes on."""
    answer = future.result(raise_on_failure=False)
    if isinstance(answer, NavetteError):
        return of_faults(drop, [(answer.text, answer)])
    if isinstance(answer, BaseException):
        return RunCounts(drop=drop, troubles=(Text(str(answer), str(answer)).about(type(answer).__name__),))
    return answer


def config_path(config: str) -> Path:
    """The settings file a flow was given, absolute: tasks may run in another folder."""
    return Path(config).absolute()
