"""Prefect retry policy of tasks: ``Unavailable`` only; a door known to be closed is not retried (docs/retry.md)."""

from typing import Any

from prefect.client.schemas.objects import State, TaskRun
from prefect.tasks import Task

from domain.errors import Unavailable

DELAYS = [2.0, 10.0, 60.0]
"""Seconds before each new try."""


def may_pass(task: Task[..., Any], run: TaskRun, state: State[Any]) -> bool:
    """Whether the task is retried: a closed door, a refused key or a wrong setting never is."""
    del task, run
    return isinstance(state.result(raise_on_failure=False), Unavailable)
