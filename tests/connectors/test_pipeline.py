"""The conversations against a server that answers in any order, in any pieces, and sometimes nonsense."""

import hashlib
import random
import struct
import tempfile
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors import Entry, Fetched
from connectors.sftp.jobs import Done, Job, JobQueue
from connectors.sftp.pipeline import converse
from connectors.sftp.reading import fetch
from connectors.sftp.remote import Remote
from connectors.sftp.session import Session
from connectors.sftp.wire import Code, Cut, MessageType, Reply, reply
from domain.errors import NavetteError, Vanished
from tests.conftest import examples


class Scrambler:
    """A channel to a server of files held in memory. It answers what it has been asked in any order."""

    def __init__(self, files: dict[bytes, bytes], seed: int) -> None:
        self._files, self._chance = files, random.Random(seed)
        self._asked, self._answers = bytearray(), list[bytes]()
        self._out = bytearray(framed(MessageType.VERSION, struct.pack(">I", 3)))
        self.handles: dict[bytes, bytes] = {}

    def send(self, data: bytes) -> int:
        taken = self._chance.randint(1, len(data))
        self._asked += data[:taken]
        return taken

    def recv(self, nbytes: int) -> bytes:
        self._answer_all()
        if not self._out and self._answers:
            self._chance.shuffle(self._answers)
            for _ in range(self._chance.randint(1, len(self._answers))):
                self._out += self._answers.pop()
        taken = self._chance.randint(1, min(len(self._out), nbytes)) if self._out else 0
        piece = bytes(self._out[:taken])
        del self._out[:taken]
        return piece

    def close(self) -> None:
        self._out.clear()
        self._answers.clear()

    def _answer_all(self) -> None:
        while len(self._asked) >= 4 and len(self._asked) >= 4 + (length := struct.unpack_from(">I", self._asked)[0]):
            message = bytes(self._asked[4 : 4 + length])
            del self._asked[: 4 + length]
            if message[0] != MessageType.INIT:
                self._answers.append(self._answer(message[0], message[1:5], message[5:]))

    def _answer(self, kind: int, number: bytes, body: bytes) -> bytes:
        (length,) = struct.unpack_from(">I", body)
        what = body[4 : 4 + length]
        if kind == MessageType.LSTAT:
            return self._seen(number, what)
        if kind == MessageType.REALPATH:
            return framed(
                MessageType.NAME, number + struct.pack(">I", 1) + text(what) + text(b"") + struct.pack(">I", 0)
            )
        if kind == MessageType.OPEN:
            if what not in self._files:
                return self._status(number, Code.NO_SUCH_FILE)
            handle = b"h%d" % self._chance.randint(0, 2**60)
            self.handles[handle] = self._files[what]
            return framed(MessageType.HANDLE, number + text(handle))
        if kind == MessageType.CLOSE:
            del self.handles[what]
            return self._status(number, Code.OK)
        content = self.handles[what]
        if kind == MessageType.FSTAT:
            return self._attributes(number, len(content))
        offset, size = struct.unpack_from(">QI", body, 4 + length)
        piece = content[offset : offset + self._chance.choice([size, size, max(1, size // 3)])]
        return framed(MessageType.DATA, number + text(piece)) if piece else self._status(number, Code.EOF)

    def _seen(self, number: bytes, path: bytes) -> bytes:
        if path in self._files:
            return self._attributes(number, len(self._files[path]))
        is_folder = any(name.startswith(path + b"/") for name in self._files)
        return self._attributes(number, 0) if is_folder else self._status(number, Code.NO_SUCH_FILE)

    def _attributes(self, number: bytes, size: int) -> bytes:
        return framed(MessageType.ATTRS, number + struct.pack(">IQII", 0x1 | 0x8, size, 0, 0))

    def _status(self, number: bytes, code: Code) -> bytes:
        return framed(MessageType.STATUS, number + struct.pack(">I", code) + text(b"said") + text(b""))


def framed(kind: MessageType, body: bytes) -> bytes:
    return struct.pack(">IB", len(body) + 1, kind) + body


def text(value: bytes) -> bytes:
    return struct.pack(">I", len(value)) + value


SIZES = st.one_of(st.integers(0, 100), st.integers(32_700, 32_800), st.integers(60_000, 140_000))


@settings(max_examples=examples(25), deadline=None)
@given(
    sizes=st.lists(SIZES, max_size=12), missing=st.integers(0, 3), depth=st.integers(1, 20), seed=st.integers(0, 2**32)
)
def test_every_file_comes_whole_in_whatever_order_the_server_answers(
    sizes: list[int], missing: int, depth: int, seed: int
) -> None:
    files = {b"/r/d/%d" % number: random.Random(seed + number).randbytes(size) for number, size in enumerate(sizes)}
    entries = [Entry(name=str(number), size=size, modified=0) for number, size in enumerate(sizes)]
    entries += [Entry(name=f"absent{number}", size=1, modified=0) for number in range(missing)]
    channel = Scrambler(files, seed)
    remote = Remote(session=Session(channel), root=b"/r")
    with tempfile.TemporaryDirectory() as staging:
        jobs = [
            Job(key=e, start=partial(fetch, folder="d", entry=e, staging=Path(staging)), weight=e.size) for e in entries
        ]
        queue: JobQueue[Entry, Fetched] = JobQueue(jobs)
        answers: list[Done[Entry, Fetched]] = list(converse(remote, queue, depth))
    assert sorted(done.key.name for done in answers) == sorted(entry.name for entry in entries)
    for done in answers:
        if isinstance(done.outcome, NavetteError):
            assert isinstance(done.outcome, Vanished)
            assert done.key.name.startswith("absent")
        else:
            content = files[b"/r/d/" + done.key.name.encode()]
            assert done.outcome.content == content
            assert done.outcome.sha256 == hashlib.sha256(content).hexdigest()
    channel.recv(1)  # the server sees to the last requests
    assert channel.handles == {}


@settings(max_examples=examples(100), deadline=None)
@given(kind=st.integers(0, 255), body=st.binary(max_size=80))
def test_a_reply_is_read_or_the_line_is_cut(kind: int, body: bytes) -> None:
    try:
        answer: Reply | None = reply(kind, body)
    except Cut:
        answer = None
    assert answer is None or answer is not None


class Babbler:
    """A channel that says what it was given, whatever it is asked."""

    def __init__(self, said: bytes) -> None:
        self._said = said

    def send(self, data: bytes) -> int:
        return len(data)

    def recv(self, nbytes: int) -> bytes:
        said, self._said = self._said[:nbytes], self._said[nbytes:]
        return said

    def close(self) -> None:
        self._said = b""


HELLO = framed(MessageType.VERSION, struct.pack(">I", 3))
ENTRY = Entry(name="f", size=3, modified=0)


@settings(max_examples=examples(70), deadline=None)
@given(
    noise=st.one_of(st.binary(max_size=200), st.binary(max_size=60).map(lambda body: framed(MessageType.HANDLE, body)))
)
def test_noise_cuts_the_line_and_never_gives_a_file(noise: bytes) -> None:
    remote = Remote(session=Session(Babbler(HELLO + noise)), root=b"/r")
    job = Job(key=ENTRY, start=partial(fetch, folder="d", entry=ENTRY, staging=Path()), weight=3)
    queue: JobQueue[Entry, Fetched] = JobQueue([job])
    try:
        answers = list(converse(remote, queue, 4))
    except Cut:
        assert queue.take() is job
    else:
        assert all(isinstance(done.outcome, NavetteError) for done in answers)


@pytest.mark.parametrize("greeting", [b"", b"Bienvenue\r\n", b"\0\0\0\5\x65\0\0\0\3", struct.pack(">I", 2**31) + b"x"])
def test_a_channel_without_sftp_is_closed(greeting: bytes) -> None:
    with pytest.raises(Cut):
        Session(Babbler(greeting))
