"""The connector of a folder of this machine (or one mounted on it).

Every path is walked step by step from the root with directory descriptors that refuse symbolic links: nothing
outside the root can be reached, even when folders are replaced by links during a run.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from connectors.connector import Entry, Failed, Fetched, Look, Move, Put
from connectors.faults import no_root, not_mounted
from connectors.local import reading
from connectors.local.faults import fault
from connectors.local.moving import move
from connectors.local.removing import remove
from connectors.local.tree import made, opened
from connectors.local.writing import write
from connectors.settings import LocalSettings
from domain.errors import NavetteError, Vanished

GROUP = 64
"""Files whose folders are synchronised to disk together, before any of them is answered."""

Item = TypeVar("Item", Put, Move)


class LocalConnector:
    """See :class:`connectors.connector.Connector`."""

    def __init__(self, settings: LocalSettings) -> None:
        self._root = settings.root
        self._mounted = settings.mounted

    def __enter__(self) -> Self:
        """Raises :class:`domain.errors.Unavailable` when the root is missing, or nothing is mounted there and it should
        be.
        """
        if not self._root.is_dir():
            raise no_root(str(self._root))
        if self._mounted and not self._root.is_mount():
            raise not_mounted(str(self._root))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Does nothing: no file is kept open between calls."""

    def list(self, folder: str) -> tuple[Entry, ...]:
        """The regular files of ``folder`` by name."""
        return self.look(folder).files

    def look(self, folder: str) -> Look:
        """Everything in ``folder``."""
        try:
            return self._seen(folder)
        except Vanished:
            return Look()

    def looks(self, folders: Iterable[str]) -> Iterator[tuple[str, Look | NavetteError]]:
        """Everything in each folder."""
        for folder in folders:
            try:
                answer: Look | NavetteError = self._seen(folder)
            except NavetteError as error:
                answer = error
            yield folder, answer

    def listings(self, folders: Iterable[str]) -> Iterator[tuple[str, tuple[Entry, ...] | NavetteError]]:
        """The regular files of each folder by name."""
        for folder, seen in self.looks(folders):
            yield folder, seen.files if isinstance(seen, Look) else seen

    def fetch(self, folder: str, entries: Sequence[Entry], staging: Path) -> Iterator[Fetched | Failed]:
        """The content of each entry."""
        for entry in entries:
            try:
                with opened(self._root, folder) as descriptor:
                    answer: Fetched | Failed = reading.read(descriptor, entry, staging)
            except NavetteError as error:
                answer = Failed(entry=entry, error=error)
            except OSError as error:
                answer = Failed(entry=entry, error=fault(error, entry.name))
            yield answer

    def put(self, items: Iterable[Put]) -> Iterator[tuple[Put, NavetteError | None]]:
        """Write each file, whole or not at all."""
        return self._each(items, lambda item: write(self._root, item), lambda item: item.folder)

    def move(self, moves: Sequence[Move]) -> Iterator[tuple[Move, NavetteError | None]]:
        """Move each file out of its folder."""
        return self._each(moves, lambda order: move(self._root, order), lambda order: order.to_folder)

    def make_folders(self, folders: Iterable[str]) -> None:
        """Make each folder, with those above it."""
        for folder in folders:
            try:
                with made(self._root, folder):
                    pass
            except OSError as error:
                raise fault(error, folder) from error

    def remove(self, folder: str, entry: Entry) -> None:
        """Remove a file that this program wrote."""
        try:
            remove(self._root, folder, entry)
        except OSError as error:
            raise fault(error, entry.name) from error

    def _seen(self, folder: str) -> Look:
        try:
            with opened(self._root, folder) as descriptor:
                return reading.look(descriptor)
        except OSError as error:
            raise fault(error, folder) from error

    def _each(
        self, items: Iterable[Item], do: Callable[[Item], None], folder: Callable[[Item], str]
    ) -> Iterator[tuple[Item, NavetteError | None]]:
        line = iter(items)
        while group := tuple(islice(line, GROUP)):
            answers = [(item, _attempt(do, item)) for item in group]
            lost = {name: self._synchronise(name) for name in {folder(item) for item, error in answers if not error}}
            for item, error in answers:
                yield item, error or lost[folder(item)]

    def _synchronise(self, folder: str) -> NavetteError | None:
        try:
            with opened(self._root, folder) as descriptor:
                os.fsync(descriptor)
        except OSError as error:
            return fault(error, folder)
        return None


def _attempt(do: Callable[[Item], None], item: Item) -> NavetteError | None:
    try:
        do(item)
    except NavetteError as error:
        return error
    except OSError as error:
        return fault(error, item.name if isinstance(item, Put) else item.entry.name)
    return None
