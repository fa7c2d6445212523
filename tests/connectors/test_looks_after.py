"""Each look after a step says what happened, when something else did: what moved, what is left, what is told.

A server of this process does the other thing at that very moment; what the local door does is in ``test_local``.
"""

import hashlib
import os
from pathlib import Path

import asyncssh
import pytest

import connectors
from connectors import Move, Put
from domain.errors import AccessRefused, NavetteError, PutBack, Unavailable, Vanished
from tests.connectors.conftest import Door
from tests.connectors.embedded import Forbidding, running_asyncssh
from tests.connectors.test_contract import files, move

NEW = b"nouveau"
"""As long as :data:`OLD`."""
OLD = b"contenu"
REPORT = Put(folder="retours", name="rapport.csv", content=b"NUMERO;STATUT")


def here(path: bytes) -> Path:
    return Path(os.fsdecode(path))


class Restamping(Forbidding):
    """Gives a file a new time when it renames it, as object stores do."""

    def rename(self, oldpath: bytes, newpath: bytes) -> None:
        super().rename(oldpath, newpath)
        os.utime(here(newpath), (1_900_000_000, 1_900_000_000))


class Replacing(Restamping):
    """And a supplier puts another file of the same size in its place just before."""

    def rename(self, oldpath: bytes, newpath: bytes) -> None:
        if b"/depot/" in oldpath:
            here(oldpath).write_bytes(NEW)
        super().rename(oldpath, newpath)


class OneWay(Replacing):
    """And nothing can be put back into the drop."""

    def rename(self, oldpath: bytes, newpath: bytes) -> None:
        if b"/depot/" in newpath:
            raise asyncssh.SFTPPermissionDenied("lecture seule")
        super().rename(oldpath, newpath)


class Locked(Forbidding):
    """Lets nothing be moved."""

    def rename(self, oldpath: bytes, newpath: bytes) -> None:
        raise asyncssh.SFTPPermissionDenied("lecture seule")


def moved(server: type[Forbidding], root: Path) -> NavetteError | None:
    """What is said of the move of a file whose bytes are known."""
    (root / "depot").mkdir()
    (root / "depot/f.xml").write_bytes(OLD)
    with running_asyncssh(server) as settings, connectors.open(settings.model_copy(update={"root": str(root)})) as door:
        (entry,) = door.list("depot")
        digest = hashlib.sha256(OLD).hexdigest()
        order = Move(folder="depot", entry=entry, to_folder="traites", to_name="g.xml", sha256=digest)
        ((_, error),) = door.move([order])
    return error


def test_a_file_that_gets_another_time_by_being_moved_is_moved(tmp_path: Path) -> None:
    assert moved(Restamping, tmp_path) is None
    assert files(tmp_path / "depot") == []
    assert (tmp_path / "traites/g.xml").read_bytes() == OLD


def test_another_one_of_the_same_size_that_was_moved_for_it_is_back(tmp_path: Path) -> None:
    assert isinstance(moved(Replacing, tmp_path), PutBack)
    assert (tmp_path / "depot/f.xml").read_bytes() == NEW
    assert files(tmp_path / "traites") == []


def test_another_one_that_cannot_be_put_back_is_told_with_its_place(tmp_path: Path) -> None:
    error = moved(OneWay, tmp_path)
    assert error is not None
    assert not isinstance(error, PutBack)
    assert "traites/g.xml" in str(error)
    assert (tmp_path / "traites/g.xml").read_bytes() == NEW


def test_a_move_that_is_refused_is_told_as_the_server_tells_it(tmp_path: Path) -> None:
    assert isinstance(moved(Locked, tmp_path), AccessRefused)
    assert files(tmp_path / "depot") == ["f.xml"]


def test_another_file_of_the_name_is_not_moved_even_for_a_moment(door: Door) -> None:
    """The answer that it was put back would say that it had been away."""
    door.drop("f.xml", b"premier")
    entry = door.entry("f.xml")
    door.drop("f.xml", b"second, jamais lu")
    error = move(door, entry)
    assert isinstance(error, Vanished)
    assert not isinstance(error, PutBack)


def test_a_file_that_is_gone_was_not_moved_because_another_one_has_the_name_there(door: Door) -> None:
    path = door.drop("f.xml", b"un")
    entry = door.entry("f.xml")
    door.drop("f.xml", b"celui d'hier", folder="traites")
    path.unlink()
    assert isinstance(move(door, entry), Vanished)


class Short(Forbidding):
    """Keeps half of what is written, and says that all is well."""

    def write(self, file_obj: object, offset: int, data: bytes) -> int:
        super().write(file_obj, offset, data[: len(data) // 2])
        return len(data)


class Truncating(Forbidding):
    """Puts in place an empty file, and says that all is well."""

    def posix_rename(self, oldpath: bytes, newpath: bytes) -> None:
        super().posix_rename(oldpath, newpath)
        here(newpath).write_bytes(b"")


class Losing(Forbidding):
    """Has lost the hidden file when it is to be put in place."""

    def posix_rename(self, oldpath: bytes, newpath: bytes) -> None:
        here(oldpath).unlink()
        super().posix_rename(oldpath, newpath)


class Forgetting(Forbidding):
    """Puts nothing in place, and says that all is well."""

    def posix_rename(self, oldpath: bytes, newpath: bytes) -> None:
        here(oldpath).unlink()
        here(newpath).unlink()


class Planting(Forbidding):
    """Somebody puts a file of another size in the place of the hidden one as soon as it is written."""

    part = Path()

    def open(self, path: bytes, pflags: int, attrs: asyncssh.SFTPAttrs) -> object:
        self.part = here(path)
        return super().open(path, pflags, attrs)

    def fstat(self, file_obj: object) -> object:
        self.part.unlink()
        self.part.write_bytes(b"d'un autre")
        return super().fstat(file_obj)


LEFT = {Short: b"ancien", Truncating: b"", Losing: b"ancien", Forgetting: None, Planting: b"ancien"}
"""What has the final name afterwards."""


@pytest.mark.parametrize("server", LEFT)
def test_a_file_that_is_not_in_place_is_not_said_to_be(tmp_path: Path, server: type[Forbidding]) -> None:
    (tmp_path / "retours").mkdir()
    (tmp_path / "retours/rapport.csv").write_bytes(b"ancien")
    with (
        running_asyncssh(server) as settings,
        connectors.open(settings.model_copy(update={"root": str(tmp_path)})) as door,
    ):
        ((_, error),) = door.put([REPORT])
    assert type(error) is (Unavailable if server is Short else Vanished)
    final = tmp_path / "retours/rapport.csv"
    assert files(tmp_path / "retours") == ([] if LEFT[server] is None else [final.name])
    assert (final.read_bytes() if final.exists() else None) == LEFT[server]
