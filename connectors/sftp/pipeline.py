"""Many files at the same time on one channel.

The exchange about one file is a *conversation*: a generator that yields its requests and is sent the replies. Many of
them are interleaved here, so that the connection is never idle.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from connectors.sftp.remote import Remote
from connectors.sftp.wire import Reply, Request
from domain.errors import NavetteError

IN_FLIGHT = 12 * 2**20
"""Bytes of files in transfer at once; less than the channel's window, so that the server never waits."""


BATCH = 2 * 2**20
"""Bytes of one file requested, or sent, before waiting for replies."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Generic[K, R]):
    """A finished job: its result, or its own fault."""

    key: K
    outcome: R | NavetteError


class JobQueue(Generic[K, R]):
    """The queue of jobs; those interrupted by a lost connection come first."""

    def __init__(self, jobs: Iterable[Job[K, R]]) -> None:
        self._new = iter(jobs)
        self._again: deque[Job[K, R]] = deque()

    def take(self) -> Job[K, R] | None:
        """The next job, ``None`` at the end."""
        return self._again.popleft() if self._again else next(self._new, None)

    def give_back(self, job: Job[K, R]) -> None:
        """Puts ``job`` back, before the new ones."""
        self._again.append(job)

    def empty(self) -> bool:
        """Whether no job is left."""
        if not self._again and (job := next(self._new, None)):
            self._again.append(job)
        return not self._again


def converse(remote: Remote, queue: JobQueue[K, R], depth: int) -> Iterator[Done[K, R]]:
    """Every job of ``queue``, up to ``depth`` at a time, answered as they end.

    Raises :class:`Cut`; the unfinished jobs are then back in ``queue``. When the caller stops half-way the session is
    closed, since replies still to come belong to no job.
    """
    multiplexer = _Multiplexer(remote, queue, depth)
    try:
        while multiplexer.begin() or multiplexer.running:
            yield from multiplexer.step()
        remote.session.flush()
    finally:
        multiplexer.end()


class _OpenConversation(Generic[K, R]):
    """A running conversation, and the replies it waits for."""

    def __init__(self, job: Job[K, R], remote: Remote, ready: "deque[_OpenConversation[K, R]]") -> None:
        self.job = job
        self.conversation = job.start(remote)
        self._ready = ready
        self._replies: list[Reply | None] = []
        self._missing = 0

    def expect(self, count: int) -> None:
        self._replies, self._missing = [None] * count, count

    def answered(self, slot: int, answer: Reply) -> None:
        self._replies[slot] = answer
        self._missing -= 1
        if not self._missing:
            self._ready.append(self)

    def go_on(self) -> Ask:
        replies = tuple(answer for answer in self._replies if answer is not None)
        return self.conversation.send(replies) if self._replies else next(self.conversation)


class _Multiplexer(Generic[K, R]):
    """The running conversations on one connection."""

    def __init__(self, remote: Remote, queue: JobQueue[K, R], depth: int) -> None:
        self._remote, self._queue, self._depth = remote, queue, depth
        self.running: set[_OpenConversation[K, R]] = set()
        self._ready: deque[_OpenConversation[K, R]] = deque()
        self._weight = 0

    def begin(self) -> bool:
        """Starts as many jobs as there is room for; whether any was started."""
        started = False
        while len(self.running) < self._depth and (job := self._queue.take()):
            if self.running and self._weight + job.weight > IN_FLIGHT:
                self._queue.give_back(job)
                break
            one = _OpenConversation(job, self._remote, self._ready)
            self.running.add(one)
            self._weight += job.weight
            self._ready.append(one)
            started = True
        return started

    def step(self) -> Iterator[Done[K, R]]:
        """Resumes each conversation that has all its replies; waits for replies when none has."""
        if not self._ready:
            self._remote.session.flush()
            self._remote.session.receive()
        while self._ready:
            done = self._turn(self._ready.popleft())
            if done:
                yield done

    def _turn(self, one: _OpenConversation[K, R]) -> Done[K, R] | None:
        try:
            while not (ask := one.go_on()).wait or not ask.requests:
                self._send(ask, None)
                one.expect(0)
        except StopIteration as end:
            return self._over(one, Done(key=one.job.key, outcome=end.value))
        except NavetteError as error:
            return self._over(one, Done(key=one.job.key, outcome=error))
        one.expect(len(ask.requests))
        self._send(ask, one)
        return None

    def _send(self, ask: Ask, to: _OpenConversation[K, R] | None) -> None:
        for slot, request in enumerate(ask.requests):
            self._remote.session.send(request, to, slot)

    def _over(self, one: _OpenConversation[K, R], done: Done[K, R]) -> Done[K, R]:
        self.running.discard(one)
        self._weight -= one.job.weight
        return done

    def end(self) -> None:
        """Puts unfinished jobs back, and then closes the session, since replies to them may still come."""
        for one in self.running:
            one.conversation.close()
            self._queue.give_back(one.job)
        if self.running:
            self._remote.session.close()
