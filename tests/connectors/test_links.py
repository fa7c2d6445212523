"""No link is followed, wherever it is put and whenever: in a drop, in place of a file or a folder, under a hidden name.

Each test is run on every door. ``autre`` is the account of another supplier below the same root: whoever may make links
in its own account must not have its files read, nor anything written there.
"""

import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncssh
import pytest

import connectors
from connectors import Entry, Failed, Fetched, LocalSettings, Move, Put, Stray, StrayKind
from connectors.names import part_name
from connectors.sftp.transport import transport_on, wire_to
from domain.errors import AccessRefused, NavetteError, PutBack, Vanished
from tests.conftest import PATIENCE
from tests.connectors.conftest import Door
from tests.connectors.embedded import Forbidding, running_asyncssh
from tests.connectors.test_contract import files, put

ANSWER = Put(folder="mien/retours", name="rapport.csv", content=b"NUMERO;STATUT")
OLD = 1_000_000_000
"""Seconds since 1970, a time that another file can be given too."""


@pytest.fixture
def other(door: Door) -> Path:
    """Another's account: a file to read, a folder to write to."""
    for folder in ("mien/depot", "mien/retours", "autre/depot", "autre/traites"):
        (door.root / folder).mkdir(parents=True)
    secret = door.root / "autre/traites/facture.xml"
    secret.write_bytes(b"d'un autre!")
    os.utime(secret, (OLD, OLD))
    return door.root / "autre"


def listed(door: Door, name: str = "x.xml", content: bytes = b"0123456789A") -> tuple[Path, tuple[Entry, ...]]:
    """A file of the size and time of another's, and the listing that shows it."""
    path = door.root / "mien/depot" / name
    path.write_bytes(content)
    os.utime(path, (OLD, OLD))
    return path, door.connector.list("mien/depot")


def fetch(door: Door, entries: tuple[Entry, ...]) -> list[Fetched | Failed]:
    return list(door.connector.fetch("mien/depot", entries, door.staging))


# --- a look -------------------------------------------------------------------------------------------------------


def test_a_look_tells_what_is_no_file_and_of_what_kind(door: Door) -> None:
    home = door.root / "depot"
    (home / "novembre").mkdir(parents=True)
    (home / "a.xml").write_bytes(b"a")
    (home / "lien.xml").symlink_to("a.xml")
    (home / "nulle-part.xml").symlink_to("absent")
    (home / "lien-dossier").symlink_to("novembre")
    os.mkfifo(home / "tuyau.xml")
    seen = door.connector.look("depot")
    assert [entry.name for entry in seen.files] == ["a.xml"]
    assert seen.strays == (
        Stray(name="lien-dossier", kind=StrayKind.LINK),
        Stray(name="lien.xml", kind=StrayKind.LINK),
        Stray(name="novembre", kind=StrayKind.FOLDER),
        Stray(name="nulle-part.xml", kind=StrayKind.LINK),
        Stray(name="tuyau.xml", kind=StrayKind.SPECIAL),
    )
    assert door.connector.look("absent").strays == ()
    assert dict(door.connector.looks(["depot"])) == {"depot": seen}


# --- fetch --------------------------------------------------------------------------------------------------------


def test_a_listed_file_replaced_by_a_link_to_its_like_is_not_read(door: Door, other: Path) -> None:
    path, entries = listed(door)
    path.unlink()
    path.symlink_to(os.path.relpath(other / "traites/facture.xml", path.parent))
    (answer,) = fetch(door, entries)
    assert isinstance(answer, Failed)
    assert isinstance(answer.error, (Vanished, AccessRefused))


def test_a_drop_replaced_by_a_link_to_a_folder_of_alike_files_is_not_read(door: Door, other: Path) -> None:
    _, entries = listed(door, "facture.xml")
    (door.root / "mien/depot").rename(door.root / "mien/depot.avant")
    (door.root / "mien/depot").symlink_to("../autre/traites")
    (answer,) = fetch(door, entries)
    assert isinstance(answer, Failed)
    assert isinstance(answer.error, AccessRefused)


def test_an_account_replaced_by_a_link_is_not_read(door: Door, other: Path) -> None:
    _, entries = listed(door, "facture.xml")
    (door.root / "mien").rename(door.root / "mien.avant")
    (door.root / "mien").symlink_to("autre")
    (other / "depot").rmdir()
    (other / "traites").rename(other / "depot")
    with pytest.raises(AccessRefused):
        door.connector.list("mien/depot")
    (answer,) = fetch(door, entries)
    assert isinstance(answer, Failed)
    assert isinstance(answer.error, AccessRefused)


