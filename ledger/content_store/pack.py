"""A pack: many small documents in one file, a plain zip whose members are named by their SHA-256 and not compressed.

Creating a file is the disk's limit (1,455 a second), so a batch is written as one. Any zip tool opens it.
"""

import struct
import zipfile
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from errno import EINVAL
from hashlib import sha256 as digest
from os import SEEK_END
from pathlib import PurePosixPath
from threading import Lock
from typing import BinaryIO

from domain.errors import LedgerError
from domain.text import Text

_LOCAL = struct.Struct("<26xHH")
"""A member's own header: 30 bytes, of which the last four say how long its name and its extra field are."""
_NAME = 64
"""Bytes of a member's name. Packs of this project have no extra field in a member's header."""
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The same members give the same bytes, whenever they are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Where a member's header begins, and how many bytes follow it."""

    header: int
    size: int


def write(file: BinaryIO, items: Iterable[tuple[str, bytes]]) -> list[str]:
    """Writes a pack of ``(sha256, bytes)``, each digest once; the digests, in order.

    Raises :class:`domain.errors.LedgerError` when bytes are not those of their digest.
    """
    written: dict[str, None] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as pack:
        for sha256, content in items:
            if sha256 in written:
                continue
            if digest(content).hexdigest() != sha256:
                raise LedgerError(
                    Text(
                        f"Les octets à garder ne sont pas ceux de {sha256}.",
                        f"Bytes to keep are not those of {sha256}.",
                    ),
                    Text("Relevez le fichier de nouveau.", "Fetch the file again."),
                )
            pack.writestr(zipfile.ZipInfo(sha256, _WHEN), content)
            written[sha256] = None
    return list(written)


def read(file: BinaryIO, member: Member) -> bytes:
    """The bytes of a member of the pack ``file``, in one read. Whether they are the right ones is for the caller to
    check.
    """
    file.seek(member.header)
    content = file.read(_LOCAL.size + _NAME + member.size)
    if len(content) < _LOCAL.size:
        return b""
    begin = _LOCAL.size + sum(_LOCAL.unpack_from(content))
    if begin + member.size > len(content):
        content += file.read(begin + member.size - len(content))
    return content[begin : begin + member.size]


class Directories:
    """The directories of the packs read last, so that a pack of 500 is not parsed 500 times. Threads may share it."""

    def __init__(self, bound: int) -> None:
        self._bound = bound
        self._known: OrderedDict[PurePosixPath, Mapping[str, Member]] = OrderedDict()
        self._lock = Lock()

    def of(self, key: PurePosixPath, file: BinaryIO) -> Mapping[str, Member]:
        """The members of the pack ``file``, whose key it is. Raises as :func:`members` does."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        found = members(file)
        with self._lock:
            self._known[key] = found
            if len(self._known) > self._bound:
                self._known.popitem(last=False)
        return found

    def forget(self, key: PurePosixPath) -> None:
        """The pack was written anew: its directory is read again."""
        with self._lock:
            self._known.pop(key, None)


def members(file: BinaryIO) -> dict[str, Member]:
    """The members of the pack ``file`` by SHA-256. Raises ``OSError`` and ``zipfile.BadZipFile``."""
    try:
        with zipfile.ZipFile(file) as pack:
            found = {one.filename: Member(header=one.header_offset, size=one.file_size) for one in pack.infolist()}
    except (NotImplementedError, ValueError, struct.error, EOFError) as error:  # what zipfile says of damaged bytes
        raise zipfile.BadZipFile(str(error)) from error
    except OSError as error:
        if error.errno == EINVAL:  # zipfile looked before the beginning of the file
            raise zipfile.BadZipFile("its directory points outside of it") from error
        raise
    length = file.seek(0, SEEK_END)
    if any(member.header < 0 or member.header + member.size > length for member in found.values()):
        raise zipfile.BadZipFile("a member lies outside of it")
    return found


def holds(file: BinaryIO, wanted: Iterable[str]) -> bool:
    """Whether the pack ``file`` gives back the bytes of each of these digests. Raises ``OSError``."""
    try:
        found = members(file)
    except zipfile.BadZipFile:
        return False
    return all(sha256 in found and digest(read(file, found[sha256])).hexdigest() == sha256 for sha256 in wanted)
