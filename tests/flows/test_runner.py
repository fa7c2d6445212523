"""Futures of tasks in processes: whoever waits for one gets an answer, however its process ended."""

from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

import pytest

from domain.errors import NavetteError, Unavailable
from domain.text import Locale
from flows.dask_runner import NotBegun
from flows.runner import _answer, outcome


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


def of_dask() -> list[Exception]:
    """What Dask answers when machines die of a task, and when the scheduler is gone."""
    scheduler = pytest.importorskip("distributed.scheduler", reason="no Dask: pip install 'navette[dask]'")
    client = pytest.importorskip("distributed.client")
    gone = client.FutureCancelledError(key="decider", reason="scheduler-connection-lost")
    return [scheduler.KilledWorker("decider", None, 3), gone]


@pytest.mark.parametrize("kind", [Ended, NotBegun])
def test_a_task_that_machines_died_of_is_a_trouble_of_its_drop_and_nothing_more(kind: type[Ended]) -> None:
    for error in of_dask():
        told = outcome(kind(error), "papeterie")  # type: ignore[arg-type]
        assert told.drop == "papeterie"
        assert [trouble.text.en.partition(":")[0] for trouble in told.troubles] == [
            f"A step is not done: the machines that had begun it died ({type(error).__name__}).".partition(":")[0]
        ]
        assert "next run" in told.troubles[0].in_(Locale.EN)
