"""Futures of tasks in processes: whoever waits for one gets an answer, however its process ended."""

from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import pytest

from domain.errors import NavetteError, Unavailable
from flows.runner import _answer


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
