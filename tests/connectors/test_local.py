"""What only the local door meets."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import connectors
import connectors.local.moving as moving
import connectors.local.renaming as renaming
import connectors.local.writing as writing
from connectors import Connector, Failed, Fetched, LocalSettings, Move, Put
from connectors.names import another_part_name, part_name
from domain.errors import AccessRefused, Vanished


@pytest.fixture
def root() -> Iterator[Path]:
    """Not below pytest's own folder, which other users cannot enter."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        for name in ("root/depot", "staging"):
            Path(folder, name).mkdir(parents=True)
        Path(folder, "root/depot/f.xml").write_bytes(b"contenu")
        yield Path(folder, "root")


@pytest.fixture
def door(root: Path) -> Iterator[Connector]:
    with connectors.open(LocalSettings(root=root)) as connector:
        yield connector


@pytest.fixture
def _nobody(root: Path) -> Iterator[None]:
    """Even root is refused what it has no right to, while it acts for another user."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        if not os.access(root, os.X_OK, effective_ids=True):
            pytest.skip(f"another user cannot enter {root}")
        yield
    finally:
        os.seteuid(before)


def take(door: Connector) -> object:
    (entry,) = door.list("depot")
    ((_, error),) = door.move([Move(folder="depot", entry=entry, to_folder="traites", to_name="f.xml")])
    return error


def test_an_unreadable_file_fails_alone(door: Connector, root: Path, request: pytest.FixtureRequest) -> None:
    (root / "depot" / "secret.xml").write_bytes(b"x")
    (root / "depot" / "secret.xml").chmod(0)
    (root / "depot" / "f.xml").chmod(0o644)
    request.getfixturevalue("_nobody")
    good, bad = door.fetch("depot", door.list("depot"), root.parent / "staging")
    assert isinstance(good, Fetched)
    assert isinstance(bad, Failed)
    assert isinstance(bad.error, AccessRefused)
    assert all(bad.error.remedy)


def test_a_folder_without_rights_is_reported(door: Connector, root: Path, request: pytest.FixtureRequest) -> None:
    root.chmod(0o555)
    request.getfixturevalue("_nobody")
    ((_, error),) = door.put([Put(folder="retours", name="c.json", content=b"x")])
    assert isinstance(error, AccessRefused)
    with pytest.raises(AccessRefused):
        door.make_folders(["retours"])


def test_a_file_replaced_while_it_is_taken_is_brought_back(
    door: Connector, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replacing(source: int, name: str, target: int, new: str) -> None:
        if not (root / "traites" / "f.xml").exists():
            (root / "depot" / "f.xml").write_bytes(b"le nouveau, jamais lu")
        renaming.rename_new(source, name, target, new)

    monkeypatch.setattr(moving, "rename_new", replacing)
    assert isinstance(take(door), Vanished)
    assert [path.read_bytes() for path in (root / "depot").iterdir()] == [b"le nouveau, jamais lu"]
    assert list((root / "traites").iterdir()) == []


def test_another_one_that_cannot_be_put_back_is_told_with_its_place(
    door: Connector, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replacing(source: int, name: str, target: int, new: str) -> None:
        if (root / "traites" / "f.xml").exists():
            raise FileExistsError
        (root / "depot" / "f.xml").write_bytes(b"le nouveau, jamais lu")
        renaming.rename_new(source, name, target, new)

    monkeypatch.setattr(moving, "rename_new", replacing)
    error = take(door)
    assert not isinstance(error, Vanished)
    assert "traites/f.xml" in str(error)
    assert [path.read_bytes() for path in (root / "traites").iterdir()] == [b"le nouveau, jamais lu"]


def test_what_is_put_in_place_is_looked_at(door: Connector, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def truncating(part: str, name: str, *, src_dir_fd: int, dst_dir_fd: int) -> None:
        (root / "retours" / name).write_bytes(b"")

    monkeypatch.setattr(writing.os, "rename", truncating)
    ((_, error),) = door.put([Put(folder="retours", name="r.csv", content=b"NUMERO")])
    assert isinstance(error, Vanished)


def test_a_hidden_file_that_another_process_is_writing_stays(
    door: Connector, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = Put(folder="retours", name="r.csv", content=b"NUMERO")
    usual = part_name(item.name, item.content)
    (root / "retours" / usual / "plein").mkdir(parents=True)
    left, written = (root / "retours" / another_part_name(usual) for _ in range(2))
    for path in (left, written):
        path.write_bytes(b"NUM")

    def meanwhile(folder: int, part: str, name: str, size: int) -> None:
        written.write_bytes(b"NUMER")
        into_place(folder, part, name, size)

    into_place = writing._into_place
    monkeypatch.setattr(writing, "_into_place", meanwhile)
    assert list(door.put([item])) == [(item, None)]
    assert not left.exists()
    assert written.exists()


def test_a_file_system_without_atomic_renaming_overwrites_nothing_either(
    door: Connector, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renaming, "_renameat2", None)
    (root / "traites").mkdir()
    (root / "traites" / "f.xml").write_bytes(b"celui d'hier")
    assert take(door) is None
    assert sorted(path.read_bytes() for path in (root / "traites").iterdir()) == [b"celui d'hier", b"contenu"]