@pytest.mark.parametrize("what", ["pipe", "folder", "missing"])
def test_what_a_listed_file_became_stops_no_other(door: Door, other: Path, what: str) -> None:
    path, _ = listed(door, "b.xml")
    for name in ("a.xml", "c.xml"):
        listed(door, name)
    entries = door.connector.list("mien/depot")
    path.unlink()
    if what == "pipe":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    answers = {answer.entry.name: answer for answer in fetch(door, entries)}
    assert isinstance(answers["a.xml"], Fetched)
    assert isinstance(answers["c.xml"], Fetched)
    failed = answers["b.xml"]
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, Vanished)


# --- put ----------------------------------------------------------------------------------------------------------


def test_nothing_is_written_through_a_folder_that_is_a_link(door: Door, other: Path) -> None:
    (door.root / "mien/retours").rmdir()
    (door.root / "mien/retours").symlink_to("../autre/depot")
    assert isinstance(put(door, ANSWER)["rapport.csv"], AccessRefused)
    assert files(other / "depot") == []


def test_nothing_is_written_through_a_folder_swapped_in_the_middle(door: Door, other: Path) -> None:
    home = door.root / "mien/retours"

    def items() -> Iterator[Put]:
        for number in range(300):
            if number == 150:
                home.rename(door.root / "mien/retours.avant")
                home.symlink_to("../autre/depot")
            yield Put(folder="mien/retours", name=f"{number}.xml", content=b"<x/>" * 10)

    answers = list(door.connector.put(items()))
    assert files(other / "depot") == []
    refused = [error for _, error in answers if error]
    assert len(refused) >= 150
    assert all(isinstance(error, NavetteError) for error in refused)


@pytest.mark.parametrize("planted", ["link", "link to nothing", "second name", "pipe", "folder"])
def test_a_planted_hidden_name_is_not_written_to(door: Door, other: Path, planted: str) -> None:
    target = other / "cible.txt"
    target.write_bytes(b"a un autre")
    part = door.root / "mien/retours" / part_name(ANSWER.name, ANSWER.content)
    if planted == "link":
        part.symlink_to("../../autre/cible.txt")
    elif planted == "link to nothing":
        part.symlink_to("../../autre/depot/nouveau.txt")
    elif planted == "second name":
        os.link(target, part)
    elif planted == "pipe":
        os.mkfifo(part)
    else:
        (part / "plein").mkdir(parents=True)
    assert put(door, ANSWER) == {"rapport.csv": None}
    final = door.root / "mien/retours/rapport.csv"
    assert not final.is_symlink()
    assert final.read_bytes() == ANSWER.content
    assert final.stat().st_nlink == 1
    assert target.read_bytes() == b"a un autre"
    assert files(other / "depot") == []


def test_an_answer_put_over_a_link_replaces_the_link(door: Door, other: Path) -> None:
    (other / "cible.txt").write_bytes(b"a un autre")
    final = door.root / "mien/retours/rapport.csv"
    for target in ("cible.txt", "depot/nouveau.txt"):
        final.unlink(missing_ok=True)
        final.symlink_to(f"../../autre/{target}")
        error = put(door, ANSWER)["rapport.csv"]
        if door.kind == "proftpd" and error:  # it would rename over what the link leads to
            assert isinstance(error, AccessRefused)
        else:
            assert error is None
            assert not final.is_symlink()
            assert final.read_bytes() == ANSWER.content
        assert (other / "cible.txt").read_bytes() == b"a un autre"
        assert files(other / "depot") == []


# --- move ---------------------------------------------------------------------------------------------------------


def test_a_file_is_not_moved_into_or_out_of_a_linked_folder(door: Door, other: Path) -> None:
    _, (entry,) = listed(door, "facture.xml")
    (door.root / "mien/traites").symlink_to("../autre/depot")
    into = Move(folder="mien/depot", entry=entry, to_folder="mien/traites", to_name="facture.xml")
    ((_, error),) = door.connector.move([into])
    assert isinstance(error, AccessRefused)
    assert files(other / "depot") == []
    assert files(door.root / "mien/depot") == ["facture.xml"]
    (door.root / "mien/depot").rename(door.root / "mien/depot.avant")
    (door.root / "mien/depot").symlink_to("../autre/traites")
    out_of = Move(folder="mien/depot", entry=entry, to_folder="mien/rejets", to_name="facture.xml")
    ((_, error),) = door.connector.move([out_of])
    assert isinstance(error, AccessRefused)
    assert files(other / "traites") == ["facture.xml"]


def test_a_link_in_the_place_of_a_listed_file_stays_where_it_is(door: Door, other: Path) -> None:
    path, (entry,) = listed(door)
    path.unlink()
    path.symlink_to("../../autre/traites/facture.xml")
    order = Move(folder="mien/depot", entry=entry, to_folder="mien/traites", to_name="x.xml")
    ((_, error),) = door.connector.move([order])
    assert isinstance(error, Vanished)
    assert path.is_symlink()
    assert files(door.root / "mien/traites") == []
    assert files(other / "traites") == ["facture.xml"]


