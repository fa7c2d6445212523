"""A machine on which no worker process starts: a run says so once, soon, and decides nothing."""

import os
import signal
from collections.abc import Callable, Iterator
from multiprocessing import forkserver, spawn
from pathlib import Path

import pytest

from hub.runtime import worker_pool
from hub.runtime.loss import Loss
from hub.runtime.run_counts import troubles_of
from hub.runtime.worker_pool import WorkerPool
from hub.runtime.worker_starts import NO_WORKERS, WorkerStarts
from samples.make import cases
from tests.hub import inline, pool_work
from tests.hub.world import World, lay_out, originals

SAMPLES = {case.name: case.content for found in cases().values() for case in found}
FEW = 12
"""Jobs that are given before it is known that no worker starts: those in flight, and two empty ones."""
Breaking = Callable[[pytest.MonkeyPatch], None]


def stop_fork_server() -> None:
    """Ended by a signal: asked, it stays while any process of another test holds its pipe."""
    number = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
    if number is not None:
        os.kill(number, signal.SIGKILL)
    forkserver._forkserver._stop()  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """A fork server of its own, before and after."""
    stop_fork_server()
    yield
    stop_fork_server()


def no_program(patch: pytest.MonkeyPatch) -> None:
    """Python itself cannot be started."""
    patch.setattr(spawn, "_python_exe", b"/bin/false")


def no_limits(patch: pytest.MonkeyPatch) -> None:
    """Each worker ends as it begins."""
    patch.setattr(worker_pool, "ANSWERS_WITHIN", 5.0)
    patch.setattr(worker_pool, "pin_and_limit", pool_work.end_at_once)


def no_process(patch: pytest.MonkeyPatch) -> None:
    """The system gives no more processes."""
    patch.setattr(WorkerPool, "_process_pool", _refused)


def _refused(pool: WorkerPool) -> None:
    raise worker_pool.BrokenExecutor("Resource temporarily unavailable")


def jobs_given(patch: pytest.MonkeyPatch) -> list[object]:
    """Gets one element for each job from now on."""
    given: list[object] = []
    real = WorkerPool._send

    def send(self: WorkerPool, *asked: object) -> object:
        given.append(asked)
        return real(self, *asked)  # type: ignore[arg-type]

    patch.setattr(WorkerPool, "_send", send)
    return given


def lost(number: int, loss: Loss) -> Loss:
    del number
    return loss


@pytest.mark.parametrize("broken", [no_program, no_limits, no_process])
def test_every_item_is_lost_for_that_reason_and_soon(broken: Breaking, monkeypatch: pytest.MonkeyPatch) -> None:
    given = jobs_given(monkeypatch)
    with WorkerPool(2, preload=()) as pool:
        with monkeypatch.context() as patch:
            broken(patch)
            answers = list(pool.map(pool_work.double, range(1000), 7, lost))
        assert answers == 1000 * [Loss.NO_WORKER]
        assert len(given) < FEW
        stop_fork_server()
        pool.close(at_once=True)
        pool.starts.forget()
        assert list(pool.map(pool_work.double, range(5), 1, lost)) == [0, 2, 4, 6, 8]


def test_a_document_that_ends_its_worker_is_no_such_machine() -> None:
    with WorkerPool(1, preload=()) as pool:
        answers = list(pool.map(pool_work.double, [13, 13, 1, 13, 13], 1, lost))
    assert answers == [Loss.CRASH, Loss.CRASH, 2, Loss.CRASH, Loss.CRASH]


def test_a_lost_job_is_asked_about_when_none_was_answered_since() -> None:
    starts, asked = WorkerStarts(), list[bool]()

    def empty(answer: bool) -> Callable[[], bool]:
        def given() -> bool:
            asked.append(answer)
            return answer

        return given

    assert starts.lost(empty(answer=True))
    assert asked == [True]
    starts.answered()
    assert starts.lost(empty(answer=False))
    assert asked == [True]
    assert not starts.lost(empty(answer=False))
    assert asked == [True, False, False]
    assert not starts.lost(empty(answer=True))
    assert starts.never


def test_a_night_says_it_once_and_decides_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world: World = lay_out(tmp_path, run="workers = 2")
    names = ("ubl-facture.xml", "ubl-pieces-jointes.xml", "facturx-basic.pdf", "lot-travaux.zip")
    for account in ("operateur-edi", "papeterie"):
        for name in names:
            world.drop(account, name, SAMPLES[name])
    given = jobs_given(monkeypatch)
    with monkeypatch.context() as patch:
        no_limits(patch)
        troubles = troubles_of(inline.night(world.config))
    assert len(given) < FEW
    assert [NO_WORKERS.fr in trouble.text.fr for trouble in troubles].count(True) == 1
    assert world.ask("select count(*) from documents") == [(0,)]
    stop_fork_server()
    inline.night(world.config)
    assert originals(world).total() > 0
