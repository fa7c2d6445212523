"""SFTP servers with unknown keys, that refuse a login, disconnect, stop answering, or deviate from the protocol."""

import base64
import hashlib
import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import asyncssh
import pytest
from asyncssh import sftp as asyncssh_sftp
from paramiko.packet import Packetizer

import connectors
from bench.proxy import Trouble, troubled
from bench.sshd import Server, free_port, make_key, public, running_sshd
from connectors import Entry, Failed, Fetched, Move, Put, SftpSettings
from domain.errors import AccessRefused, HostKeyRefused, NavetteError, SettingsError, Unavailable, Unreachable, Vanished
from tests.conftest import PATIENCE, require
from tests.connectors.embedded import Forbidding, Stingy, running_asyncssh

pytestmark = pytest.mark.integration


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("root/depot", "staging"):
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path / "root"


def fill(root: Path, count: int, size: int) -> dict[str, bytes]:
    contents = {f"{number:03}.xml": os.urandom(size) for number in range(count)}
    for name, content in contents.items():
        (root / "depot" / name).write_bytes(content)
    return contents


def fetch_all(settings: SftpSettings, root: Path) -> list[Fetched | Failed]:
    with connectors.open(settings) as door:
        return list(door.fetch("depot", door.list("depot"), root.parent / "staging"))


def refusal(settings: SftpSettings) -> NavetteError:
    with pytest.raises(NavetteError) as caught, connectors.open(settings):
        pass
    assert all(caught.value.remedy)
    return caught.value


# --- who the server is --------------------------------------------------------------------------------------------


def test_an_unknown_server_is_refused_with_the_line_to_add(sshd: Server, root: Path, tmp_path: Path) -> None:
    known = tmp_path / "known_hosts"
    error = refusal(sshd.settings(root, known_hosts=known))
    assert isinstance(error, HostKeyRefused)
    fingerprint = subprocess.run(
        ["ssh-keygen", "-l", "-f", sshd.home / "host_ed25519.pub"], check=True, capture_output=True, text=True
    ).stdout.split()[1]
    assert fingerprint in error.message.en
    known.write_text(error.remedy.en.rpartition(f"{known}: ")[2] + "\n", encoding="utf-8")
    with connectors.open(sshd.settings(root, known_hosts=known)) as door:
        assert door.list("depot") == ()
    with connectors.open(sshd.settings(root, known_hosts=None, host_key=fingerprint)) as door:
        assert door.list("depot") == ()
    assert isinstance(refusal(sshd.settings(root, known_hosts=None)), HostKeyRefused)


def test_a_changed_key_is_refused_in_other_words(sshd: Server, root: Path, tmp_path: Path) -> None:
    other = make_key(tmp_path / "other")
    known = tmp_path / "known_hosts"
    known.write_text(f"[127.0.0.1]:{sshd.port} {public(other)}", encoding="utf-8")
    by_file = refusal(sshd.settings(root, known_hosts=known))
    wrong = "SHA256:" + base64.b64encode(hashlib.sha256(b"").digest()).decode().rstrip("=")
    by_setting = refusal(sshd.settings(root, host_key=wrong))
    for error in (by_file, by_setting):
        assert isinstance(error, HostKeyRefused)
        assert "changed" in error.message.en
    assert f"line 1 of {known}" in by_file.message.en


def test_a_revoked_key_is_refused_whatever_else_is_on_record(sshd: Server, root: Path, tmp_path: Path) -> None:
    known = tmp_path / "known_hosts"
    lines = sshd.known_hosts.read_text(encoding="utf-8")
    known.write_text(lines + "".join(f"@revoked {line}\n" for line in lines.splitlines()), encoding="utf-8")
    assert "revoked" in refusal(sshd.settings(root, known_hosts=known)).message.en


def test_a_server_with_several_keys_is_asked_for_the_one_on_record(sshd: Server, root: Path, tmp_path: Path) -> None:
    known = tmp_path / "known_hosts"
    known.write_text(f"[127.0.0.1]:{sshd.port} {public(sshd.home / 'host_rsa')}", encoding="utf-8")
    with connectors.open(sshd.settings(root, known_hosts=known)) as door:
        assert door.list("depot") == ()


