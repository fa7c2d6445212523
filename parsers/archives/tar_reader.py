"""Reads a TAR archive, plain or gzipped, and a single gzipped file.

A tar archive has no table of contents: only reading to its end shows that it is complete (and, gzipped, that its
checksum holds). The first pass lists and checks without keeping content; the second yields the members.
The standard library's reader is not used: it takes a damaged header in the middle for the end of the archive.

Source: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Header Block"; GNU tar manual, "Basic Tar Format".
"""

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from domain.finding import Finding
from parsers.archives import rules
from parsers.archives.byte_stream import ByteStream
from parsers.archives.container_kind import HEAD, ContainerKind, kind_of
from parsers.archives.member_choice import Listed, choose
from parsers.archives.member_content import ArchiveLimits, Irrecevable, Member, refused
from parsers.archives.member_names import decode

_BLOCK = 512
_ZEROS = bytes(_BLOCK)
_LONGEST_HEADER = 1 << 20
"""Largest extended header (a long name), in bytes."""
_FILES = frozenset({tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE})
_WITHOUT_DATA = frozenset(
    {tarfile.LNKTYPE, tarfile.SYMTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE}
)
_SPARSE_MORE, _SPARSE_MORE_THERE = 482, 504
"""Where the header of an old sparse file, and each block that follows it, say whether another one follows."""
_LABEL = b"V"
"""The type of the archive's own name (``tar --label``), which is no file."""
_CONTINUED = b"M"
"""The type of a file that was begun in another volume."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    listed: Listed
    start: int
    """Offset of its content in the unpacked archive."""


@dataclass(frozen=True, slots=True)
class _Extended:
    """Values from extended headers for the entry that follows them."""

    name: str | None = None
    size: int | None = None
    sparse: bool = False


def unpack(file: BinaryIO, name: str, limits: ArchiveLimits, *, gzipped: bool) -> Iterator[Member | Finding]:
    """Yields the members; raises Irrecevable before the first one. ``name`` is used for a single gzipped file."""
    stream = ByteStream(file, limits, gzipped=gzipped)
    first = stream.read(_BLOCK)
    if gzipped and kind_of(first) is not ContainerKind.TAR:
        yield _single(stream, first, name, limits)
        return
    entries = _list(stream, first, limits)
    choice = choose([entry.listed for entry in entries], limits)
    yield from choice.findings
    again = ByteStream(file, limits, gzipped=gzipped)
    for kept in choice.kept:
        entry = entries[kept.rank]
        again.skip(entry.start - again.position)
        content = again.read(entry.listed.size)
        yield refused(rules.NESTED, kept.name) if kind_of(content[:HEAD]) else Member(name=kept.name, content=content)


def _single(stream: ByteStream, first: bytes, name: str, limits: ArchiveLimits) -> Member | Finding:
    content = first + stream.read(limits.member_bytes + 1 - len(first))
    inside = name.removesuffix(".gz") or name
    if len(content) > limits.member_bytes:
        finding = rules.MEMBER_TOO_BIG.finding(name=inside, size=len(content), limit=limits.member_bytes)
        raise Irrecevable(finding)
    stream.finish()
    return refused(rules.NESTED, inside) if kind_of(content[:HEAD]) else Member(name=inside, content=content)


def _list(stream: ByteStream, block: bytes, limits: ArchiveLimits) -> list[_Entry]:
    entries: list[_Entry] = []
    count, most = 0, limits.members * 4 + 100
    extended = _Extended()
    while block != _ZEROS:
        header = _header(block)
        if header.type in (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME):
            extended = _extend(extended, header, _small(stream, header.size))
        elif header.type in (tarfile.XGLTYPE, tarfile.GNUTYPE_LONGLINK, _LABEL):
            _small(stream, header.size)
        else:
            if header.type == tarfile.GNUTYPE_SPARSE and block[_SPARSE_MORE]:
                _skip_map(stream)
            entry = _entry(header, extended, stream.position)
            extended = _Extended()
            count += 1
            # Entries past the limit are still counted, so that the finding gives their number.
            if count <= most:
                entries.append(entry)
            stream.skip(_padded(0 if header.type in _WITHOUT_DATA else entry.listed.size))
        block = stream.read_whole(_BLOCK)
    _check_end(stream)
    if count > most:
        raise Irrecevable(rules.TOO_MANY.finding(count=count, limit=limits.members))
    return entries


def _header(block: bytes) -> tarfile.TarInfo:
    if len(block) < _BLOCK:
        raise Irrecevable(rules.TRUNCATED.finding())
    try:
        header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError as error:
        raise Irrecevable(rules.DAMAGED.finding(reason="en-tête")) from error
    if header.size < 0 or header.type == _CONTINUED:
        raise Irrecevable(rules.DAMAGED.finding(reason="en-tête"))
    return header


def _entry(header: tarfile.TarInfo, extended: _Extended, start: int) -> _Entry:
    size = header.size if extended.size is None else extended.size
    name = extended.name or decode(header.name.encode("utf-8", "surrogateescape"))
    folder = header.type == tarfile.DIRTYPE
    listed = Listed(
        name=name,
        size=0 if header.type in _WITHOUT_DATA else size,
        folder=folder,
        special=extended.sparse or not (folder or header.type in _FILES),
    )
    return _Entry(listed=listed, start=start)


def _small(stream: ByteStream, size: int) -> bytes:
    if size > _LONGEST_HEADER:
        raise Irrecevable(rules.DAMAGED.finding(reason="en-tête étendu"))
    content = stream.read_whole(size)
    stream.skip(_padded(size) - size)
    return content


def _skip_map(stream: ByteStream) -> None:
    """Skips the blocks that say where the holes of an old sparse file are; the file itself is refused, alone."""
    while stream.read_whole(_BLOCK)[_SPARSE_MORE_THERE]:
        pass


def _extend(extended: _Extended, header: tarfile.TarInfo, content: bytes) -> _Extended:
    if header.type == tarfile.GNUTYPE_LONGNAME:
        return replace(extended, name=decode(content.split(b"\0", 1)[0]))
    for key, value in _records(content):
        if key == b"path":
            extended = replace(extended, name=decode(value))
        elif key == b"size":
            if not value.isdigit() or len(value) > 18:
                raise Irrecevable(rules.DAMAGED.finding(reason="en-tête étendu"))
            extended = replace(extended, size=int(value))
        elif key.startswith(b"GNU.sparse."):
            named = decode(value) if key == b"GNU.sparse.name" else extended.name
            extended = replace(extended, sparse=True, name=named)
    return extended


def _records(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The ``length key=value`` lines of a pax header; the length counts itself and the line break."""
    at = 0
    while at < len(content) and content[at] != 0:
        length, _, _ = content[at : at + 20].partition(b" ")
        end = at + int(length) if length.isdigit() else 0
        line = content[at + len(length) + 1 : end]
        key, equals, value = line.partition(b"=")
        if end > len(content) or not equals or not value.endswith(b"\n"):
            raise Irrecevable(rules.DAMAGED.finding(reason="en-tête étendu"))
        yield key, value[:-1]
        at = end


def _check_end(stream: ByteStream) -> None:
    while chunk := stream.read(1 << 16):
        if chunk.strip(b"\0"):
            raise Irrecevable(rules.HIDDEN.finding())


def _padded(size: int) -> int:
    return -(-size // _BLOCK) * _BLOCK
