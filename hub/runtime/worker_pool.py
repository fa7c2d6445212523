"""The worker pool: processes pinned one to a core, each job under a limit of processor time and of memory.

A job that crashes its process, uses its processor time, hangs or exhausts memory costs that process only: it is killed
and replaced, the batch is tried again item by item, and the item that fails alone gets its own answer. Elapsed time
counts only for a job that does nothing, so that no answer depends on what else the machine does.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future
from concurrent.futures import TimeoutError as OutOfTime
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from threading import Lock, Thread
from types import TracebackType
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from hub.runtime.loss import Loss, loss_of
from hub.runtime.lost_time import Allowance
from hub.runtime.safe_path import ignore_current_folder
from hub.runtime.worker_limits import limited, pin_and_limit
from hub.runtime.worker_starts import WorkerStarts

Item = TypeVar("Item")
Answer = TypeVar("Answer")

PRELOAD = ("hub.decide.one_document",)
"""Modules the fork server imports before it forks workers, by default. A name that cannot be imported is ignored by
the fork server.
"""

LATE = "hub.runtime.late_workers"
"""Preloaded always."""

_STALLED = 20
"""Elapsed time after which a job is stopped, in budgets of processor time; and at least:"""
_STALLED_AT_LEAST = 1200.0
"""Seconds: more than the text recognition of a document may take on a machine that does other work."""
_TRIES = 3
"""How often an item is tried again when all workers are gone, killed from outside."""


ANSWERS_WITHIN = 120.0
"""Seconds an empty job may wait for a worker to start: ten times what a machine that is overloaded needs."""


class WorkerPool:
    """``workers`` processes; ``budget`` is the processor time, in seconds, of a batch or of an item tried alone.

    The programs a job starts are not counted. ``stalled`` is the elapsed time after which a job is stopped in any case.
    """

    def __init__(
        self, workers: int, budget: float = 60.0, preload: tuple[str, ...] = PRELOAD, stalled: float | None = None
    ) -> None:
        ignore_current_folder()
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([LATE, *preload])
        self._workers = workers
        self._window = 2 * workers + 2
        self._budget = budget
        self._stalled = stalled
        self._lock = Lock()
        self._processes: ProcessPool | None = None
        self.starts = WorkerStarts()
        """Whether workers start at all: once they do not, every item is lost at once."""

    def __enter__(self) -> "WorkerPool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(at_once=kind is not None)

    def close(self, *, at_once: bool = False) -> None:
        """Lets the workers finish, or stops them at once, and waits until they ended; later work starts new ones."""
        with self._lock:
            processes, self._processes = self._processes, None
        if processes is None:
            return
        if at_once:
            processes.stop()  # type: ignore[no-untyped-call]
        else:
            processes.close()  # type: ignore[no-untyped-call]
        processes.join()

    def map(
        self,
        work: Callable[[tuple[Item, ...]], list[Answer]],
        items: Iterable[Item],
        batch: int,
        lost: Callable[[Item, Loss], Answer],
        budget: float | None = None,
        *,
        alone: float | None = None,
        allowance: Allowance | None = None,
    ) -> Iterator[Answer]:
        """``work`` over ``items`` in batches; answers come in the items' order, one for each.

        ``work`` must be a function of a module and give one answer an item; ``lost`` answers for an item
        whose process died, hung or ran out of memory even when tried alone. Items are taken as needed. ``budget``, in
        seconds of processor time, replaces the pool's; ``alone`` is that of an item tried alone. What is lost is taken
        from ``allowance``; once that is spent, no item is tried any more.
        """
        send = partial(self._send, work)
        budget = budget or self._budget
        terms = _MapTerms(alone=alone or budget, allowance=allowance)
        waiting: deque[tuple[tuple[Item, ...], Any]] = deque()
        source = iter(items)
        while True:
            while len(waiting) < self._window and (pieces := tuple(islice(source, batch))):
                waiting.append((pieces, None if terms.is_spent or self.starts.never else send(budget, pieces)))
            if not waiting:
                return
            yield from self._collect(send, *waiting.popleft(), lost, terms, budget)

    def call(self) -> None:
        """Starts the workers in the background: their imports take about a second."""
        Thread(target=self._start_one, daemon=True).start()

    def _start_one(self) -> None:
        with suppress(RuntimeError):  # the pool was closed before the workers started, or they do not start
            self._process_pool().schedule(int)

    def _send(self, work: Callable[[tuple[Item, ...]], list[Answer]], budget: float, pieces: tuple[Item, ...]) -> Any:
        stalled = self._stalled or max(_STALLED * budget, _STALLED_AT_LEAST)
        try:
            return self._process_pool().schedule(limited, args=[work, budget, pieces], timeout=stalled)
        except (BrokenExecutor, OSError, EOFError) as error:  # the first workers could not be started
            failed: Future[list[Answer]] = Future()
            failed.set_exception(BrokenExecutor(str(error)))
            return failed

    @staticmethod
    def _is_answered(send: Callable[[float, tuple[Item, ...]], Any], budget: float) -> bool:
        """Whether a worker answers a job without items, within :data:`ANSWERS_WITHIN`."""
        future = send(budget, ())
        try:
            future.result(ANSWERS_WITHIN)
        except (ProcessExpired, BrokenExecutor):
            return False
        except TimeoutError:  # workers that end as they begin may leave a job that nobody takes
            future.cancel()
            return False
        except Exception:  # noqa: BLE001 - whatever else the work says, a worker said it
            return True
        return True

    def _process_pool(self) -> ProcessPool:
        with self._lock:
            if self._processes is not None and not self._processes.active:
                self._processes.stop()  # type: ignore[no-untyped-call]
                self._processes = None
            if self._processes is None:
                self._processes = ProcessPool(
                    self._workers, context=self._context, initializer=pin_and_limit, initargs=[self._workers]
                )
            return self._processes

    def _collect(
        self,
        send: Callable[[float, tuple[Item, ...]], Any],
        pieces: tuple[Item, ...],
        future: Any,
        lost: Callable[[Item, Loss], Answer],
        terms: "_MapTerms",
        budget: float,
        tries: int = _TRIES,
    ) -> list[Answer]:
        if future is None or (self.starts.never and not future.done()):
            return [lost(piece, Loss.NO_WORKER if self.starts.never else Loss.ALLOWANCE) for piece in pieces]
        try:
            answers: list[Answer] = future.result()
        except (OutOfTime, ProcessExpired, MemoryError) as error:
            loss = loss_of(error)
            if loss is Loss.CRASH and not self.starts.lost(partial(self._is_answered, send, budget)):
                return [lost(piece, Loss.NO_WORKER) for piece in pieces]
            if terms.allowance and loss is Loss.TIME:
                terms.allowance.lose(budget)
            if len(pieces) == 1:
                return [lost(pieces[0], loss)]
            return [answer for piece in pieces for answer in self._collect_alone(send, piece, lost, terms)]
        except BrokenExecutor:  # workers died between two jobs, by nobody's fault that is known
            if not self.starts.lost(partial(self._is_answered, send, budget)):
                return [lost(piece, Loss.NO_WORKER) for piece in pieces]
            if len(pieces) == 1 and not tries:
                return [lost(pieces[0], Loss.CRASH)]
            left = tries if len(pieces) > 1 else tries - 1
            return [answer for piece in pieces for answer in self._collect_alone(send, piece, lost, terms, left)]
        self.starts.answered()
        return answers

    def _collect_alone(
        self,
        send: Callable[[float, tuple[Item, ...]], Any],
        piece: Item,
        lost: Callable[[Item, Loss], Answer],
        terms: "_MapTerms",
        tries: int = _TRIES,
    ) -> list[Answer]:
        future = None if terms.is_spent or self.starts.never else send(terms.alone, (piece,))
        return self._collect(send, (piece,), future, lost, terms, terms.alone, tries)


@dataclass(frozen=True, slots=True, kw_only=True)
class _MapTerms:
    """The budget of an item tried alone, and the time that may be lost."""

    alone: float
    allowance: Allowance | None

    @property
    def is_spent(self) -> bool:
        return self.allowance is not None and self.allowance.is_spent