# --- who we are ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "passphrase"), [("ed25519", "deux mots"), ("rsa", ""), ("rsa", "deux mots"), ("ecdsa", "")]
)
def test_every_kind_of_key_opens(sshd: Server, root: Path, tmp_path: Path, kind: str, passphrase: str) -> None:
    key = make_key(tmp_path / "key", kind, passphrase)
    allow(sshd, key)
    with connectors.open(sshd.settings(root, key_file=key, passphrase=passphrase or None)) as door:
        assert door.list("depot") == ()
    if passphrase:
        for wrong in (None, "faux"):
            error = refusal(sshd.settings(root, key_file=key, passphrase=wrong))
            assert isinstance(error, SettingsError)
            assert "passphrase" in error.remedy.en


def test_keys_that_are_refused_missing_or_nonsense(sshd: Server, root: Path, tmp_path: Path) -> None:
    assert isinstance(refusal(sshd.settings(root, key_file=make_key(tmp_path / "stranger"))), AccessRefused)
    assert isinstance(refusal(sshd.settings(root, key_file=None)), AccessRefused)
    assert isinstance(refusal(sshd.settings(root, key_file=tmp_path / "absent")), SettingsError)
    (tmp_path / "nonsense").write_text("nonsense", encoding="utf-8")
    assert isinstance(refusal(sshd.settings(root, key_file=tmp_path / "nonsense")), SettingsError)


