"""The interface of every connector, and the types of its arguments and answers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from domain.errors import NavetteError

SPOOL_ABOVE = 8 * 2**20
"""Bytes; a larger file is streamed to the staging folder instead of being held in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A regular file as a listing showed it. Bytes of a name that are no UTF-8 survive as surrogate escapes."""

    name: str
    size: int
    """Bytes."""
    modified: float
    """Seconds since 1970, by the clock of the door's machine; whole seconds over SFTP."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A file fetched whole: its content in memory, or a staging file, which the caller must remove."""

    entry: Entry
    sha256: str
    """64 hexadecimal digits."""
    content: bytes | None = field(default=None, repr=False)
    spooled: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A file that could not be fetched; it is untouched."""

    entry: Entry
    error: NavetteError


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """A file to write. ``folder`` is relative to the root, its parts separated by ``/``; made when missing."""

    folder: str
    name: str
    content: bytes | Path = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A file to move out of ``folder``, provided it is still the one ``entry`` describes."""

    folder: str
    entry: Entry
    to_folder: str
    to_name: str


class Connector(Protocol):
    """An opened door. Each file's error is part of its answer; only a door that does not open raises.

    Raised by every method: :class:`~domain.errors.Unavailable`, :class:`~domain.errors.AccessRefused`,
    :class:`~domain.errors.HostKeyRefused` or :class:`~domain.errors.SettingsError`, always with a remedy.
    """

    def __enter__(self) -> Self:
        """Open the door; the root must exist."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the door."""

    def list(self, folder: str) -> tuple[Entry, ...]:
        """The regular files of ``folder`` by name; none when it is missing. Links and folders are left out."""

    def listings(self, folders: Iterable[str]) -> Iterator[tuple[str, tuple[Entry, ...] | NavetteError]]:
        """:meth:`list` for each of ``folders``, in the order of the answers: a hundred folders take little longer than
        one.

        A missing folder is distinguished from an empty one here: its answer is :class:`~domain.errors.Vanished`.
        """

    def fetch(self, folder: str, entries: Sequence[Entry], staging: Path) -> Iterator[Fetched | Failed]:
        """The content of each entry, in the order of arrival. A file whose size or time has changed fails as
        Unavailable, a missing one as Vanished.
        """

    def put(self, items: Iterable[Put]) -> Iterator[tuple[Put, NavetteError | None]]:
        """Write each file, whole or not at all: written under a hidden name, then renamed over ``name``."""

    def move(self, moves: Sequence[Move]) -> Iterator[tuple[Move, NavetteError | None]]:
        """Move each file out of its folder; an answer without error means it was moved. Moving it a second time is no
        error. Another file under the same name stays, and the answer is Vanished. A different file at the target is
        never overwritten: its modification time is added to the name.
        """

    def make_folders(self, folders: Iterable[str]) -> None:
        """Make each folder, with those above it up to the root; existing ones are left as they are."""