def test_a_link_at_the_target_does_not_pass_for_the_file(door: Door, other: Path) -> None:
    path, (entry,) = listed(door)
    path.unlink()
    (door.root / "mien/traites").mkdir()
    (door.root / "mien/traites/x.xml").symlink_to("../../autre/traites/facture.xml")
    order = Move(folder="mien/depot", entry=entry, to_folder="mien/traites", to_name="x.xml")
    ((_, error),) = door.connector.move([order])
    assert isinstance(error, Vanished)


def test_a_file_is_not_moved_through_a_link_to_nothing_at_the_target(door: Door, other: Path) -> None:
    path, (entry,) = listed(door)
    (door.root / "mien/traites").mkdir()
    (door.root / "mien/traites/x.xml").symlink_to("../../autre/depot/nouveau.xml")
    order = Move(folder="mien/depot", entry=entry, to_folder="mien/traites", to_name="x.xml")
    assert [error for _, error in door.connector.move([order])] == [None]
    assert files(other / "depot") == []
    assert not path.exists()
    moved = [one for one in (door.root / "mien/traites").iterdir() if not one.is_symlink()]
    assert [one.read_bytes() for one in moved] == [b"0123456789A"]


# --- the same file ------------------------------------------------------------------------------------------------


def order_of(entry: Entry, content: bytes) -> Move:
    digest = hashlib.sha256(content).hexdigest()
    return Move(folder="depot", entry=entry, to_folder="traites", to_name=entry.name, sha256=digest)


def test_a_file_of_the_same_bytes_and_another_time_is_the_same(door: Door) -> None:
    path = door.drop("f.xml", b"contenu")
    order = order_of(door.entry("f.xml"), b"contenu")
    os.utime(path, (OLD, OLD))
    assert [error for _, error in door.connector.move([order])] == [None]
    assert files(door.root / "depot") == []
    assert files(door.root / "traites") == ["f.xml"]


def test_a_file_of_the_same_size_and_other_bytes_is_another(door: Door) -> None:
    path = door.drop("f.xml", b"contenu")
    order = order_of(door.entry("f.xml"), b"contenu")
    path.write_bytes(b"nouveau")
    os.utime(path, (OLD, OLD))
    ((_, error),) = door.connector.move([order])
    assert isinstance(error, Vanished)
    assert path.read_bytes() == b"nouveau"
    assert files(door.root / "traites") == []


# --- what is offered ----------------------------------------------------------------------------------------------


def test_only_strong_algorithms_are_offered(door: Door) -> None:
    if isinstance(door.settings, LocalSettings):
        pytest.skip("a local folder has no connection")
    wire = wire_to(door.settings)
    transport = transport_on(wire, door.settings)
    offered = transport.get_security_options()
    names = [*offered.ciphers, *offered.digests, *offered.kex, *offered.key_types]
    transport.close()
    wire.close()
    weak = ("sha1", "md5", "cbc", "3des", "arcfour", "blowfish", "group1-", "ssh-rsa", "dss")
    assert [name for name in names if any(part in name for part in weak)] == []
    assert all((offered.ciphers, offered.digests, offered.kex, offered.key_types))


# --- at the very moment -------------------------------------------------------------------------------------------


class Swapping(Forbidding):
    """Replaces the folder of a file by a link to another's at the moment the file is opened, made, or renamed."""

    at = "open"

    def _swap(self, path: bytes, at: str) -> None:
        home = Path(os.fsdecode(self.map_path(path))).parent
        mine = home.parent
        if at == self.at and mine.name == "mien" and not any(one.is_symlink() for one in mine.iterdir()):
            home.rename(home.with_name(f"{home.name}.avant"))
            home.symlink_to("../autre/depot")

    def open(self, path: bytes, pflags: int, attrs: asyncssh.SFTPAttrs) -> object:
        self._swap(path, "open")
        return super().open(path, pflags, attrs)

    def posix_rename(self, oldpath: bytes, newpath: bytes) -> None:
        self._swap(newpath, "rename")
        super().posix_rename(oldpath, newpath)

    def rename(self, oldpath: bytes, newpath: bytes) -> None:
        self._swap(newpath, "rename")
        super().rename(oldpath, newpath)


class SwappingAtRename(Swapping):
    at = "rename"


