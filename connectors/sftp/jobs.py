"""Conversations about files, and the queue of those that are to be held on a connection."""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from connectors.sftp.remote import Remote
from connectors.sftp.wire import Reply, Request
from domain.errors import NavetteError


class Ask(NamedTuple):
    """Requests to send together; without ``wait`` their replies are discarded."""

    requests: tuple[Request, ...]
    wait: bool = True


K = TypeVar("K")
R = TypeVar("R")
Conversation = Generator[Ask, tuple[Reply, ...], R]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Generic[K, R]):
    """One unit of work: ``key`` identifies it to the caller, ``start`` begins its conversation on any connection."""

    key: K
    start: Callable[[Remote], Conversation[R]]
    weight: int = 0
    """Bytes it may have in transfer at once."""
    refusals: int = 0
    """How often the server would not open its file, perhaps because too many were open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Generic[K, R]):
    """A finished job: its result, or its own fault."""

    key: K
    outcome: R | NavetteError


class JobQueue(Generic[K, R]):
    """The queue of jobs; those interrupted by a lost connection come first, those to be done alone last."""

    def __init__(self, jobs: Iterable[Job[K, R]]) -> None:
        self._new = iter(jobs)
        self._again: deque[Job[K, R]] = deque()
        self._alone: deque[Job[K, R]] = deque()
        self._interrupted: dict[int, Job[K, R]] = {}
        """By ``id``, those that were under way when a connection was lost."""

    def take(self, *, idle: bool = True) -> Job[K, R] | None:
        """The next job; one to be done alone only when ``idle``, that is when no other is under way. ``None`` when
        there is none.
        """
        if self._again:
            return self._again.popleft()
        job = next(self._new, None)
        return self._alone.popleft() if job is None and idle and self._alone else job

    def give_back(self, job: Job[K, R]) -> None:
        """Puts ``job`` back, before the new ones."""
        self._again.append(job)

    def interrupted(self, job: Job[K, R]) -> None:
        """Puts ``job`` back, under way when the connection was lost. The second time it is put off: the server may end
        the connection because of it.
        """
        if id(job) in self._interrupted:
            self.put_off(job)
        else:
            self._interrupted[id(job)] = job
            self.give_back(job)

    def put_off(self, job: Job[K, R]) -> None:
        """Puts ``job`` back, to be done alone after all others."""
        self._alone.append(job)

    def empty(self) -> bool:
        """Whether no job is left."""
        if not self._again and (job := next(self._new, None)):
            self._again.append(job)
        return not (self._again or self._alone)
