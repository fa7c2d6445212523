"""Drops whose server, or whose users, do odd things: files given a new time, put back, links and folders among them."""

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import asyncssh
import pytest

from domain.status import Status
from flows import steps
from hub.intake.deposit_folders import deposit_folder_of
from hub.intake.pick_up import receive_ready
from hub.runtime.run_counts import Count, RunCounts
from samples.invoices import bases
from samples.invoices.builder import build
from samples.writers import ubl
from tests.connectors.embedded import PASSWORD, USER, Forbidding, running_asyncssh
from tests.hub import inline
from tests.hub.test_answers import SIRET, says, table
from tests.hub.world import ALONE, World, lay_out, names

ACCOUNT = "operateur-edi"
DOOR = """\
[doors.monde]
connector = "sftp"
host = "127.0.0.1"
port = {port}
username = "{user}"
root = "{root}"
host_key = "{host_key}"
password_file = "mot-de-passe"
timeout = 10.0
backoff = 0.01
"""


def invoice(number: str) -> bytes:
    return ubl.write(build(replace(bases.PAPETERIE, numero=number)))


def behind(home: Path, server: type[Forbidding]) -> Iterator[World]:
    """A world behind an SFTP server of this class."""
    (home / "mot-de-passe").write_text(PASSWORD, encoding="utf-8")
    with running_asyncssh(server) as settings:
        door = DOOR.format(port=settings.port, user=USER, root=home / "monde", host_key=settings.host_key)
        yield lay_out(home, doors=door, run=ALONE)


def counted(counts: tuple[RunCounts, ...], kind: Count) -> int:
    return sum(one.of(kind) for one in counts)


def troubles(counts: tuple[RunCounts, ...]) -> list[str]:
    return [trouble.text.en for one in counts for trouble in one.troubles]


def remarks(counts: tuple[RunCounts, ...]) -> list[str]:
    return [text.fr for one in counts for text in one.remarks]


# --- a file is its bytes ------------------------------------------------------------------------------------------


class ObjectStore(Forbidding):
    """Renaming is copying: the copy has the time of the copying, as an object has its LastModified."""

    moment = 1_900_000_000

    def _touched(self, path: bytes) -> None:
        ObjectStore.moment += 7
        os.utime(self.map_path(path), (ObjectStore.moment, ObjectStore.moment))

    def rename(self, oldpath: bytes, newpath: bytes) -> None:
        super().rename(oldpath, newpath)
        self._touched(newpath)

    def posix_rename(self, oldpath: bytes, newpath: bytes) -> None:
        super().posix_rename(oldpath, newpath)
        self._touched(newpath)


def test_a_server_that_gives_moved_files_a_new_time_keeps_them_moved(tmp_path: Path) -> None:
    for world in behind(tmp_path, ObjectStore):
        world.drop(ACCOUNT, "facture-1.xml", invoice("S3-1"))
        world.drop(ACCOUNT, "facture-2.xml", invoice("S3-2"))
        world.drop(ACCOUNT, "illisible.xml", b"<a>")
        first = inline.night(world.config)
        assert counted(first, Count.RECEIVED) == 3
        assert troubles(first) == []
        assert names(world.account(ACCOUNT, "depot")) == []
        assert names(world.account(ACCOUNT, "traites")) == ["facture-1.xml", "facture-2.xml"]
        assert names(world.account(ACCOUNT, "rejets")) == ["illisible.xml"]
        second = inline.night(world.config)
        assert counted(second, Count.RECEIVED) == counted(second, Count.DOUBLON) == 0


