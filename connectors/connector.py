"""The interface of every connector, and the types of its arguments and answers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
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


class StrayKind(Enum):
    """What lies in a folder and is no regular file."""

    FOLDER = auto()
    LINK = auto()
    SPECIAL = auto()
    """A pipe, a socket or a device."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """What a folder holds beside its files; it is never followed, opened or moved."""

    name: str
    kind: StrayKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a folder holds, by name."""

    files: tuple[Entry, ...] = ()
    strays: tuple[Stray, ...] = ()


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
    """A file to move out of ``folder``, provided it is still the one ``entry`` describes.

    A file of that size and another time is still that one when its bytes are: some servers give a file a new time when
    they rename it (object stores, where renaming is copying), and some shares when they are restored.
    """

    folder: str
    entry: Entry
    to_folder: str
    to_name: str
    sha256: str | None = None
    """Digest of its bytes, 64 hexadecimal digits; ``None``: not known, and another time is another file."""


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

    def look(self, folder: str) -> Look:
        """Everything in ``folder``; nothing when it is missing. The folder itself is reached through no link."""

    def looks(self, folders: Iterable[str]) -> Iterator[tuple[str, Look | NavetteError]]:
        """:meth:`look` for each of ``folders``, answered as :meth:`listings` does."""

    def listings(self, folders: Iterable[str]) -> Iterator[tuple[str, tuple[Entry, ...] | NavetteError]]:
        """:meth:`list` for each of ``folders``, in the order of the answers: a hundred folders take little longer than
        one.

        A missing folder is distinguished from an empty one here: its answer is :class:`~domain.errors.Vanished`.
        """

    def fetch(self, folder: str, entries: Sequence[Entry], staging: Path) -> Iterator[Fetched | Failed]:
        """The content of each entry, in the order of arrival. A file whose size or time has changed fails as
        Unavailable, a missing one as Vanished, as does what is no regular file any more; no link is followed.
        """

    def put(self, items: Iterable[Put]) -> Iterator[tuple[Put, NavetteError | None]]:
        """Write each file, whole or not at all: written under a hidden name, then renamed over ``name``. What already
        has the hidden name, or takes it meanwhile, is not written to unless it is our own unfinished file.
        """

    def move(self, moves: Sequence[Move]) -> Iterator[tuple[Move, NavetteError | None]]:
        """Move each file out of its folder; an answer without error means it was moved. Moving it a second time is no
        error. Another file under the same name stays, and the answer is Vanished; one that was moved because it came
        at that very moment is moved back, and the answer is :class:`~domain.errors.PutBack`. A different file at the
        target is never overwritten: its modification time is added to the name.
        """

    def make_folders(self, folders: Iterable[str]) -> None:
        """Make each folder, with those above it up to the root; existing ones are left as they are."""

    def remove(self, folder: str, entry: Entry) -> None:
        """Remove a file of ``folder`` that this program wrote, of the size of ``entry``; no link is followed. Raises
        :class:`~domain.errors.Vanished` when it is missing, or another file has the name.
        """