def accounts(root: Path) -> Path:
    for folder in ("mien/depot", "mien/retours", "mien/traites", "autre/depot", "staging"):
        (root / folder).mkdir(parents=True)
    for folder in ("mien/depot", "autre/depot"):
        (root / folder / "f.xml").write_bytes(b"a moi !" if folder.startswith("mien") else b"a lui !")
        os.utime(root / folder / "f.xml", (OLD, OLD))
    return root


@pytest.mark.parametrize("server", [Swapping, SwappingAtRename])
def test_a_folder_swapped_at_the_very_moment_is_noticed(tmp_path: Path, server: type[Forbidding]) -> None:
    root = accounts(tmp_path)
    with running_asyncssh(server) as settings, connectors.open(settings.model_copy(update={"root": str(root)})) as door:
        if server is Swapping:
            (answer,) = door.fetch("mien/depot", door.list("mien/depot"), root / "staging")
            assert isinstance(answer, Failed)
            (root / "mien/depot").unlink()
            (root / "mien/depot.avant").rename(root / "mien/depot")
        ((_, error),) = door.put([ANSWER])
        assert isinstance(error, NavetteError)
    assert files(root / "autre/depot") == ["f.xml"]
    assert (root / "autre/depot/f.xml").read_bytes() == b"a lui !"


def test_a_file_moved_into_a_folder_swapped_at_the_very_moment_comes_back(tmp_path: Path) -> None:
    root = accounts(tmp_path)
    with (
        running_asyncssh(SwappingAtRename) as settings,
        connectors.open(settings.model_copy(update={"root": str(root)})) as door,
    ):
        (entry,) = door.list("mien/depot")
        order = Move(folder="mien/depot", entry=entry, to_folder="mien/traites", to_name="g.xml")
        ((_, error),) = door.move([order])
        assert isinstance(error, PutBack)
    assert files(root / "autre/depot") == ["f.xml"]
    assert files(root / "mien/depot") == ["f.xml"]


@pytest.mark.parametrize("fetching", [True, False])
def test_a_local_folder_swapped_over_and_over_gives_and_takes_nothing_of_anothers(
    tmp_path: Path, fetching: bool
) -> None:
    """Directory descriptors: what was opened stays opened, whatever has its name."""
    root = accounts(tmp_path)
    with connectors.open(LocalSettings(root=root)) as door:
        entries = door.list("mien/depot")
        items = [Put(folder="mien/retours", name=f"{number}.xml", content=b"x") for number in range(50)]
        answers: list[Fetched | Failed] = []
        with swapped(root / ("mien/depot" if fetching else "mien/retours"), "../autre/depot"):
            for _ in range(50):
                if fetching:
                    answers += door.fetch("mien/depot", entries, root / "staging")
                else:
                    list(door.put(items[:5]))
    assert {answer.content for answer in answers if isinstance(answer, Fetched)} <= {b"a moi !"}
    assert files(root / "autre/depot") == ["f.xml"]


# --- helpers ------------------------------------------------------------------------------------------------------


@contextmanager
def swapped(folder: Path, target: str) -> Iterator[None]:
    """Within the block, ``folder`` is replaced by a link to ``target`` and put back, over and over."""
    over, aside = threading.Event(), folder.with_name("de-cote")

    def swap() -> None:
        while not over.wait(0.0005):
            folder.rename(aside)
            try:
                folder.symlink_to(target)
            except FileExistsError:  # the hub had made it anew meanwhile
                for one in folder.iterdir():
                    one.replace(aside / one.name)
                folder.rmdir()
            else:
                over.wait(0.0005)
                folder.unlink()
            aside.rename(folder)

    thread = threading.Thread(target=swap, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(PATIENCE)


class Following(Forbidding):
    """Shows what a link leads to in its place, and renames over that."""

    def lstat(self, path: bytes) -> asyncssh.SFTPAttrs:
        return super().stat(path)  # type: ignore[return-value]

    def rename(self, oldpath: bytes, newpath: bytes) -> None:
        super().rename(oldpath, os.path.realpath(newpath))

    posix_rename = rename


def test_nothing_is_moved_through_a_link_that_the_server_does_not_show(tmp_path: Path) -> None:
    root = accounts(tmp_path)
    (root / "mien/traites/f.xml").symlink_to("../../autre/depot/nouveau.xml")
    with (
        running_asyncssh(Following) as settings,
        connectors.open(settings.model_copy(update={"root": str(root)})) as door,
    ):
        (entry,) = door.list("mien/depot")
        order = Move(folder="mien/depot", entry=entry, to_folder="mien/traites", to_name="f.xml")
        assert [error for _, error in door.move([order])] == [None]
    assert files(root / "autre/depot") == ["f.xml"]
    moved = [one for one in (root / "mien/traites").iterdir() if not one.is_symlink()]
    assert [one.read_bytes() for one in moved] == [b"a moi !"]
