"""Hidden files that tries cut short have left: the one that succeeds removes them, and nothing of anybody else's."""

import os
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import ClassVar

import asyncssh

import connectors
from bench.proxy import Trouble, troubled
from bench.sshd import Server
from connectors import Put
from connectors.names import another_part_name, part_name
from tests.connectors.conftest import Door
from tests.connectors.embedded import Forbidding, running_asyncssh
from tests.connectors.test_contract import files, put

ITEM = Put(folder="1/retours", name="certificat.json", content=b"contenu" * 1000)
OLD = 1_795_000_000
USUAL = part_name(ITEM.name, ITEM.content)
STEM = USUAL.removesuffix(".part")


def tried_before(root: Path, item: Put, tries: int = 3) -> Path:
    """The folder of ``item``, with what tries under other names than the usual one have left."""
    home = root / item.folder
    home.mkdir(parents=True, exist_ok=True)
    for size in range(tries):
        (home / another_part_name(part_name(item.name, item.content))).write_bytes(b"c" * size)
    return home


def test_what_earlier_tries_left_goes_and_nothing_else(door: Door) -> None:
    home = tried_before(door.root, ITEM)
    (home / USUAL / "plein").mkdir(parents=True)  # stays in the way on every door
    (home / another_part_name(USUAL)).mkdir()
    (home / another_part_name(USUAL)).symlink_to("../certificat.json")
    alike = ("-notes.part", "-0123456789abcdef.part~", "-0123456789ABCDEF.part", "-0123456789abcdef0.part")
    others = ["facture.xml", another_part_name(part_name("autre.json", b"")), *(f"{STEM}{end}" for end in alike)]
    for name in others:
        (home / name).write_bytes(b"a quelqu'un")
    ours = [path for path in home.iterdir() if path.is_file() and path.name not in others]
    before = set(home.iterdir())
    assert len(ours) == 3
    assert put(door, ITEM) == {ITEM.name: None}
    assert set(home.iterdir()) == before - set(ours) | {home / ITEM.name}
    assert (home / ITEM.name).read_bytes() == ITEM.content


def test_nothing_hidden_stays_of_a_night_whose_line_was_cut_again_and_again(sshd: Server, tmp_path: Path) -> None:
    items = [Put(folder="1/s", name=f"{number}.bin", content=os.urandom(6 * 2**20)) for number in range(2)]
    trouble = Trouble(cut_after=8_000, cuts=999)
    with troubled(sshd.port, trouble) as port:
        settings = sshd.settings(tmp_path, port=port, host_key=sshd.fingerprint).model_copy(update={"backoff": 0.01})
        with connectors.open(settings) as door:
            list(door.put(items))
        hidden = Counter(path.name[:25] for path in tmp_path.rglob(".*.part"))
        assert max(hidden.values()) > 2
        for path in tmp_path.rglob(".*.part"):
            os.utime(path, (OLD, OLD))
        trouble.cut_after = None
        with connectors.open(settings) as door:
            assert {error for _, error in door.put(items)} == {None}
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {f"{item.folder}/{item.name}" for item in items}


class Counting(Forbidding):
    """Counts how often a folder is listed."""

    listed: ClassVar[Counter[bytes]] = Counter()

    async def scandir(self, path: bytes) -> AsyncIterator[asyncssh.SFTPName]:
        self.listed[path] += 1
        async for name in super().scandir(path):
            yield name


def test_a_folder_is_listed_once_and_only_when_a_file_of_it_was_tried_before(tmp_path: Path) -> None:
    again = [Put(folder="1/s", name=f"{number}.json", content=b"x") for number in range(40)]
    new = [Put(folder="2/s", name=f"{number}.json", content=b"x") for number in range(40)]
    for item in again:
        home = tried_before(tmp_path, item)
        begun(home, part_name(item.name, item.content))
    Counting.listed.clear()
    with running_asyncssh(Counting) as settings, connectors.open(rooted(settings, tmp_path)) as door:
        assert {error for _, error in door.put([*again, *new])} == {None}
    assert list(Counting.listed.values()) == [1]
    assert files(tmp_path / "1/s") == files(tmp_path / "2/s") == sorted(item.name for item in new)


