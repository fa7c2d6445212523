"""Servers that let few files be open at a time, each saying so in its own way, or not saying it."""

from collections.abc import Callable
from pathlib import Path

import asyncssh
import pytest

import connectors
from bench.sshd import running_sshd
from connectors import Failed, Fetched, Move, Put, SftpSettings
from connectors.sftp import pipeline
from connectors.sftp.jobs import Job, JobQueue
from connectors.sftp.limits import learn
from connectors.sftp.link import Link
from connectors.sftp.remote import Remote
from domain.errors import AccessRefused, Unavailable
from tests.conftest import require
from tests.connectors.embedded import Forbidding, running_asyncssh
from tests.connectors.test_contract import files

FILES = 80
WORDS: dict[str, Callable[[], asyncssh.SFTPError]] = {
    "too many": lambda: asyncssh.SFTPFailure("Too many open files"),
    "no words": lambda: asyncssh.SFTPFailure("Failure"),
    "rights": lambda: asyncssh.SFTPPermissionDenied("Maximum concurrent transfers exceeded for the current context"),
}


class Few(Forbidding):
    """Lets ``limit`` files be open; ``opened`` counts them, ``refused`` the refusals."""

    limit = 10
    words = "too many"
    opened = 0
    refused = 0

    def open(self, path: bytes, pflags: int, attrs: asyncssh.SFTPAttrs) -> object:
        kind = type(self)
        if kind.opened >= kind.limit:
            kind.refused += 1
            raise WORDS[kind.words]()
        file = super().open(path, pflags, attrs)
        kind.opened += 1
        return file

    def close(self, file_obj: object) -> None:
        type(self).opened -= 1
        super().close(file_obj)


def few(limit: int, words: str) -> type[Few]:
    return type("Few", (Few,), {"limit": limit, "words": words})


def filled(root: Path) -> Path:
    (root / "depot").mkdir()
    (root / "staging").mkdir()
    for number in range(FILES):
        (root / "depot" / f"{number}.xml").write_bytes(b"%d" % number)
    return root


def round_trip(settings: SftpSettings, root: Path) -> None:
    """Fetches, moves and writes every file; none fails."""
    with connectors.open(settings.model_copy(update={"root": str(root)})) as door:
        entries = door.list("depot")
        answers = list(door.fetch("depot", entries, root / "staging"))
        assert {a.entry.name: a.content for a in answers if isinstance(a, Fetched)} == {
            f"{number}.xml": b"%d" % number for number in range(FILES)
        }
        puts = [Put(folder="retours", name=entry.name, content=b"r") for entry in entries]
        assert [error for _, error in door.put(puts)] == [None] * FILES
        moves = [Move(folder="depot", entry=entry, to_folder="traites", to_name=entry.name) for entry in entries]
        assert [error for _, error in door.move(moves)] == [None] * FILES
    assert len(files(root / "retours")) == len(files(root / "traites")) == FILES


@pytest.mark.parametrize("words", sorted(WORDS))
@pytest.mark.parametrize("limit", [1, 3, 10])
def test_as_many_files_are_open_as_the_server_lets_be(tmp_path: Path, limit: int, words: str) -> None:
    server = few(limit, words)
    with running_asyncssh(server) as settings:
        round_trip(settings, filled(tmp_path))
    assert server.opened == 0
    assert server.refused < 4 * FILES


def test_a_file_that_others_hold_up_is_asked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that the account may have open is open elsewhere; then it is closed."""
    server = few(1, "too many")
    server.opened = 1

    class Patient:
        def __init__(self) -> None:
            self.slept: list[float] = []

        def sleep(self, seconds: float) -> None:
            self.slept.append(seconds)
            if len(self.slept) == 2:
                server.opened = 0

    patient = Patient()
    monkeypatch.setattr(pipeline, "time", patient)
    with running_asyncssh(server) as settings:
        round_trip(settings, filled(tmp_path))
    assert patient.slept == list(pipeline.WAITS[:2])


def test_a_limit_that_is_never_lifted_is_told_in_the_servers_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = few(0, "too many")
    monkeypatch.setattr(pipeline, "WAITS", (0.0, 0.0))
    root = filled(tmp_path)
    with running_asyncssh(server) as settings, connectors.open(settings.model_copy(update={"root": str(root)})) as door:
        answers = list(door.fetch("depot", door.list("depot"), root / "staging"))
    assert len(answers) == FILES
    assert all(isinstance(a, Failed) and isinstance(a.error, Unavailable) for a in answers)
    assert all("Too many open files" in a.error.message.en for a in answers if isinstance(a, Failed))


def test_files_that_are_forbidden_do_not_slow_the_others_down_nor_are_asked_for_again(tmp_path: Path) -> None:
    server = few(1000, "too many")
    root = filled(tmp_path)
    for number in range(20):
        (root / "depot" / f"interdit-{number}.xml").write_bytes(b"x")
    with running_asyncssh(server) as settings, connectors.open(settings.model_copy(update={"root": str(root)})) as door:
        answers = list(door.fetch("depot", door.list("depot"), root / "staging"))
    failed = [answer for answer in answers if isinstance(answer, Failed)]
    assert len(failed) == 20
    assert all(isinstance(answer.error, AccessRefused) for answer in failed)


@pytest.mark.integration
def test_openssh_is_asked_how_many_and_keeps_to_it_at_ten(tmp_path: Path) -> None:
    sshd = require("openssh-server", "/usr/sbin/sshd")
    program = require("openssh-sftp-server", "/usr/lib/openssh/sftp-server", "/usr/libexec/openssh/sftp-server")
    (tmp_path / "sshd").mkdir()
    (tmp_path / "root").mkdir()
    few_files = tmp_path / "peu"
    few_files.write_text(f"#!/bin/sh\nulimit -n 16\nexec {program}\n", encoding="utf-8")
    few_files.chmod(0o755)
    with running_sshd(sshd, tmp_path / "sshd", subsystem=str(few_files)) as server:
        link = Link(server.settings(tmp_path / "root"))
        remote = Remote(session=link.session, root=b"/")
        list(pipeline.converse(remote, JobQueue([Job(key=None, start=learn)]), 1))
        assert link.session.most_handles is not None
        assert link.session.most_handles <= 16
        link.close()
        round_trip(server.settings(tmp_path / "root"), filled(tmp_path / "root"))
