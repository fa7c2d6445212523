"""What the files of a content store are kept in, a folder or a bucket: the few things both can do.

A key is a path below the store (:mod:`ledger.content_store.location`): the same in both, so that a store moves by
copying. Everything here raises :class:`domain.errors.NavetteError`: :class:`domain.errors.Absent` for what is missing
or refused now, :class:`domain.errors.Unavailable` for what does not answer.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from io import BufferedRandom, BufferedReader
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

from ledger.content_store.place import Where

type_file = BufferedReader | BufferedRandom
"""A file of this machine."""
PACKS, FILES, STAGING, SHARED = "packs", "files", "staging", "shared"
MARK = ".navette-store"
LONGEST_MARK = 64
PATIENCE = 60.0
"""Seconds one waits for a file to be put in its place, or removed."""
MARGIN = timedelta(days=2)
"""Age after which the ledger certainly has recorded the bytes of a spooled file: a run takes hours at most."""


class Objects(Protocol):
    """Processes and machines may share one."""

    marked_for: float
    """Seconds for which the mark, once seen, need not be looked at again: a disk may go at any moment."""

    @property
    def written_within(self) -> float:
        """Seconds after which whoever saw the mark has written what he was writing."""

    @property
    def where(self) -> Where:
        """Where they are."""

    def mark(self) -> str | None:
        """The mark; ``None`` when there is none."""

    def set_mark(self, mark: str) -> None:
        """Marks the store, whatever its mark was; a folder that is missing is made."""

    def is_used(self) -> bool:
        """Whether packs or files of a store are there, marked or not."""

    def staging(self) -> Path:
        """The folder of this machine to spool files in, made when it is missing."""

    def put_pack(self, temporary: Path, key: PurePosixPath) -> None:
        """Takes over the file ``temporary`` of :meth:`staging` as a pack, whole or not at all, for good when this
        returns. A pack that is there already has the same members.
        """

    def replace_pack(self, temporary: Path, key: PurePosixPath) -> None:
        """Like :meth:`put_pack`, in the place of a pack that held more."""

    def put_file(self, temporary: Path, key: PurePosixPath) -> None:
        """Like :meth:`put_pack`, for a file of its own; it counts as brought now, even when it was there.

        Raises :class:`domain.errors.Unavailable` while another process removes it.
        """

    def read(self, key: PurePosixPath) -> BinaryIO:
        """The file, to be read in parts, nothing of it checked; the caller closes it."""

    def forget(self) -> None:
        """Nothing that was read before is given out again: it may have been written anew."""

    def fetch(self, key: PurePosixPath) -> type_file:
        """The whole file, on this machine, nothing of it checked; the caller closes it."""

    def size(self, key: PurePosixPath) -> int:
        """Bytes of the file."""

    def days(self) -> list[str]:
        """The days (``aaaa-mm-jj``) that have packs, in order."""

    def packs(self, day: str) -> Mapping[PurePosixPath, int]:
        """The packs of the day, in order, and their sizes in bytes."""

    def shelves(self) -> list[str]:
        """The folders of spooled files: the two digits their SHA-256 begin with, in order."""

    def files(self, shelf: str) -> Mapping[PurePosixPath, int]:
        """What is in that folder, in order, with sizes in bytes; names are not looked at."""

    def remove_pack(self, key: PurePosixPath) -> None:
        """Removes the pack."""

    def remove_file(self, key: PurePosixPath, brought_before: datetime) -> int:
        """Removes a spooled file unless somebody brought it (again) since that moment; bytes that were freed."""

    def shared(self) -> list[PurePosixPath]:
        """The files that machines share (:mod:`ledger.content_store.shared_files`), in order."""

    def emptied(self) -> AbstractContextManager[None]:
        """Excludes other processes that remove bytes until the block ends. Raises
        :class:`domain.errors.Unavailable` when one is at work.
        """
