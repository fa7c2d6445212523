"""A content store in a folder, on the disk of one machine or of many that mount it. Folders are 0700, files 0600."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from io import BufferedReader
from pathlib import Path, PurePosixPath
from uuid import uuid4

from domain.errors import Missing
from domain.text import Text
from ledger.content_store import durable_files
from ledger.content_store.file_lock import held
from ledger.content_store.objects import FILES, LONGEST_MARK, MARK, PACKS, PATIENCE, SHARED, STAGING


class FolderObjects:
    """The files below ``where``."""

    marked_for = 0.0
    written_within = 1.0

    def __init__(self, where: Path) -> None:
        self.where = where

    def mark(self) -> str | None:
        path = self.where / MARK
        try:
            with durable_files.reported(path), path.open("rb") as file:
                return file.read(LONGEST_MARK).decode("ascii", "replace").strip() or None
        except Missing:
            return None

    def set_mark(self, mark: str) -> None:
        with durable_files.reported(self.where):
            durable_files.ensure(self.where)
            temporary = self.where / f"{MARK}.{uuid4().hex}"
            with durable_files.created(temporary) as file:
                file.write(f"{mark}\n".encode("ascii"))
            temporary.replace(self.where / MARK)
            durable_files.sync(self.where)

    def is_used(self) -> bool:
        return any((self.where / name).is_dir() for name in (PACKS, FILES))

    def staging(self) -> Path:
        folder = self.where / STAGING
        with durable_files.reported(folder):
            durable_files.ensure(folder)
        return folder

    def put_pack(self, temporary: Path, key: PurePosixPath) -> None:
        target = self.where / key
        with durable_files.reported(key):
            durable_files.ensure(target.parent)
            temporary.replace(target)
            durable_files.sync(target.parent)

    def replace_pack(self, temporary: Path, key: PurePosixPath) -> None:
        self.put_pack(temporary, key)

    def put_file(self, temporary: Path, key: PurePosixPath) -> None:
        with self._alone():
            self.put_pack(temporary, key)

    def read(self, key: PurePosixPath) -> BufferedReader:
        with durable_files.reported(key):
            return (self.where / key).open("rb")

    def forget(self) -> None:
        """Each read is one of the disk."""

    def fetch(self, key: PurePosixPath) -> BufferedReader:
        return self.read(key)

    def size(self, key: PurePosixPath) -> int:
        with durable_files.reported(key):
            return (self.where / key).stat().st_size

    def days(self) -> list[str]:
        return self._folders(PACKS)

    def packs(self, day: str) -> dict[PurePosixPath, int]:
        return {key: size for key, size in self._entries(PurePosixPath(PACKS, day)).items() if key.suffix == ".zip"}

    def shelves(self) -> list[str]:
        return self._folders(FILES)

    def files(self, shelf: str) -> dict[PurePosixPath, int]:
        return self._entries(PurePosixPath(FILES, shelf))

    def remove_pack(self, key: PurePosixPath) -> None:
        path = self.where / key
        with durable_files.reported(key):
            path.unlink()
            durable_files.sync(path.parent)
            if not any(path.parent.iterdir()):
                path.parent.rmdir()

    def remove_file(self, key: PurePosixPath, brought_before: datetime) -> int:
        path = self.where / key
        with self._alone(), durable_files.reported(key):
            try:
                facts = path.stat()
            except FileNotFoundError:
                return 0
            if facts.st_mtime > brought_before.timestamp():
                return 0
            path.unlink()
            durable_files.sync(path.parent)
        return facts.st_size

    def shared(self) -> list[PurePosixPath]:
        return list(self._entries(PurePosixPath(SHARED))) if (self.where / SHARED).is_dir() else []

    def emptied(self) -> AbstractContextManager[None]:
        return emptied(self.where)

    def _folders(self, name: str) -> list[str]:
        folder = self.where / name
        with durable_files.reported(name):
            return sorted(one.name for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else []

    def _entries(self, folder: PurePosixPath) -> dict[PurePosixPath, int]:
        with durable_files.reported(folder):
            sizes = {entry.name: entry.stat().st_size for entry in os.scandir(self.where / folder)}
        return {folder / name: size for name, size in sorted(sizes.items())}

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Excludes other processes, on any machine, that add or remove a spooled file until the block ends."""
        with held(
            self.where / FILES / ".lock",
            Text(
                "Le stockage des contenus est tenu par un autre processus.",
                "The content store is held by another process.",
            ),
            Text(
                "Un nouvel essai sera fait ; cherchez un processus bloqué.",
                "It will be tried again; look for a process that hangs.",
            ),
            PATIENCE,
        ):
            yield


def emptied(folder: Path) -> AbstractContextManager[None]:
    """The lock of retention below ``folder``. Raises :class:`domain.errors.Unavailable` when another run has it."""
    return held(
        folder / ".retention.lock",
        Text("Un autre passage de conservation est en cours.", "Another retention run is at work."),
        Text("Attendez sa fin ; il fait la même chose.", "Wait for its end; it does the same."),
    )