def test_a_file_whose_time_changes_before_it_is_moved_is_the_same_file(tmp_path: Path) -> None:
    """A share that is restored, or a copy that keeps no times, between the decision and the move."""
    world = lay_out(tmp_path, run=ALONE)
    path = world.drop(ACCOUNT, "f.xml", invoice("TEMPS-1"))
    world.account(ACCOUNT, "traites").rmdir()
    world.account(ACCOUNT, "traites").write_bytes(b"")  # no folder: the file cannot be moved tonight
    assert troubles(inline.night(world.config))
    os.utime(path, (1_700_000_000, 1_700_000_000))
    world.account(ACCOUNT, "traites").unlink()
    world.later()
    counts = inline.night(world.config)
    assert counted(counts, Count.DOUBLON) == 0
    assert counted(counts, Count.RECEIVED) == 0
    assert names(world.account(ACCOUNT, "depot")) == []
    assert names(world.account(ACCOUNT, "traites")) == ["f.xml"]


class Replacing(Forbidding):
    """A supplier replaces its file at the very moment it is moved."""

    def rename(self, oldpath: bytes, newpath: bytes) -> None:
        if oldpath.endswith(b"depot/f.xml"):
            Path(os.fsdecode(self.map_path(oldpath))).write_bytes(invoice("NOUVEAU-1"))
        super().rename(oldpath, newpath)


def test_a_file_that_is_put_back_is_a_trouble_and_taken_by_the_next_run(tmp_path: Path) -> None:
    for world in behind(tmp_path, Replacing):
        world.drop(ACCOUNT, "f.xml", invoice("ANCIEN-1"))
        counts = inline.night(world.config)
        assert any("put back" in trouble for trouble in troubles(counts))
        assert names(world.account(ACCOUNT, "depot")) == ["f.xml"]
        Replacing.rename = Forbidding.rename  # type: ignore[method-assign, assignment]
        counts = inline.night(world.config)
        assert counted(counts, Count.ACCEPTED) == 1
        assert troubles(counts) == []
        assert names(world.account(ACCOUNT, "depot")) == []


# --- what is no file ----------------------------------------------------------------------------------------------


@pytest.fixture
def odd(tmp_path: Path) -> World:
    """A drop with a folder of invoices, a link and a pipe; and a file dated next year that is being written."""
    world = lay_out(tmp_path, run=ALONE)
    home = world.account(ACCOUNT, "depot")
    (home / "novembre").mkdir()
    (home / "novembre" / "f.xml").write_bytes(invoice("DOSSIER-1"))
    (tmp_path / "ailleurs.xml").write_bytes(invoice("LIEN-1"))
    (home / "lien.xml").symlink_to(tmp_path / "ailleurs.xml")
    os.mkfifo(home / "tuyau.xml")
    (home / ".corbeille").mkdir()
    return world


@pytest.mark.parametrize("with_a_file", [False, True])
def test_links_pipes_and_folders_are_told_once_a_day(odd: World, with_a_file: bool) -> None:
    if with_a_file:
        odd.drop(ACCOUNT, "f.xml", invoice("FICHIER-1"))
    counts = inline.night(odd.config)
    said = " | ".join(remarks(counts))
    assert all(name in said for name in ("'novembre'", "'lien.xml'", "'tuyau.xml'"))
    assert ".corbeille" not in said
    assert troubles(counts) == []
    assert remarks(inline.night(odd.config)) == []
    yesterday(odd)
    assert " | ".join(remarks(inline.night(odd.config))) == said
    assert names(odd.account(ACCOUNT, "depot")) == [".corbeille", "lien.xml", "novembre", "tuyau.xml"]


@pytest.mark.parametrize("with_a_file", [False, True])
def test_what_an_attempt_that_failed_had_found_is_told_by_the_next(odd: World, with_a_file: bool) -> None:
    """It is noted as told when the step has its whole answer: another folder, or the ledger, may fail meanwhile."""
    if with_a_file:
        odd.drop(ACCOUNT, "f.xml", invoice("FICHIER-1"))
    odd.drop(ACCOUNT, "oublie.xml.part", b"<Inv", age=400 * 86_400)
    station = steps.begin(odd.config)
    drop = deposit_folder_of(station.settings, ACCOUNT)

    def attempt() -> tuple[bool, bool]:
        with station.door(drop.door) as door:
            visit = receive_ready(
                drop, door, station.ledger, station.store, pause=lambda: None, now=lambda: station.clock()
            )
        return bool(visit.remarks), bool(visit.abandoned)

    assert [attempt(), attempt()] == [(True, True)] * 2
    steps.pick_up.fn(odd.config, ACCOUNT)
    assert attempt() == (False, False)


