"""Many files at the same time on one channel.

The exchange about one file is a *conversation*: a generator that yields its requests and is sent the replies. Many of
them are interleaved here, so that the connection is never idle.
"""

import time
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import Generic

from connectors.sftp.faults import NotOpened
from connectors.sftp.jobs import Ask, Done, Job, JobQueue, K, R
from connectors.sftp.remote import Remote
from connectors.sftp.wire import Reply
from domain.errors import NavetteError

IN_FLIGHT = 12 * 2**20
"""Bytes of files in transfer at once; less than the channel's window, so that the server never waits."""


BATCH = 2 * 2**20
"""Bytes of one file requested, or sent, before waiting for replies."""


WAITS = (0.5, 1.0, 2.0, 4.0)
"""Seconds before a file is asked for again that a limit of the server's keeps from being opened; for one batch."""


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
        self._waits = list(reversed(WAITS))

    def begin(self) -> bool:
        """Starts as many jobs as there is room for; whether any was started."""
        started = False
        while len(self.running) < self._at_once() and (job := self._queue.take(idle=not self.running)):
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
        except NotOpened as refusal:
            return self._not_opened(one, refusal)
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

    def _at_once(self) -> int:
        """How many jobs may be under way: each has one file or folder open at most."""
        most = self._remote.session.most_handles
        return self._depth if most is None else max(1, min(self._depth, most))

    def _not_opened(self, one: _OpenConversation[K, R], refusal: NotOpened) -> Done[K, R] | None:
        """Tries again with no more files open than there are now, then alone; an answer to it alone is final, unless it
        names a limit, which others of the account may have used up: it is then asked a few times more.
        """
        session, job = self._remote.session, replace(one.job, refusals=one.job.refusals + 1)
        self._over(one, Done(key=job.key, outcome=refusal.fault))
        if self.running and (session.handles or refusal.says_so):
            if session.handles:
                session.most_handles = min(session.handles, session.most_handles or session.handles)
            (self._queue.give_back if job.refusals == 1 else self._queue.put_off)(job)
            return None
        if refusal.says_so and not self.running and self._waits:
            time.sleep(self._waits.pop())
            self._queue.put_off(job)
            return None
        return Done(key=job.key, outcome=refusal.fault)

    def end(self) -> None:
        """Puts unfinished jobs back, and then closes the session, since replies to them may still come."""
        for one in self.running:
            one.conversation.close()
            self._queue.interrupted(one.job)
        if self.running:
            self._remote.session.close()
