"""Futures of tasks in processes: whoever waits for one gets an answer, however its process ended."""

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from prefect.settings import PREFECT_API_URL, temporary_settings

from domain.errors import NavetteError, SettingsError, Unavailable
from domain.text import Locale, Text
from flows.dask_runner import NotBegun, Tried, _Cluster
from flows.runner import _answer, _server_told_to_others, outcome, refused_by
from hub.settings import Settings
from hub.settings.tables import DaskTable, RunTable


@pytest.mark.parametrize("end", [SystemExit(1), SystemExit(0), BrokenProcessPool("killed"), KeyboardInterrupt()])
def test_a_process_that_ends_leaves_an_error_that_says_so(end: BaseException) -> None:
    in_process: Future[bytes] = Future()
    answered: Future[bytes] = Future()
    in_process.add_done_callback(lambda done: _answer(answered, done))
    in_process.set_exception(end)
    error = answered.exception(0)
    if isinstance(end, KeyboardInterrupt):
        assert error is end
    else:
        assert isinstance(error, Unavailable)
        assert isinstance(error, NavetteError)
        assert "prochain passage" in str(error)


def test_a_result_comes_through() -> None:
    in_process: Future[bytes] = Future()
    answered: Future[bytes] = Future()
    in_process.set_result(b"done")
    _answer(answered, in_process)
    assert answered.result(0) == b"done"


@dataclass
class Ended:
    """The future of a task that no machine ended."""

    error: Exception

    def result(self, raise_on_failure: bool = True) -> None:
        raise self.error


def of_dask() -> list[tuple[Exception, str]]:
    """What Dask answers when machines die of a task, and when the scheduler is gone; what is told."""
    scheduler = pytest.importorskip("distributed.scheduler", reason="no Dask: pip install 'navette[dask]'")
    client = pytest.importorskip("distributed.client")
    gone = client.FutureCancelledError(key="decider", reason="scheduler-connection-lost")
    silent = "the Dask scheduler does not answer any more"
    return [
        (scheduler.KilledWorker("decider", None, 3), "the machines that had begun it died"),
        (gone, silent),
        (client.ClosedClientError(), silent),
    ]


@pytest.mark.parametrize("kind", [Ended, NotBegun])
def test_a_task_that_machines_died_of_is_a_trouble_of_its_drop_and_nothing_more(kind: type[Ended]) -> None:
    for error, why in of_dask():
        told = outcome(kind(error), "papeterie")  # type: ignore[arg-type]
        assert told.drop == "papeterie"
        (trouble,) = told.troubles
        assert trouble.text.en.startswith(f"A step is not done: {why} ({type(error).__name__}).")
        assert "next run" in trouble.in_(Locale.EN)


def test_a_scheduler_of_another_version_is_told_as_such() -> None:
    told = outcome(NotBegun(RuntimeError("Error during deserialization of the task graph. This ...")), "papeterie")
    assert "another version" in told.troubles[0].in_(Locale.EN)


@dataclass
class OnMachine:
    """The future of a task, refused or done by a machine."""

    wrapped_future: str
    answer: object

    def result(self, timeout: float | None = None, raise_on_failure: bool = True) -> object:
        return self.answer

    def wait(self) -> None:
        """It is done."""

    _final_state = None

    def add_done_callback(self, call: Callable[[object], None]) -> None:
        call(self)


class Machines:
    """Two machines, one of which refuses what it is given first."""

    def __init__(self, refusing: set[str]) -> None:
        self.asked: list[str] = []
        self._refusing = refusing
        self.client = self

    def nthreads(self) -> dict[str, int]:
        return {"a": 5, "b": 5}

    def who_has(self, futures: list[str]) -> dict[str, list[str]]:
        return {one: [one] for one in futures}

    def submit(self, task: object, parameters: object) -> OnMachine:
        dask = pytest.importorskip("dask", reason="no Dask: pip install 'navette[dask]'")
        (machine, *_) = dask.get_annotations().get("workers", ["a"])
        self.asked.append(machine)
        refusal = SettingsError(Text("Elle diffère.", "It differs."))
        return OnMachine(machine, refusal if machine in self._refusing else f"done by {machine}")


def test_what_a_machine_refuses_is_done_by_the_others_which_are_given_what_follows() -> None:
    machines = Machines({"a"})
    cluster = _Cluster(machines, "place")  # type: ignore[arg-type]
    assert [cluster.submit("task", {}).result(raise_on_failure=False) for _ in range(2)] == ["done by b"] * 2
    assert machines.asked == ["a", "b", "b"]
    (told,) = refused_by(cluster)
    assert [remark.en for remark in told.remarks] == ["It differs."]
    assert not told.troubles


def test_what_every_machine_refuses_is_a_trouble() -> None:
    cluster = _Cluster(Machines({"a", "b"}), "place")  # type: ignore[arg-type]
    told = outcome(cluster.submit("task", {}), "papeterie")  # type: ignore[arg-type]
    assert [trouble.text.en for trouble in told.troubles] == ["It differs."]


class Kept(OnMachine):
    """The future of a task that is done."""

    kept = False

    def wait(self) -> None:
        self.kept = True


def test_what_a_task_gave_is_fetched_as_soon_as_it_is_done() -> None:
    future = Kept("key", "done")
    Tried(lambda: future, lambda *_: False)
    assert future.kept


@pytest.mark.parametrize(
    ("server", "refused"), [("http://127.0.0.1:4200/api", True), ("http://10.0.0.1:4200/api", False)]
)
def test_machines_of_a_cluster_are_given_no_server_that_one_machine_alone_reaches(server: str, refused: bool) -> None:
    files = {name: Path(f"/{name}.pem") for name in ("tls_ca", "tls_cert", "tls_key")}
    beyond = Settings(run=RunTable(dask=DaskTable(scheduler="tls://10.0.0.1:8786", **files)))
    with temporary_settings({PREFECT_API_URL: server}), ExitStack() as stack:
        if refused:
            stack.enter_context(pytest.raises(SettingsError, match="que toutes atteignent"))
        with _server_told_to_others(beyond):
            assert not refused