def test_the_folders_of_treated_answers_are_not_told(tmp_path: Path) -> None:
    world = lay_out(tmp_path, run=ALONE)
    for folder in ("traites", "rejets", "octobre"):
        (world.account(ACCOUNT, "statuts") / folder).mkdir(parents=True)
    (said,) = remarks(inline.night(world.config))
    assert "'octobre'" in said
    assert "'traites'" not in said


def test_many_folders_make_one_remark(tmp_path: Path) -> None:
    world = lay_out(tmp_path, run=ALONE)
    for number in range(40):
        (world.account(ACCOUNT, "depot") / f"{number:02}").mkdir()
    (said,) = remarks(inline.night(world.config))
    assert "'09' et 30 de plus" in said


def test_an_unfinished_file_of_a_day_to_come_is_told(tmp_path: Path) -> None:
    world = lay_out(tmp_path, run=ALONE)
    world.drop(ACCOUNT, "oublie.xml.part", b"<Inv", age=-400 * 86_400)
    world.drop(ACCOUNT, "recent.xml.part", b"<Inv", age=60)
    (said,) = remarks(inline.night(world.config))
    assert "oublie.xml.part" in said


def yesterday(world: World) -> None:
    """What was told today was told yesterday."""
    with sqlite3.connect(world.home / "navette.db") as base:
        base.execute("update visits set at = datetime(at, '-1 day') where reader like 'hors-fichiers:%'")


# --- one of many --------------------------------------------------------------------------------------------------


class Encrypted(Forbidding):
    """No name above 143 bytes, as on an encrypted share (eCryptfs)."""

    def _look(self, path: bytes) -> None:
        if len(path.rpartition(b"/")[2]) > 143:
            raise asyncssh.SFTPFailure("File name too long")

    def open(self, path: bytes, pflags: int, attrs: asyncssh.SFTPAttrs) -> object:
        self._look(path)
        return super().open(path, pflags, attrs)

    def posix_rename(self, oldpath: bytes, newpath: bytes) -> None:
        self._look(newpath)
        super().posix_rename(oldpath, newpath)


def test_an_answer_whose_name_is_too_long_for_a_server_is_left_under_a_shorter_one(tmp_path: Path) -> None:
    for world in behind(tmp_path, Encrypted):
        world.drop(ACCOUNT, "facture du chantier de " + "x" * 100 + ".xml", invoice("LONGUE-1"))
        for number in range(5):
            world.drop(ACCOUNT, f"facture-{number}.xml", invoice(f"COURTE-{number}"))
        assert troubles(inline.night(world.config)) == []
        answered = [name for name in names(world.account(ACCOUNT, "retours")) if name.startswith("compte-rendu")]
        assert len({name.split("_")[1] for name in answered if name.endswith(".html")}) == 6
        assert world.ask("select distinct state from outbox where effect = 'report'") == [("done",)]


def test_an_invoice_that_was_rejected_and_is_deposited_again_is_told_so(tmp_path: Path) -> None:
    world = lay_out(tmp_path, run=ALONE)
    world.drop(ACCOUNT, "f.xml", invoice("REJ-1"))
    inline.night(world.config)
    world.answer(SIRET, "rejet.csv", table([says("REJ-1", Status.REJETEE, "Prestation non commandée")]))
    inline.follow(world.config)
    world.drop(ACCOUNT, "f.xml", invoice("REJ-1"))
    assert counted(inline.night(world.config), Count.REJECTED) == 1
    last = [name for name in names(world.account(ACCOUNT, "retours")) if name.endswith(".html")][-1]
    said = (world.account(ACCOUNT, "retours") / last).read_text(encoding="utf-8")
    assert "UNI-05" in said
    assert "Rejetée" in said
    assert "UNI-02" not in said
    assert names(world.account(ACCOUNT, "rejets")) == ["f.xml"]
