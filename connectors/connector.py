"""The interface of every connector, and the values it takes and answers."""

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
    """Seconds since 1970, by the clock behind the door; whole seconds over SFTP."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A file fetched whole: its content in memory, or the staging file that holds it and belongs to the caller."""

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
    """A file to leave. ``folder`` is relative to the root, its steps separated by ``/``; made when missing."""

    folder: str
    name: str
    content: bytes | Path = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A file to take out of ``folder``, as long as it is still the one ``entry`` describes."""

    folder: str
    entry: Entry
    to_folder: str
    to_name: str


class Connector(Protocol):
    """A door. Every answer comes with its own error; only a door that does not open raises.

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
        """The regular files of ``folder`` by name; none when it is missing. Links and folders are not shown."""

    def listings(self, folders: Iterable[str]) -> Iterator[tuple[str, tuple[Entry, ...] | NavetteError]]:
        """:meth:`list` for each of ``folders``, as they come in: a hundred folders take little longer than one.

        A missing folder is not an empty one here: its answer is :class:`~domain.errors.Vanished`.
        """

    def fetch(self, folder: str, entries: Sequence[Entry], staging: Path) -> Iterator[Fetched | Failed]:
        """Each entry's content, in the order they come in.

        A file whose size or time is no longer the entry's fails as Unavailable, a gone one as Vanished.
        """

    def put(self, items: Iterable[Put]) -> Iterator[tuple[Put, NavetteError | None]]:
        """Leave each file, whole or not at all: written under a hidden name, then renamed over ``name``."""

    def move(self, moves: Sequence[Move]) -> Iterator[tuple[Move, NavetteError | None]]:
        """Take each file out of its folder; an answer without error says it has left.

        Done twice, the second time is fine. Another file under the same name stays, and the answer is Vanished.
        A different file at the target is never overwritten: a moment is added to the name.
        """

    def make_folders(self, folders: Iterable[str]) -> None:
        """Make each folder, with those above it up to the root; those there already are fine."""
