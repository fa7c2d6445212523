"""Chunks carried by a Dask cluster: one worker a machine, with its pool of processes inside.

A task whose worker died is done again elsewhere; when workers die of it again and again, or the scheduler is gone, it
is a trouble of the run. Whatever a dead machine held in the ledger is free within a minute; this run takes it up.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

from domain.errors import NavetteError, SettingsError, Unavailable
from domain.text import Text
from flows import dask_options
from hub.machines.run_place import begun
from hub.machines.same_run import RunPlace
from hub.runtime.station import Station
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
_LOST = Text(
    "Une étape n'est pas faite : l'ordonnanceur Dask ne répond plus ({error}).",
    "A step is not done: the Dask scheduler does not answer any more ({error}).",
)
_CLOSED = "ClosedClientError"
"""What Dask raises of whatever is handed over once the scheduler is gone."""
_UNREAD = ("deserialization", "graph")
"""Words of what Dask's scheduler says of tasks whose program it does not have."""
_UNLIKE = Text(
    "L'ordonnanceur Dask ne comprend pas ce qui lui est envoyé : sa machine a une autre version de Navette ou de "
    "Python, ou n'en a pas.",
    "The Dask scheduler does not understand what it is sent: its machine has another version of Navette or of Python, "
    "or none.",
)
_SAME = Text(
    "Installez-y la même version et relancez-le ; le prochain passage reprendra ce qui n'a pas été fait.",
    "Install the same version there and start it again; the next run takes up what was not done.",
)
_OF_DASK = ("distributed", "dask", "tornado")
"""Modules of what Dask raises when a machine, or the scheduler, is gone."""


@contextmanager
def dask_runner(station: Station) -> Iterator[Any]:
    """The runner of the cluster of the settings, to be entered inside a flow.

    Raises :class:`domain.errors.Unavailable` when no scheduler answers or no machine works for it.
    """
    table = station.settings.run.dask
    dask_options.prepare(table)
    from prefect_dask import DaskTaskRunner

    client = {"security": dask_options.security(table), "timeout": "20s", "name": "navette"}
    runner: Any = DaskTaskRunner(address=table.scheduler, client_kwargs=client)
    with _reached(runner, table), begun(station) as place:
        yield _Cluster(runner, place)


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
    """Submits tasks; each carries what its machine must have in common with this one. What a machine refuses because of
    its settings is done by the others, which are given all that follows.
    """

    def __init__(self, runner: Any, place: RunPlace) -> None:
        self._runner, self._place = runner, place
        self._refusing: dict[str, SettingsError] = {}

    @property
    def refusals(self) -> tuple[Text, ...]:
        """Why machines did nothing of what the others did."""
        return tuple(dict.fromkeys(error.text for error in self._refusing.values()))

    def submit(self, task: Any, parameters: dict[str, Any]) -> "Tried":
        """The future of the task. One that cannot be handed over is done by nobody, and says so when it is asked."""
        carried = {**parameters, "config": self._place}
        return Tried(lambda: self._handed_over(task, carried), self._others_left)

    def _handed_over(self, task: Any, carried: dict[str, Any]) -> Any:
        from dask import annotate

        try:
            others = sorted(self._others()) if self._refusing else []
            with annotate(workers=others) if others else nullcontext():
                return self._runner.submit(task, carried)
        except Exception as error:  # noqa: BLE001 - the scheduler is gone: each task is a trouble, none ends the run
            return NotBegun(error)

    def _others(self) -> set[str]:
        """The addresses of the machines that refused nothing."""
        return set(self._runner.client.nthreads()) - self._refusing.keys()

    def _others_left(self, future: Any, refusal: SettingsError) -> bool:
        """Whether other machines are left for the task of ``future``, once the one that refused it is known."""
        try:
            holders = self._runner.client.who_has([future.wrapped_future]).values()
            new = {address for addresses in holders for address in addresses} - self._refusing.keys()
            left = bool(new) and bool(self._others() - new)
        except Exception as error:
            if isinstance(error, OSError) or is_of_dask(error):
                return False
            raise
        if left:
            self._refusing |= dict.fromkeys(new, refusal)
        return left


class Tried:
    """The future of a task that is given to another machine when one refuses it because of its settings."""

    _final_state: None = None
    """As a future of Prefect's that has not ended."""

    def __init__(self, hand_over: Callable[[], Any], others_left: Callable[[Any, SettingsError], bool]) -> None:
        self._begin, self._others_left = hand_over, others_left
        self._future = self._hand_over()

    def result(self, timeout: float | None = None, raise_on_failure: bool = True) -> Any:
        """What the task gives, or raises; the refusal, when every machine refuses it."""
        answer = self._future.result(timeout, raise_on_failure=False)
        while isinstance(answer, SettingsError) and self._others_left(self._future, answer):
            self._future = self._hand_over()
            answer = self._future.result(timeout, raise_on_failure=False)
        if raise_on_failure and isinstance(answer, BaseException):
            raise answer
        return answer

    def _hand_over(self) -> Any:
        future = self._begin()
        future.add_done_callback(_keep)
        return future

    def add_done_callback(self, call: Callable[["Tried"], None]) -> None:
        """Calls once the task has ended somewhere, done or refused."""
        self._future.add_done_callback(lambda _: call(self))


def _keep(future: Any) -> None:
    """What the task gave is here as soon as it is done: a machine, or the scheduler, that dies later takes no counts of
    the run with it. The future itself is not given back to Dask: who waits for it at that moment would be told that it
    was cancelled.
    """
    if not isinstance(future, NotBegun):
        future.wait()


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
    named = type(error).__module__.partition(".")[0] in _OF_DASK
    return isinstance(error, CancelledError) or named or _is_unread(error)


def _is_unread(error: BaseException) -> bool:
    return isinstance(error, RuntimeError) and all(word in str(error) for word in _UNREAD)


def told(error: BaseException) -> NavetteError:
    """What a run says of it."""
    if _is_unread(error):
        return Unavailable(_UNLIKE, _SAME)
    words = _LOST if isinstance(error, CancelledError) or type(error).__name__ == _CLOSED else _KILLED
    return Unavailable(words.with_({"error": type(error).__name__}), _NEXT)
