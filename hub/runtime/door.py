"""A door of the settings, opened: a connector that is remembered as closed when its server cannot be reached."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from connectors import Connector, Entry, Failed, Fetched, Look, Move, Put
from domain.errors import AccessRefused, NavetteError, Unavailable, Unreachable
from domain.text import Text
from hub.runtime.closed_doors import ClosedDoors
from hub.runtime.sessions import Sessions


class Door:
    """See :class:`connectors.connector.Connector`. Here each method raises, or answers, :class:`DoorClosed`:

    when the door does not open, when its server is lost on the way, and without another attempt when either happened
    before in the run.
    """

    def __init__(
        self,
        name: str,
        find: Callable[[], Connector],
        closed: ClosedDoors,
        sessions: Sessions | None = None,
        most: int | None = None,
    ) -> None:
        """``most``: how many sessions of the door may be open at a time; ``None``: as its server lets in."""
        self._name, self._find, self._closed = name, find, closed
        self._sessions, self._most = sessions or Sessions(), most
        self._connector: Connector | None = None

    def __enter__(self) -> Self:
        self._sessions.enter(self._name, self._most)
        try:
            self._connector = self._closed.opened(self._name, self._connected)
        except BaseException:
            self._sessions.leave(self._name)
            raise
        return self

    def _connected(self) -> Connector:
        """A session that is refused while others are open waits for one of them to end."""
        while True:
            try:
                return self._find().__enter__()
            except (Unavailable, AccessRefused):
                if not self._sessions.wait_for_another(self._name, self._most):
                    raise
            self._closed.check(self._name)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._open().__exit__(kind, error, trace)
        finally:
            self._sessions.leave(self._name)

    def list(self, folder: str) -> tuple[Entry, ...]:
        """The regular files of ``folder`` by name."""
        with self._remembering() as connector:
            return connector.list(folder)

    def look(self, folder: str) -> Look:
        """Everything in ``folder``."""
        with self._remembering() as connector:
            return connector.look(folder)

    def looks(self, folders: Iterable[str]) -> Iterator[tuple[str, Look | NavetteError]]:
        """Everything in each folder."""
        if known := self._closed.fault(self._name):
            yield from ((folder, known) for folder in folders)
            return
        for folder, seen in self._open().looks(folders):
            yield folder, self._remembered(seen) if isinstance(seen, NavetteError) else seen

    def listings(self, folders: Iterable[str]) -> Iterator[tuple[str, tuple[Entry, ...] | NavetteError]]:
        """The regular files of each folder by name."""
        for folder, seen in self.looks(folders):
            yield folder, seen.files if isinstance(seen, Look) else seen

    def fetch(self, folder: str, entries: Sequence[Entry], staging: Path) -> Iterator[Fetched | Failed]:
        """Each entry's content."""
        if known := self._closed.fault(self._name):
            yield from (Failed(entry=entry, error=known) for entry in entries)
            return
        for answer in self._open().fetch(folder, entries, staging):
            if isinstance(answer, Failed):
                yield Failed(entry=answer.entry, error=self._remembered(answer.error))
            else:
                yield answer

    def put(self, items: Iterable[Put]) -> Iterator[tuple[Put, NavetteError | None]]:
        """Leave each file, whole or not at all."""
        if known := self._closed.fault(self._name):
            yield from ((item, known) for item in items)
            return
        for item, fault in self._open().put(items):
            yield item, self._remembered(fault) if fault else None

    def move(self, moves: Sequence[Move]) -> Iterator[tuple[Move, NavetteError | None]]:
        """Take each file out of its folder."""
        if known := self._closed.fault(self._name):
            yield from ((move, known) for move in moves)
            return
        for move, fault in self._open().move(moves):
            yield move, self._remembered(fault) if fault else None

    def make_folders(self, folders: Iterable[str]) -> None:
        """Make each folder, with those above it."""
        with self._remembering() as connector:
            connector.make_folders(folders)

    def remove(self, folder: str, entry: Entry) -> None:
        """Remove a file that this program wrote."""
        with self._remembering() as connector:
            connector.remove(folder, entry)

    def _open(self) -> Connector:
        if self._connector is None:
            raise NavetteError(
                Text(
                    f"La porte {self._name} est utilisée avant d'être ouverte.",
                    f"The door {self._name} is used before it is opened.",
                ),
                Text("Signalez-le.", "Report this."),
            )
        return self._connector

    @contextmanager
    def _remembering(self) -> Iterator[Connector]:
        if known := self._closed.fault(self._name):
            raise known
        try:
            yield self._open()
        except Unreachable as fault:
            raise self._closed.close(self._name, fault) from fault

    def _remembered(self, fault: NavetteError) -> NavetteError:
        return self._closed.close(self._name, fault) if isinstance(fault, Unreachable) else fault
