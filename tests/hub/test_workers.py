"""A document that kills, hangs or bloats its reader must cost nobody else an answer."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from hub.runtime.loss import Loss
from hub.runtime.worker_pool import WorkerPool
from tests.hub import pool_work


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(2, budget=1.0, preload=(), stalled=6.0) as pool:
        yield pool


def lost(number: int, loss: Loss) -> int:
    return -list(Loss).index(loss) - 1


def test_answers_come_in_order_one_for_each(pool: WorkerPool) -> None:
    numbers = [n for n in range(100) if n not in (13, 17, 19, 23)]
    assert list(pool.map(pool_work.double, numbers, 7, lost)) == [2 * n for n in numbers]


def test_only_the_guilty_pieces_are_lost(pool: WorkerPool) -> None:
    answers = list(pool.map(pool_work.double, range(25), 6, lost))
    expected = [2 * n for n in range(25)]
    expected[13], expected[17], expected[19] = lost(13, Loss.CRASH), lost(17, Loss.TIME), lost(19, Loss.MEMORY)
    expected[23] = lost(23, Loss.TIME)
    assert answers == expected


def test_waiting_for_a_processor_is_no_loss(pool: WorkerPool) -> None:
    """Twice the budget of processor time goes by, none of it used."""
    assert list(pool.map(pool_work.wait, [2.0, 0.0], 1, lambda _, __: -1.0)) == [2.0, 0.0]


def test_items_are_taken_as_they_are_needed(pool: WorkerPool) -> None:
    taken = []

    def endless() -> Iterator[int]:
        for number in range(24, 10**9):
            taken.append(number)
            yield number

    answers = pool.map(pool_work.double, endless(), 5, lost)
    assert next(answers) == 48
    assert len(taken) < 200
    answers.close()


def test_a_pool_started_ahead_works_as_any_and_may_be_closed_before_its_workers_started() -> None:
    with WorkerPool(1, preload=()) as early:
        early.call()
        assert list(early.map(pool_work.double, range(3), 1, lost)) == [0, 2, 4]
    early.call()
    early.close()


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="one core only: nothing to spread")
def test_each_worker_is_kept_on_one_core() -> None:
    """Which one depends on the other runs of the machine (``test_cores``)."""
    with WorkerPool(2, preload=()) as fresh:
        cores = list(fresh.map(pool_work.core, range(8), 1, lambda n, _: frozenset()))
    assert all(len(core) == 1 for core in cores)


def test_workers_killed_between_two_jobs_are_replaced() -> None:
    """As when a machine without memory left kills whatever it finds."""
    with WorkerPool(2, preload=()) as killed:
        workers = {process for process, _ in killed.map(pool_work.named, range(40), 1, lambda n, _: (-1, n))}
        for round_ in range(4):
            for process in workers:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            time.sleep(round_ % 2)  # the pool has noticed, or not yet
            answers = list(killed.map(pool_work.named, range(40), 4, lambda n, _: (-1, n)))
            assert [number for _, number in answers] == list(range(40))
            workers = {process for process, _ in answers}
            assert -1 not in workers
