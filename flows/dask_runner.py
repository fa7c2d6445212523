"""Chunks carried by a Dask cluster: one worker a machine, with its pool of processes inside.

A task whose worker died is done again elsewhere; when workers die of it again and again, or the scheduler is gone, it
is a trouble of the run. Whatever a dead machine held in the ledger is free within a minute; this run takes it up.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from domain.errors import NavetteError, Unavailable
from domain.text import Text
from flows import dask_options
from hub.context.same_run import RunPlace, agreement_of
from hub.settings import Settings
from hub.settings.tables import DaskTable

_NO_SCHEDULER = Text(
    "L'ordonnanceur Dask ne répond pas à {address} ({error}).",
    "The Dask scheduler does not answer at {address} ({error}).",
)
_START = Text(
    "Démarrez-le (`navette cluster scheduler`, ou `navette cluster` sur une seule machine), puis relancez le passage.",
    "Start it (`navette cluster scheduler`, or `navette cluster` on one machine), then run again.",
)
_NO_WORKER = Text(
    "Aucune machine ne travaille pour l'ordonnanceur Dask {address}.",
    "No machine works for the Dask scheduler {address}.",
)
_START_WORKER = Text(
    "Démarrez `navette cluster worker` sur chaque machine, puis relancez le passage.",
    "Start `navette cluster worker` on each machine, then run again.",
)
_KILLED = Text(
    "Une étape n'est pas faite : les machines qui l'avaient commencée se sont arrêtées ({error}).",
    "A step is not done: the machines that had begun it died ({error}).",
)
_NEXT = Text("Le prochain passage la reprendra.", "The next run takes it up.")
_OF_DASK = ("distributed", "dask", "tornado")
"""Modules of what Dask raises when a machine, or the scheduler, is gone."""


@contextmanager
def dask_runner(settings: Settings) -> Iterator[Any]:
    """The runner of the cluster of the settings, to be entered inside a flow.

    Raises :class:`domain.errors.Unavailable` when no scheduler answers or no machine works for it.
    """
    table = settings.run.dask
    dask_options.prepare(table)
    from prefect_dask import DaskTaskRunner

    client = {"security": dask_options.security(table), "timeout": "20s", "name": "navette"}
    runner: Any = DaskTaskRunner(address=table.scheduler, client_kwargs=client)
    with _reached(runner, table):
        yield _Cluster(runner, agreement_of(settings))


@contextmanager
def _reached(runner: Any, table: DaskTable) -> Iterator[None]:
    try:
        entered = runner.__enter__()
        entered.client.wait_for_workers(1, timeout=table.patience)
    except (OSError, TimeoutError) as error:
        reached = runner._client is not None
        runner.__exit__(type(error), error, error.__traceback__)
        values = {"address": table.scheduler, "error": type(error).__name__}
        if reached:
            raise Unavailable(_NO_WORKER.with_(values), _START_WORKER) from error
        raise Unavailable(_NO_SCHEDULER.with_(values), _START) from error
    with _left_at_the_end(runner):
        yield


@contextmanager
def _left_at_the_end(runner: Any) -> Iterator[None]:
    """Leaves the runner at the end of the block, whatever the scheduler has become by then."""
    try:
        yield
    finally:
        try:
            runner.__exit__(None, None, None)
        except Exception as error:
            if not is_of_dask(error):
                raise


class _Cluster:
    """Submits tasks; each carries what its machine must have in common with this one."""

    def __init__(self, runner: Any, agreement: Any) -> None:
        self._runner, self._agreement, self._run = runner, agreement, uuid4().hex

    def submit(self, task: Any, parameters: dict[str, Any]) -> Any:
        """The future of the task. One that cannot be handed over is done by nobody, and says so when it is asked."""
        config = parameters.get("config")
        if isinstance(config, Path):
            parameters = {**parameters, "config": RunPlace(config=config, agreement=self._agreement, run=self._run)}
        try:
            return self._runner.submit(task, parameters)
        except Exception as error:  # noqa: BLE001 - the scheduler is gone: each task is a trouble, none ends the run
            return NotBegun(error)


@dataclass(frozen=True)
class NotBegun:
    """The future of a task that could not be handed over."""

    error: Exception
    _final_state: None = None
    """As a future of Prefect's that has not ended."""

    def result(self, timeout: float | None = None, raise_on_failure: bool = True) -> Any:
        """Raises why."""
        del timeout, raise_on_failure
        raise self.error

    def add_done_callback(self, call: Callable[[Any], None]) -> None:
        """It has ended: calls at once."""
        call(self)


def is_of_dask(error: BaseException) -> bool:
    """Whether a machine or the scheduler went away, or the task is no longer known."""
    return isinstance(error, CancelledError) or type(error).__module__.partition(".")[0] in _OF_DASK


def told(error: BaseException) -> NavetteError:
    """What a run says of it."""
    return Unavailable(_KILLED.with_({"error": type(error).__name__}), _NEXT)
