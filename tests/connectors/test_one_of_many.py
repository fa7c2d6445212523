"""One file that the server refuses, or ends the connection for, fails alone; a silent server is waited for once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import asyncssh
import pytest

import connectors
from bench.proxy import Trouble, troubled
from connectors import Failed, Fetched, Move, Put, SftpSettings
from domain.errors import DoorClosed, NavetteError, Unavailable
from hub.runtime.closed_doors import ClosedDoors
from hub.runtime.door import Door
from tests.connectors.embedded import Forbidding, running_asyncssh

NAMES = [f"{number:02}.xml" for number in range(40)]
POISON = "17.xml"


class Poisoned(Forbidding):
    """Something is wrong with every file that has this name."""

    def answer(self) -> None:
        raise asyncssh.SFTPFailure("File name too long")

    def open(self, path: bytes, pflags: int, attrs: asyncssh.SFTPAttrs) -> object:
        if b"depot/17" in path:
            self.answer()
        return super().open(path, pflags, attrs)

    def posix_rename(self, oldpath: bytes, newpath: bytes) -> None:
        if newpath.endswith(POISON.encode()):
            self.answer()
        super().posix_rename(oldpath, newpath)

    def rename(self, oldpath: bytes, newpath: bytes) -> None:
        if newpath.endswith(POISON.encode()):
            self.answer()
        super().rename(oldpath, newpath)


class Virus(Poisoned):
    """Rights, in words of its own."""

    def answer(self) -> None:
        raise asyncssh.SFTPPermissionDenied("blocked by antivirus")


class Lost(Poisoned):
    """Answers that the connection is lost, which it is not."""

    def answer(self) -> None:
        raise asyncssh.SFTPConnectionLost("gone")


class Hanging(Poisoned):
    """Ends the connection."""

    def __init__(self, channel: asyncssh.SSHServerChannel[bytes]) -> None:
        super().__init__(channel)
        self._connection = channel.get_connection()

    def answer(self) -> None:
        self._connection.abort()
        raise asyncssh.SFTPFailure("gone")


SERVERS = [Poisoned, Virus, Lost, Hanging]


def filled(root: Path) -> Path:
    for folder in ("depot", "staging"):
        (root / folder).mkdir()
    for name in NAMES:
        (root / "depot" / name).write_bytes(name.encode())
    return root


def fetched(door: connectors.Connector, root: Path) -> dict[str, NavetteError | None]:
    answers = door.fetch("depot", door.list("depot"), root / "staging")
    return {one.entry.name: one.error if isinstance(one, Failed) else None for one in answers}


def put(door: connectors.Connector, root: Path) -> dict[str, NavetteError | None]:
    return {one.name: error for one, error in door.put([Put(folder="r", name=name, content=b"x") for name in NAMES])}


def moved(door: connectors.Connector, root: Path) -> dict[str, NavetteError | None]:
    orders = [Move(folder="depot", entry=e, to_folder="traites", to_name=e.name) for e in door.list("depot")]
    return {one.entry.name: error for one, error in door.move(orders)}


@pytest.mark.parametrize("server", SERVERS, ids=lambda server: server.__name__)
@pytest.mark.parametrize("work", [fetched, put, moved])
def test_one_refused_file_marks_itself(
    tmp_path: Path,
    server: type[Forbidding],
    work: Callable[[connectors.Connector, Path], dict[str, NavetteError | None]],
) -> None:
    root = filled(tmp_path)
    with running_asyncssh(server) as settings, connectors.open(settings.model_copy(update={"root": str(root)})) as door:
        answers = work(door, root)
    assert sorted(answers) == NAMES
    assert {name for name, error in answers.items() if error} == {POISON}


class Silent(Forbidding):
    """Lets everybody in, lists, and never answers when a file is to be opened."""

    asked = 0

    async def open(self, path: bytes, pflags: int, attrs: asyncssh.SFTPAttrs) -> object:  # type: ignore[override]
        type(self).asked += 1
        await asyncio.sleep(3600)
        return None


def test_a_silent_server_is_waited_for_once_for_all_groups(tmp_path: Path) -> None:
    root = filled(tmp_path)
    with running_asyncssh(Silent) as settings:
        impatient = settings.model_copy(update={"root": str(root), "timeout": 0.3, "retries": 1})
        with Door("sas", lambda: connectors.open(impatient), ClosedDoors(0.0)) as door:
            entries = door.list("depot")
            first = put(door, root)
            asked = Silent.asked
            second = put(door, root)
            failed = [one.error for one in door.fetch("depot", entries, root) if isinstance(one, Failed)]
            assert Silent.asked == asked
    assert asked > 0
    assert len(failed) == len(NAMES)
    assert {type(error) for error in (*first.values(), *second.values(), *failed)} == {DoorClosed}


def test_a_line_that_is_cut_is_no_silent_server(asyncssh_server: SftpSettings, tmp_path: Path) -> None:
    root = filled(tmp_path)
    with troubled(asyncssh_server.port, Trouble(cut_after=3_000, cuts=999)) as port:
        settings = asyncssh_server.model_copy(update={"port": port, "root": str(root), "retries": 1})
        try:
            with connectors.open(settings) as door:
                faults = list(fetched(door, root).values())
        except Unavailable as fault:
            faults = [fault]
    assert any(faults)
    assert all(isinstance(answer, Fetched | Unavailable | None) for answer in faults)


class CutShort(Forbidding):
    """Lists some files, then says that it cannot, then that there are no more."""

    async def scandir(self, path: bytes) -> AsyncIterator[asyncssh.SFTPName]:  # type: ignore[override]
        shown = 0
        async for name in super().scandir(path):
            yield name
            shown += 1
            if shown == len(NAMES) // 2:
                raise asyncssh.SFTPFailure("disk error")


def test_a_list_that_the_server_cuts_short_is_no_list(tmp_path: Path) -> None:
    """Its files would be taken for all there are."""
    root = filled(tmp_path)
    with running_asyncssh(CutShort) as settings:
        alone = settings.model_copy(update={"root": str(root), "retries": 0})
        with connectors.open(alone) as door, pytest.raises(NavetteError):
            door.list("depot")
