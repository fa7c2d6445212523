"""A door of the settings, opened: a connector that is remembered as closed when its server cannot be reached."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from connectors import Connector, Entry, Failed, Fetched, Move, Put
from domain.errors import NavetteError, Unreachable
from domain.text import Text
from hub.runtime.closed_doors import ClosedDoors


class Door:
    """See :class:`connectors.connector.Connector`. Here each method raises, or answers, :class:`DoorClosed`:

    when the door does not open, when its server is lost on the way, and without another attempt when either happened
    before in the run.
    """

    def __init__(self, name: str, find: Callable[[], Connector], closed: ClosedDoors) -> None:
        self._name, self._find, self._closed = name, find, closed
        self._connector: Connector | None = None

    def __enter__(self) -> Self:
        self._connector = self._closed.opened(self._name, lambda: self._find().__enter__())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open().__exit__(kind, error, trace)

    def list(self, folder: str) -> tuple[Entry, ...]:
        """The regular files of ``folder`` by name."""
        with self._remembering() as connector:
            return connector.list(folder)

    def listings(self, folders: Iterable[str]) -> Iterator[tuple[str, tuple[Entry, ...] | NavetteError]]:
        """The regular files of each folder by name."""
        if known := self._closed.fault(self._name):
            yield from ((folder, known) for folder in folders)
            return
        for folder, seen in self._open().listings(folders):
            yield folder, self._remembered(seen) if isinstance(seen, NavetteError) else seen

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
