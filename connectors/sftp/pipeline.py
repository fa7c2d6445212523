"""Many files at the same time on one channel.

What is done with one file is a *conversation*: a generator that yields its requests and is sent the replies. Many of
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
"""Bytes of files under way at once; less than the channel's window, so that the server never waits for us."""


BATCH = 2 * 2**20
"""Bytes of one file asked for, or sent, before its replies are waited for."""


class Ask(NamedTuple):
    """Requests to send together; without ``wait`` their replies interest nobody."""

    requests: tuple[Request, ...]
    wait: bool = True


K = TypeVar("K")
R = TypeVar("R")
Conversation = Generator[Ask, tuple[Reply, ...], R]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Generic[K, R]):
    """One thing to do: ``key`` says for whom, ``start`` begins it afresh on any connection."""

    key: K
    start: Callable[[Remote], Conversation[R]]
    weight: int = 0
    """Bytes it may have under way at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Generic[K, R]):
    """A job's end: its result, or its own fault."""

    key: K
    outcome: R | NavetteError


class Line(Generic[K, R]):
    """The jobs still to do; those a lost connection interrupted come first."""

    def __init__(self, jobs: Iterable[Job[K, R]]) -> None:
        self._new = iter(jobs)
        self._again: deque[Job[K, R]] = deque()

    def take(self) -> Job[K, R] | None:
        """The next job, ``None`` at the end."""
        return self._again.popleft() if self._again else next(self._new, None)

    def give_back(self, job: Job[K, R]) -> None:
        """``job`` is to be done later, before the new ones."""
        self._again.append(job)

    def empty(self) -> bool:
        """Whether nothing is left."""
        if not self._again and (job := next(self._new, None)):
            self._again.append(job)
        return not self._again


def converse(remote: Remote, line: Line[K, R], depth: int) -> Iterator[Done[K, R]]:
    """Every job of ``line``, up to ``depth`` at a time, answered as they end.

    Raises :class:`Cut`; the jobs then under way are back in ``line``. A caller that stops half-way closes
    the session, since replies to come would be nobody's.
    """
    round_ = _Round(remote, line, depth)
    try:
        while round_.begin() or round_.talks:
            yield from round_.step()
        remote.session.flush()
    finally:
        round_.end()


class _Talk(Generic[K, R]):
    """A conversation under way, and the replies it waits for."""

    def __init__(self, job: Job[K, R], remote: Remote, ready: "deque[_Talk[K, R]]") -> None:
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


class _Round(Generic[K, R]):
    """The conversations under way on one connection."""

    def __init__(self, remote: Remote, line: Line[K, R], depth: int) -> None:
        self._remote, self._line, self._depth = remote, line, depth
        self.talks: set[_Talk[K, R]] = set()
        self._ready: deque[_Talk[K, R]] = deque()
        self._weight = 0

    def begin(self) -> bool:
        """Start what there is room for; whether anything was started."""
        started = False
        while len(self.talks) < self._depth and (job := self._line.take()):
            if self.talks and self._weight + job.weight > IN_FLIGHT:
                self._line.give_back(job)
                break
            talk = _Talk(job, self._remote, self._ready)
            self.talks.add(talk)
            self._weight += job.weight
            self._ready.append(talk)
            started = True
        return started

    def step(self) -> Iterator[Done[K, R]]:
        """Let everyone who has all replies go on; wait for more when nobody has."""
        if not self._ready:
            self._remote.session.flush()
            self._remote.session.receive()
        while self._ready:
            done = self._turn(self._ready.popleft())
            if done:
                yield done

    def _turn(self, talk: _Talk[K, R]) -> Done[K, R] | None:
        try:
            while not (ask := talk.go_on()).wait or not ask.requests:
                self._send(ask, None)
                talk.expect(0)
        except StopIteration as end:
            return self._over(talk, Done(key=talk.job.key, outcome=end.value))
        except NavetteError as error:
            return self._over(talk, Done(key=talk.job.key, outcome=error))
        talk.expect(len(ask.requests))
        self._send(ask, talk)
        return None

    def _send(self, ask: Ask, to: _Talk[K, R] | None) -> None:
        for slot, request in enumerate(ask.requests):
            self._remote.session.send(request, to, slot)

    def _over(self, talk: _Talk[K, R], done: Done[K, R]) -> Done[K, R]:
        self.talks.discard(talk)
        self._weight -= talk.job.weight
        return done

    def end(self) -> None:
        """Put back what is unfinished; its replies, if any are to come, are nobody's: close the session."""
        for talk in self.talks:
            talk.conversation.close()
            self._line.give_back(talk.job)
        if self.talks:
            self._remote.session.close()
