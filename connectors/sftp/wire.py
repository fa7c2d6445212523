"""Messages of SFTP version 3 (draft-ietf-secsh-filexfer-02): requests as bytes, replies as values."""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from stat import S_IFMT
from typing import NamedTuple

from domain.text import Text

CHUNK = 32 * 1024
"""Bytes every server reads or writes in one request (section 3 of the draft)."""

VERSION = 3


class Cut(Exception):
    """The connection is lost, or the bytes received are not SFTP; the rest of the batch needs a new connection.

    ``silent``: the server did not answer in time.
    """

    def __init__(self, reason: Text, *, silent: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.silent = reason, silent

    def __str__(self) -> str:
        return self.reason.fr


class MessageType(IntEnum):
    """Message types (section 3)."""

    INIT = 1
    VERSION = 2
    OPEN = 3
    CLOSE = 4
    READ = 5
    WRITE = 6
    LSTAT = 7
    FSTAT = 8
    OPENDIR = 11
    READDIR = 12
    REMOVE = 13
    MKDIR = 14
    REALPATH = 16
    STAT = 17
    RENAME = 18
    STATUS = 101
    HANDLE = 102
    DATA = 103
    NAME = 104
    ATTRS = 105
    EXTENDED = 200
    EXTENDED_REPLY = 201


class Code(IntEnum):
    """Status codes (section 7), and those of later versions that servers send nevertheless."""

    OK = 0
    EOF = 1
    NO_SUCH_FILE = 2
    PERMISSION_DENIED = 3
    FAILURE = 4
    NO_CONNECTION = 6
    CONNECTION_LOST = 7
    NO_SUCH_PATH = 10
    WRITE_PROTECT = 12
    NO_SPACE = 14
    QUOTA_EXCEEDED = 15


class Request(NamedTuple):
    """A request without its number."""

    kind: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Status:
    """Result of a request; ``code`` is a :class:`Code`, or a number of the server's own."""

    code: int
    text: str


@dataclass(frozen=True, slots=True)
class Handle:
    """An open file or folder."""

    value: bytes


@dataclass(frozen=True, slots=True)
class Data:
    """Bytes of a file."""

    value: bytes


@dataclass(frozen=True, slots=True)
class Attributes:
    """Attributes of a file; ``None`` for those the server did not send."""

    size: int | None = None
    mode: int | None = None
    modified: int | None = None

    @property
    def kind(self) -> int | None:
        """``stat.S_IFREG``, ``stat.S_IFDIR`` ...; some servers send the permissions without it."""
        return S_IFMT(self.mode or 0) or None


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a listing."""

    name: bytes
    attributes: Attributes


@dataclass(frozen=True, slots=True)
class Names:
    """Part of a listing."""

    items: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Extended:
    """The reply to a request of an extension, which says what its bytes are."""

    value: bytes


Reply = Status | Handle | Data | Attributes | Names | Extended

_OPEN_READ = struct.pack(">II", 0x1, 0)
_OPEN_NEW = struct.pack(">II", 0x2 | 0x8 | 0x20, 0)  # write, create, and only if there is nothing of that name


def _text(value: bytes) -> bytes:
    return struct.pack(">I", len(value)) + value


def open_to_read(path: bytes) -> Request:
    """Open an existing file."""
    return Request(MessageType.OPEN, _text(path) + _OPEN_READ)


def open_new(path: bytes) -> Request:
    """Make and open a file; refused when anything has that name, a link included."""
    return Request(MessageType.OPEN, _text(path) + _OPEN_NEW)


def read(handle: bytes, offset: int, length: int) -> Request:
    """At most ``length`` bytes from ``offset``."""
    return Request(MessageType.READ, _text(handle) + struct.pack(">QI", offset, length))


def write(handle: bytes, offset: int, piece: bytes) -> Request:
    """``piece`` at ``offset``."""
    return Request(MessageType.WRITE, _text(handle) + struct.pack(">QI", offset, len(piece)) + piece)


def rename(old: bytes, new: bytes) -> Request:
    """Rename; in this version of SFTP it does not overwrite."""
    return Request(MessageType.RENAME, _text(old) + _text(new))


def posix_rename(old: bytes, new: bytes) -> Request:
    """Rename over whatever ``new`` is (OpenSSH's PROTOCOL, section 4.3)."""
    return Request(MessageType.EXTENDED, _text(b"posix-rename@openssh.com") + _text(old) + _text(new))


def fsync(handle: bytes) -> Request:
    """Bring the file to the disk (OpenSSH's PROTOCOL, section 4.6)."""
    return Request(MessageType.EXTENDED, _text(b"fsync@openssh.com") + _text(handle))


def ask_limits() -> Request:
    """Ask how much the server takes (OpenSSH's PROTOCOL, section 4.8)."""
    return Request(MessageType.EXTENDED, _text(b"limits@openssh.com"))


def mkdir(path: bytes) -> Request:
    """Make a folder."""
    return Request(MessageType.MKDIR, _text(path) + struct.pack(">I", 0))


def on(kind: MessageType, what: bytes) -> Request:
    """The requests that carry one path or handle: CLOSE, LSTAT, FSTAT, OPENDIR, READDIR, REMOVE, REALPATH, STAT."""
    return Request(kind, _text(what))


def framed(request: Request, number: int) -> bytes:
    """``request`` as the bytes sent."""
    return struct.pack(">IBI", len(request.body) + 5, request.kind, number) + request.body


def reply(kind: int, body: bytes) -> Reply:
    """The reply in ``body`` (what follows its number). Raises :class:`Cut` when it is malformed."""
    try:
        return _READERS[kind](body)
    except (KeyError, struct.error, OverflowError) as error:
        raise Cut(
            Text(
                f"le serveur a envoyé ce qui n'est pas une réponse SFTP (type {kind}, {len(body)} octets)",
                f"the server sent what is no SFTP reply (type {kind}, {len(body)} bytes)",
            )
        ) from error


def extensions(body: bytes) -> frozenset[bytes]:
    """Names of the extensions in the server's VERSION message."""
    found, at = set(), 4
    while at < len(body):
        name, at = _take(body, at)
        _, at = _take(body, at)
        found.add(name)
    return frozenset(found)


def _take(body: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">I", body, at)
    end = at + 4 + length
    if end > len(body):
        raise struct.error("a string longer than its message")
    return body[at + 4 : end], end


def _status(body: bytes) -> Status:
    (code,) = struct.unpack_from(">I", body)
    text = _take(body, 4)[0] if len(body) > 4 else b""  # some old servers send the bare code
    return Status(code, text.decode("utf-8", "replace"))


def _handle(body: bytes) -> Handle:
    return Handle(_take(body, 0)[0])


def _data(body: bytes) -> Data:
    return Data(_take(body, 0)[0])


def _attrs(body: bytes) -> Attributes:
    return _attributes(body, 0)[0]


def _extended(body: bytes) -> Extended:
    return Extended(body)


def _names(body: bytes) -> Names:
    (count,) = struct.unpack_from(">I", body)
    items, at = [], 4
    for _ in range(count):
        name, at = _take(body, at)
        _, at = _take(body, at)  # the readable line, as ls -l prints it
        attributes, at = _attributes(body, at)
        items.append(Name(name, attributes))
    return Names(tuple(items))


def _attributes(body: bytes, at: int) -> tuple[Attributes, int]:
    """Section 5: flags, then the fields the flags announce."""
    (flags,) = struct.unpack_from(">I", body, at)
    at += 4
    size = mode = modified = None
    if flags & 0x1:
        (size,) = struct.unpack_from(">Q", body, at)
        at += 8
    if flags & 0x2:
        at += 8
    if flags & 0x4:
        (mode,) = struct.unpack_from(">I", body, at)
        at += 4
    if flags & 0x8:
        _, modified = struct.unpack_from(">II", body, at)
        at += 8
    if flags & 0x80000000:
        (count,) = struct.unpack_from(">I", body, at)
        at += 4
        for _ in range(2 * count):
            _, at = _take(body, at)
    return Attributes(size, mode, modified), at


_READERS: dict[int, Callable[[bytes], Reply]] = {
    MessageType.STATUS.value: _status,
    MessageType.HANDLE.value: _handle,
    MessageType.DATA.value: _data,
    MessageType.NAME.value: _names,
    MessageType.ATTRS.value: _attrs,
    MessageType.EXTENDED_REPLY.value: _extended,
}
