"""The connector of an SFTP account, by paramiko: one connection, one channel, many files in transfer at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from connectors.connector import SPOOL_ABOVE, Entry, Failed, Fetched, Look, Move, Put
from connectors.settings import SftpSettings
from connectors.sftp.earlier_parts import EarlierParts
from connectors.sftp.folders import confined, ready, real_root
from connectors.sftp.jobs import Conversation, Done, Job, JobQueue, K, R
from connectors.sftp.limits import learn
from connectors.sftp.link import Link, no_answer
from connectors.sftp.listing import look, present
from connectors.sftp.moving import move
from connectors.sftp.pipeline import BATCH, converse
from connectors.sftp.reading import fetch
from connectors.sftp.remote import Remote
from connectors.sftp.removing import remove
from connectors.sftp.resume import RetryBudget, resumed
from connectors.sftp.wire import Cut
from connectors.sftp.writing import leave
from domain.errors import NavetteError


class SftpConnector:
    """See :class:`connectors.connector.Connector`."""

    def __init__(self, settings: SftpSettings) -> None:
        self._settings = settings
        self._link: Link | None = None
        self._remote: Remote | None = None

    def __enter__(self) -> Self:
        try:
            self._connected()
        except Cut as error:
            self._hang_up()
            raise no_answer(self._settings, error) from error
        except NavetteError:
            self._hang_up()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hang_up()

    def list(self, folder: str) -> tuple[Entry, ...]:
        """The regular files of ``folder`` by name."""
        return self.look(folder).files

    def look(self, folder: str) -> Look:
        """Everything in ``folder``."""
        return self._one(partial(look, folder=folder))

    def looks(self, folders: Iterable[str]) -> Iterator[tuple[str, Look | NavetteError]]:
        """Everything in each folder."""
        jobs = (Job(key=folder, start=partial(present, folder=folder)) for folder in folders)
        return ((done.key, done.outcome) for done in self._all(jobs))

    def listings(self, folders: Iterable[str]) -> Iterator[tuple[str, tuple[Entry, ...] | NavetteError]]:
        """The regular files of each folder by name."""
        return ((folder, seen.files if isinstance(seen, Look) else seen) for folder, seen in self.looks(folders))

    def fetch(self, folder: str, entries: Sequence[Entry], staging: Path) -> Iterator[Fetched | Failed]:
        """The content of each entry."""
        try:
            self._one(partial(confined, folder=folder))
        except NavetteError as error:
            yield from (Failed(entry=entry, error=error) for entry in entries)
            return
        jobs = (
            Job(
                key=entry, start=partial(fetch, folder=folder, entry=entry, staging=staging), weight=_weight(entry.size)
            )
            for entry in entries
        )
        for done in self._all(jobs):
            if isinstance(done.outcome, NavetteError):
                yield Failed(entry=done.key, error=done.outcome)
            else:
                yield done.outcome

    def put(self, items: Iterable[Put]) -> Iterator[tuple[Put, NavetteError | None]]:
        """Write each file, whole or not at all."""
        start = partial(leave, known=set(), earlier=EarlierParts())
        jobs = (Job(key=item, start=partial(start, item=item), weight=_size(item)) for item in items)
        return ((done.key, done.outcome) for done in self._all(jobs))

    def move(self, moves: Sequence[Move]) -> Iterator[tuple[Move, NavetteError | None]]:
        """Move each file out of its folder."""
        known: set[str] = set()
        jobs = (Job(key=order, start=partial(move, order=order, known=known)) for order in moves)
        return ((done.key, done.outcome) for done in self._all(jobs))

    def make_folders(self, folders: Iterable[str]) -> None:
        """Make each folder, with those above it."""
        known: set[str] = set()
        jobs = (Job(key=folder, start=partial(ready, folder=folder, known=known)) for folder in folders)
        for done in self._all(jobs):
            if done.outcome:
                raise done.outcome

    def remove(self, folder: str, entry: Entry) -> None:
        """Remove a file that this program wrote."""
        self._one(partial(remove, folder=folder, entry=entry))

    def _one(self, start: Callable[[Remote], Conversation[R]]) -> R:
        (done,) = self._all([Job(key=None, start=start)])
        if isinstance(done.outcome, NavetteError):
            raise done.outcome
        return done.outcome

    def _all(self, jobs: Iterable[Job[K, R]]) -> Iterator[Done[K, R]]:
        settings = self._settings
        budget = RetryBudget(settings.retries, settings.backoff, settings.depth, settings.timeout)
        return resumed(self._connected, jobs, budget, f"{settings.host}:{settings.port}")

    def _connected(self) -> Remote:
        """The connection in use; a new one when there is none, or when it broke."""
        if self._remote and self._remote.session.open:
            return self._remote
        self._hang_up()
        self._link = Link(self._settings)
        nowhere = Remote(session=self._link.session, root=b"")
        _asked(nowhere, learn)
        self._remote = _asked(nowhere, partial(real_root, root=self._settings.root))
        return self._remote

    def _hang_up(self) -> None:
        if self._link:
            self._link.close()
        self._link = self._remote = None


def _asked(remote: Remote, start: Callable[[Remote], Conversation[R]]) -> R:
    (done,) = converse(remote, JobQueue([Job(key=None, start=start)]), 1)
    if isinstance(done.outcome, NavetteError):
        raise done.outcome
    return done.outcome


def _weight(size: int) -> int:
    return size if size <= SPOOL_ABOVE else BATCH


def _size(item: Put) -> int:
    return min(len(item.content), BATCH) if isinstance(item.content, bytes) else BATCH
