"""Reads a ZIP archive: first all checks that need no unpacking, then one member at a time."""

import os
import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from struct import Struct
from typing import BinaryIO

from domain.finding import Finding
from parsers.archives import rules, zip_directory
from parsers.archives.container_kind import HEAD, kind_of
from parsers.archives.member_choice import Listed, choose
from parsers.archives.member_content import ArchiveLimits, Irrecevable, Member, MemberFinding, refused
from parsers.archives.zip_directory import ZipDirectory, ZipEntry

_LOCAL = Struct("<4s5H3L2H")
_LOCAL_SIGNATURE = b"PK\x03\x04"
_STORED, _DEFLATED = 0, 8
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UNIX, _MACOS = 3, 19
_SMALL = 1 << 20
"""Unpacked bytes below which the compression ratio is not checked: a blank page compresses to almost nothing."""
_GAP_READ = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class _Local:
    """An entry's local header; ``end`` is the offset where its packed bytes end."""

    data: int
    end: int
    agrees: bool
    """Whether it agrees with the directory."""


def unpack(file: BinaryIO, limits: ArchiveLimits) -> Iterator[Member | Finding]:
    """Yields the members, each checked against its size and CRC; raises Irrecevable before the first one."""
    table = zip_directory.read(file, limits)
    entries = table.entries
    _refuse_office(entries)
    local = [_local(file, entry, table.start) for entry in entries]
    choice = choose([_listed(entry, found) for entry, found in zip(entries, local, strict=True)], limits)
    for entry in entries:
        _refuse_bomb(entry, limits)
    _refuse_hidden(file, table, local)
    yield from choice.findings
    for kept in choice.kept:
        yield _member(file, kept.name, entries[kept.rank], local[kept.rank])


def _listed(entry: ZipEntry, local: _Local) -> Listed:
    kind = stat.S_IFMT(entry.attributes >> 16) if entry.made_by in (_UNIX, _MACOS) else 0
    folder = entry.raw_name.endswith((b"/", b"\\")) or kind == stat.S_IFDIR
    # Bytes that were read from a pipe (`cat facture.xml | zip lot.zip -`) keep its mode: they are a file all the same
    # (APPNOTE 4.4.15: the attributes depend on the host). A pipe itself has no content.
    piped = kind == stat.S_IFIFO and entry.size > 0
    special = not piped and kind not in (0, stat.S_IFREG, stat.S_IFDIR)
    encrypted = bool(entry.flags & _ENCRYPTED)
    return Listed(
        name=entry.name, size=entry.size, folder=folder, special=special, encrypted=encrypted, sound=local.agrees
    )


def _refuse_office(entries: tuple[ZipEntry, ...]) -> None:
    if entries and (entries[0].raw_name == b"mimetype" or any(e.raw_name == b"[Content_Types].xml" for e in entries)):
        raise Irrecevable(rules.OFFICE.finding())


def _refuse_bomb(entry: ZipEntry, limits: ArchiveLimits) -> None:
    if entry.size > _SMALL and entry.size > limits.ratio * entry.packed:
        raise Irrecevable(rules.BOMB.finding(limit=limits.ratio))


def _local(file: BinaryIO, entry: ZipEntry, limit: int) -> _Local:
    """The header of ``entry``. One that would begin at or after ``limit`` is not looked for: an offset of 64 bits may
    be more than a file can be positioned at.
    """
    header = b""
    if entry.start < limit:
        file.seek(entry.start)
        header = file.read(_LOCAL.size + len(entry.raw_name))
    if len(header) < _LOCAL.size:
        return _Local(data=entry.start, end=entry.start + _LOCAL.size + entry.packed, agrees=False)
    signature, _, flags, method, _, _, crc, _, size, named, extra = _LOCAL.unpack_from(header)
    agrees = (
        signature == _LOCAL_SIGNATURE
        and header[_LOCAL.size :] == entry.raw_name
        and named == len(entry.raw_name)
        and method == entry.method
        and not (flags ^ entry.flags) & _ENCRYPTED
        and (bool(flags & 0x8) or (crc == entry.crc and size in (entry.size, 0xFFFFFFFF)))
    )
    data = entry.start + _LOCAL.size + len(entry.raw_name) + (extra if agrees else 0)
    return _Local(data=data, end=data + entry.packed, agrees=agrees)


def _refuse_hidden(file: BinaryIO, table: ZipDirectory, local: list[_Local]) -> None:
    """Raises Irrecevable when entries overlap, or when the bytes between them look like other entries."""
    end = 0
    spans = sorted((entry.start, found.end) for entry, found in zip(table.entries, local, strict=True))
    for start, stop in (*spans, (table.start, table.start)):
        if start < end:
            raise Irrecevable(rules.HIDDEN.finding())
        if start > end:
            file.seek(end)
            gap = file.read(min(start - end, _GAP_READ))
            if _LOCAL_SIGNATURE in gap or b"PK\x01\x02" in gap:
                raise Irrecevable(rules.HIDDEN.finding())
        end = stop


def _member(file: BinaryIO, name: str, entry: ZipEntry, local: _Local) -> Member | MemberFinding:
    if entry.method not in (_STORED, _DEFLATED):
        return refused(rules.METHOD, name, method=entry.method)
    content = _content(file, entry, local) if local.agrees else None
    if content is None:
        return refused(rules.MEMBER_DAMAGED, name)
    if kind_of(content[:HEAD]):
        return refused(rules.NESTED, name)
    return Member(name=name, content=content)


def _content(file: BinaryIO, entry: ZipEntry, local: _Local) -> bytes | None:
    """The member's bytes; ``None`` when their number or CRC differs from the directory's."""
    file.seek(local.data, os.SEEK_SET)
    packed = file.read(entry.packed)
    content: bytes | None = packed
    if entry.method == _DEFLATED:
        content = _inflate(packed, entry.size)
    if content is None or len(content) != entry.size or zlib.crc32(content) != entry.crc:
        return None
    return content


def _inflate(packed: bytes, size: int) -> bytes | None:
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        # At most one byte more than announced: a member that announces a false size is not unpacked whole.
        content = engine.decompress(packed, size + 1)
    except zlib.error:
        return None
    return content if engine.eof and not engine.unused_data else None