def test_the_agent_opens(sshd: Server, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    agent, add = require("openssh-client", "/usr/bin/ssh-agent"), require("openssh-client", "/usr/bin/ssh-add")
    monkeypatch.setenv("SSH_AUTH_SOCK", str(tmp_path / "agent"))
    process = subprocess.Popen([agent, "-D", "-a", tmp_path / "agent"], stdout=subprocess.DEVNULL)
    try:
        while not (tmp_path / "agent").exists():
            assert process.poll() is None
        subprocess.run([add, "-q", make_key(tmp_path / "stranger")], check=True)
        settings = sshd.settings(root, key_file=None, agent=True)
        assert isinstance(refusal(settings), AccessRefused)
        subprocess.run([add, "-q", sshd.key], check=True)
        with connectors.open(settings) as door:
            assert door.list("depot") == ()
    finally:
        process.terminate()
        process.wait(10)


def test_a_wrong_password_is_refused_and_not_tried_again(asyncssh_server: SftpSettings, root: Path) -> None:
    trouble = Trouble()
    with troubled(asyncssh_server.port, trouble) as port:
        error = refusal(asyncssh_server.model_copy(update={"port": port, "root": str(root), "password": "faux"}))
    assert isinstance(error, AccessRefused)
    assert "faux" not in str(error)
    assert trouble.connections == 1


def test_a_server_that_dismisses_us_at_the_first_wrong_key_is_not_tried_again(root: Path, tmp_path: Path) -> None:
    home = tmp_path / "sshd"
    home.mkdir()
    with running_sshd(require("openssh-server", "/usr/sbin/sshd"), home, "MaxAuthTries 1") as server:
        settings = server.settings(root, key_file=make_key(tmp_path / "stranger"), password="x")
        assert isinstance(refusal(settings), AccessRefused)


def allow(server: Server, key: Path) -> None:
    with (server.home / "authorized_keys").open("a", encoding="utf-8") as file:
        file.write(public(key))


# --- a line that breaks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cut_after", [20_000, 200_000, 700_000])
def test_a_batch_outlives_a_line_cut_in_the_middle_of_a_file(sshd: Server, root: Path, cut_after: int) -> None:
    contents = fill(root, 40, 50_000)
    trouble = Trouble(cut_after=cut_after, cuts=2)
    with troubled(sshd.port, trouble) as port:
        settings = known_as(sshd, root, port)
        answers = fetch_all(settings, root)
    assert {answer.entry.name: answer.content for answer in answers if isinstance(answer, Fetched)} == contents
    assert len(answers) == 40
    assert trouble.connections == 3


def test_a_line_that_falls_silent_in_the_middle_of_a_file_is_left_in_time(sshd: Server, root: Path) -> None:
    contents = fill(root, 40, 50_000)
    with troubled(sshd.port, Trouble(cut_after=200_000, stalls=True)) as port:
        answers = fetch_all(known_as(sshd, root, port).model_copy(update={"timeout": 1.0}), root)
    assert {answer.entry.name: answer.content for answer in answers if isinstance(answer, Fetched)} == contents


def test_a_line_that_is_always_cut_gives_up_and_takes_no_half_file(sshd: Server, root: Path) -> None:
    contents = fill(root, 10, 9 * 2**20)
    with troubled(sshd.port, Trouble(cut_after=1_000_000, cuts=999)) as port:
        answers = fetch_all(known_as(sshd, root, port), root)
    assert len(answers) == 10
    for answer in answers:
        assert isinstance(answer, Failed)
        assert type(answer.error) is Unavailable
        assert all(answer.error.remedy)
    assert list((root.parent / "staging").iterdir()) == []
    assert {path.name: path.read_bytes() for path in (root / "depot").iterdir()} == contents


def test_files_are_left_whole_over_a_line_that_breaks(sshd: Server, root: Path) -> None:
    items = [Put(folder="retours", name=f"{number}.bin", content=os.urandom(60_000)) for number in range(60)]
    trouble = Trouble(cut_after=9_000, cuts=3)
    with troubled(sshd.port, trouble) as port, connectors.open(known_as(sshd, root, port)) as door:
        answers = list(door.put(iter(items)))
    assert trouble.connections == 4
    assert sorted(item.name for item, error in answers if error is None) == sorted(item.name for item in items)
    for item in items:
        assert (root / "retours" / item.name).read_bytes() == item.content


def test_files_are_taken_once_over_a_line_that_breaks(sshd: Server, root: Path) -> None:
    contents = fill(root, 300, 10)
    trouble = Trouble(cut_after=30_000, cuts=2)
    with troubled(sshd.port, trouble) as port, connectors.open(known_as(sshd, root, port)) as door:
        orders = [Move(folder="depot", entry=e, to_folder="traites", to_name=e.name) for e in door.list("depot")]
        answers = list(door.move(orders))
    assert trouble.connections > 1
    assert [error for _, error in answers if error] == []
    assert {path.name: path.read_bytes() for path in (root / "traites").iterdir()} == contents


def test_a_server_that_went_away_between_two_calls_is_found_again(sshd: Server, root: Path) -> None:
    fill(root, 3, 10)
    port = free_port()
    with ExitStack() as stack:
        with troubled(sshd.port, Trouble(), at=port):
            door = stack.enter_context(connectors.open(known_as(sshd, root, port)))
            entries = door.list("depot")
        (first, *_) = door.fetch("depot", entries, root.parent / "staging")
        assert isinstance(first, Failed)
        assert type(first.error) is Unreachable
        with troubled(sshd.port, Trouble(), at=port):
            assert door.list("depot") == entries


def known_as(server: Server, root: Path, port: int) -> SftpSettings:
    """Settings through a proxy, the server's key pinned."""
    return server.settings(root, port=port, host_key=server.fingerprint)


# --- a server that is not there, or says nothing ------------------------------------------------------------------


def test_nobody_listens(root: Path) -> None:
    error = refusal(SftpSettings(host="127.0.0.1", port=free_port(), username="u", password="p"))
    assert type(error) is Unreachable


def test_no_such_host(root: Path) -> None:
    assert type(refusal(SftpSettings(host="sftp.invalid", username="u", password="p", timeout=5))) is Unreachable


@pytest.mark.parametrize("greeting", [b"", b"220 ftp.example.org ready\r\n", b"SSH-2.0-Silence\r\n"])
def test_a_server_that_falls_silent_is_left_in_time(greeting: bytes) -> None:
    with silent(greeting) as port:
        error = refusal(SftpSettings(host="127.0.0.1", port=port, username="u", password="p", timeout=0.5))
    assert type(error) is Unreachable


def test_an_account_without_sftp_is_reported(root: Path, tmp_path: Path) -> None:
    home = tmp_path / "sshd"
    home.mkdir()
    program = require("openssh-server", "/usr/sbin/sshd")
    with running_sshd(program, home, "ForceCommand echo Bienvenue sur ce serveur") as server:
        assert type(refusal(server.settings(root))) is Unreachable


def silent(greeting: bytes) -> "_Silent":
    return _Silent(greeting)


class _Silent:
    """A server that greets, and then never says anything."""

    def __init__(self, greeting: bytes) -> None:
        self._greeting = greeting
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._held: list[socket.socket] = []

    def __enter__(self) -> int:
        threading.Thread(target=self._greet, daemon=True).start()
        port: int = self._listener.getsockname()[1]
        return port

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        for end in self._held:
            end.close()

    def _greet(self) -> None:
        try:
            end, _ = self._listener.accept()
        except OSError:
            return
        self._held.append(end)
        end.sendall(self._greeting)


# --- servers with their own ways ----------------------------------------------------------------------------------


@pytest.mark.parametrize("ours", [True, False])
def test_new_session_keys_every_megabyte_change_nothing(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ours: bool
) -> None:
    contents = fill(root, 100, 100_000)
    if ours:  # paramiko asks for new keys too, after 512 MB
        monkeypatch.setattr(Packetizer, "REKEY_BYTES", 2**20)
    home = tmp_path / "sshd"
    home.mkdir()
    with running_sshd(require("openssh-server", "/usr/sbin/sshd"), home, "" if ours else "RekeyLimit 1M") as server:
        answers = fetch_all(server.settings(root), root)
    assert {answer.entry.name: answer.content for answer in answers if isinstance(answer, Fetched)} == contents


def test_answers_shorter_than_asked_are_completed(root: Path) -> None:
    contents = fill(root, 10, 70_001)
    with running_asyncssh(Stingy) as settings:
        answers = fetch_all(settings.model_copy(update={"root": str(root)}), root)
    assert {answer.entry.name: answer.content for answer in answers if isinstance(answer, Fetched)} == contents


def test_a_forbidden_file_fails_alone(asyncssh_server: SftpSettings, root: Path) -> None:
    fill(root, 3, 10)
    (root / "depot" / "interdit.xml").write_bytes(b"x")
    answers = fetch_all(asyncssh_server.model_copy(update={"root": str(root)}), root)
    failed = [answer for answer in answers if isinstance(answer, Failed)]
    assert [(answer.entry.name, type(answer.error)) for answer in failed] == [("interdit.xml", AccessRefused)]
    assert len(answers) == 4


def test_a_server_that_cannot_rename_over_is_helped(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asyncssh_sftp.SFTPServerHandler, "_extensions", [])
    with running_asyncssh() as settings, connectors.open(settings.model_copy(update={"root": str(root)})) as door:
        for content in (b"un", b"deux", b"deux"):
            assert [error for _, error in door.put([Put(folder="r", name="c.json", content=content)])] == [None]
            assert (root / "r" / "c.json").read_bytes() == content
    assert [path.name for path in (root / "r").iterdir()] == ["c.json"]


class Replacing(Forbidding):
    """A supplier replaces the file at the very moment it is taken."""

    def rename(self, oldpath: bytes, newpath: bytes) -> None:
        if b"/depot/" in oldpath:
            Path(os.fsdecode(oldpath)).write_bytes(b"le nouveau, jamais lu")
        super().rename(oldpath, newpath)


def test_a_file_replaced_while_it_is_taken_is_brought_back(root: Path) -> None:
    fill(root, 1, 10)
    with (
        running_asyncssh(Replacing) as settings,
        connectors.open(settings.model_copy(update={"root": str(root)})) as door,
    ):
        (entry,) = door.list("depot")
        ((_, error),) = door.move([Move(folder="depot", entry=entry, to_folder="traites", to_name=entry.name)])
    assert isinstance(error, Vanished)
    assert [path.read_bytes() for path in (root / "depot").iterdir()] == [b"le nouveau, jamais lu"]
    assert list((root / "traites").iterdir()) == []


class Lying(Forbidding):
    """Announces a file whose name climbs out of its folder."""

    def listdir(self, path: bytes) -> list[asyncssh.SFTPName]:
        attributes = asyncssh.SFTPAttrs(size=1, permissions=0o100644, atime=0, mtime=0)
        return [asyncssh.SFTPName(b"../../etc/passwd", attrs=attributes)]


def test_a_listing_that_climbs_out_is_refused(root: Path) -> None:
    with running_asyncssh(Lying) as settings, connectors.open(settings.model_copy(update={"root": str(root)})) as door:
        with pytest.raises(AccessRefused):
            door.list("depot")
        entry = Entry(name="../../etc/passwd", size=1, modified=0.0)
        (answer,) = door.fetch("depot", [entry], root.parent / "staging")
        assert isinstance(answer, Failed)
        assert isinstance(answer.error, AccessRefused)


@pytest.fixture(autouse=True)
def _no_thread_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    left = [thread for thread in threading.enumerate() if "Transport" in type(thread).__name__ and thread.is_alive()]
    for thread in left:
        thread.join(PATIENCE)
    assert [thread for thread in left if thread.is_alive()] == []