class Busy(Forbidding):
    """Another run goes on writing its file of the same bytes while ours is put in place."""

    def posix_rename(self, oldpath: bytes, newpath: bytes) -> None:
        with Path(os.fsdecode(self.map_path(newpath))).with_name(OF_ANOTHER_RUN).open("ab") as file:
            file.write(b"la suite")
        super().posix_rename(oldpath, newpath)


OF_ANOTHER_RUN = another_part_name(USUAL)


def test_a_file_that_another_run_is_writing_stays(tmp_path: Path) -> None:
    home = tried_before(tmp_path, ITEM)
    begun(home, USUAL)
    (home / OF_ANOTHER_RUN).write_bytes(b"le debut, ")
    with running_asyncssh(Busy) as settings, connectors.open(rooted(settings, tmp_path)) as door:
        assert list(door.put([ITEM])) == [(ITEM, None)]
    assert files(home) == sorted([OF_ANOTHER_RUN, ITEM.name])


def test_a_file_of_the_usual_name_that_another_run_has_just_written_stays(tmp_path: Path) -> None:
    """It may be about to rename it, and would rename the next one of that name."""
    home = tried_before(tmp_path, ITEM)
    (home / USUAL).write_bytes(ITEM.content)
    with running_asyncssh() as settings, connectors.open(rooted(settings, tmp_path)) as door:
        assert list(door.put([ITEM])) == [(ITEM, None)]
    assert files(home) == sorted([USUAL, ITEM.name])


class JustInPlace(Forbidding):
    """Another run puts its file of the usual name in place between our look at that name and our making it."""

    def open(self, path: bytes, pflags: int, attrs: asyncssh.SFTPAttrs) -> object:
        part = Path(os.fsdecode(path))
        if part.name == USUAL:
            part.rename(part.with_name(ITEM.name))
        return super().open(path, pflags, attrs)


def test_a_file_made_by_mistake_when_another_run_was_first_does_not_stay(tmp_path: Path) -> None:
    home = tmp_path / ITEM.folder
    home.mkdir(parents=True)
    (home / USUAL).write_bytes(ITEM.content)
    with running_asyncssh(JustInPlace) as settings, connectors.open(rooted(settings, tmp_path)) as door:
        assert list(door.put([ITEM])) == [(ITEM, None)]
    assert files(home) == [ITEM.name]
    assert (home / ITEM.name).read_bytes() == ITEM.content


def test_the_tries_of_one_batch_leave_nothing(sshd: Server, tmp_path: Path) -> None:
    items = [Put(folder="1/s", name=f"{number}.bin", content=os.urandom(2 * 2**20)) for number in range(3)]
    with troubled(sshd.port, Trouble(cut_after=6_000, cuts=3)) as port:
        settings = sshd.settings(tmp_path, port=port, host_key=sshd.fingerprint).model_copy(update={"backoff": 0.01})
        with connectors.open(settings) as door:
            assert {error for _, error in door.put(items)} == {None}
    assert files(tmp_path / "1/s") == [item.name for item in items]


class WriteOnly(Forbidding):
    """Lists no folder."""

    async def scandir(self, path: bytes) -> AsyncIterator[asyncssh.SFTPName]:
        raise asyncssh.SFTPPermissionDenied("depot seulement")
        yield


def test_a_folder_that_may_not_be_listed_is_written_to_all_the_same(tmp_path: Path) -> None:
    home = tried_before(tmp_path, ITEM)
    begun(home, USUAL)
    with running_asyncssh(WriteOnly) as settings, connectors.open(rooted(settings, tmp_path)) as door:
        assert list(door.put([ITEM])) == [(ITEM, None)]
    assert (home / ITEM.name).read_bytes() == ITEM.content
    assert USUAL not in files(home)


def begun(home: Path, name: str) -> None:
    """What a try of long ago has left."""
    (home / name).write_bytes(b"")
    os.utime(home / name, (OLD, OLD))


def rooted(settings: connectors.SftpSettings, root: Path) -> connectors.SftpSettings:
    return settings.model_copy(update={"root": str(root)})
