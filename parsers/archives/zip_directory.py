"""Strict reading of a ZIP archive's central directory.

A ZIP archive holds the same facts twice (directory and local headers), and lenient readers differ on which one they
use: concatenated archives, overlapping entries, entries missing from the directory. Here the directory must account
for every byte that looks like an entry, or the archive is refused: a file skipped silently is a lost invoice.

Source: APPNOTE.TXT 6.3.10, sections 4.3 to 4.5.
"""

import os
from dataclasses import dataclass
from struct import Struct
from struct import error as StructError
from typing import BinaryIO

from domain.finding import Rule
from parsers.archives import rules
from parsers.archives.member_content import ArchiveLimits, Irrecevable
from parsers.archives.member_names import decode

_END = Struct("<4s4H2LH")
_END_64 = Struct("<4sQ2H2L4Q")
_LOCATOR_64 = Struct("<4sLQL")
_CENTRAL = Struct("<4s6H3L5H2L")
_UNCOUNTED = 12
"""Bytes of the ZIP64 end record that its own length does not count."""
_END_SIGNATURE, _END_64_SIGNATURE, _LOCATOR_SIGNATURE = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_CENTRAL_SIGNATURE = b"PK\x01\x02"
_LONGEST_COMMENT = 0xFFFF
_ENTRY_BYTES = 2048
"""Largest mean length of a directory entry, in bytes; longer names and extra fields are refused."""
_SLACK = 4
"""Directory entries allowed per invoice: folders, and the files that macOS adds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZipEntry:
    """One entry of the directory."""

    raw_name: bytes
    made_by: int
    flags: int
    method: int
    crc: int
    packed: int
    """Compressed bytes."""
    size: int
    """Unpacked bytes."""
    attributes: int
    start: int
    """Offset of its local header from the beginning of the file."""

    @property
    def name(self) -> str:
        """Its decoded name."""
        return decode(self.raw_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class ZipDirectory:
    """The directory and its offset: entries end before it."""

    entries: tuple[ZipEntry, ...]
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    disk: int
    count: int
    length: int
    start: int
    place: int
    """Offset of the end record itself."""


def read(file: BinaryIO, limits: ArchiveLimits) -> ZipDirectory:
    """The directory; raises Irrecevable when it is missing, damaged, too long or in several volumes."""
    end = _end(file)
    if end.disk not in (0, 0xFFFF):
        raise Irrecevable(rules.SPLIT.finding())
    if end.count > limits.members * _SLACK + 100:
        raise Irrecevable(rules.TOO_MANY.finding(count=end.count, limit=limits.members))
    if end.start + end.length != end.place:
        raise Irrecevable(rules.HIDDEN.finding())
    if end.length > end.count * _ENTRY_BYTES:
        raise _damaged("sommaire")
    file.seek(end.start)
    table = file.read(end.length)
    try:
        return ZipDirectory(entries=tuple(_entries(table, end.count)), start=end.start)
    except StructError as error:
        raise _damaged("sommaire") from error


def _damaged(reason: str, rule: Rule = rules.DAMAGED) -> Irrecevable:
    return Irrecevable(rule.finding(reason=reason))


def _end(file: BinaryIO) -> _End:
    size = file.seek(0, os.SEEK_END)
    start = max(0, size - _END.size - _LONGEST_COMMENT)
    file.seek(start)
    tail = file.read()
    rule = rules.TRUNCATED
    found = tail.rfind(_END_SIGNATURE)
    while found >= 0:
        record = tail[found : found + _END.size]
        if len(record) == _END.size:
            _, disk, _, _, count, length, offset, comment = _END.unpack(record)
            after = found + _END.size + comment
            if after <= len(tail) and not tail[after:].strip(b"\0"):
                plain = _End(disk=disk, count=count, length=length, start=offset, place=start + found)
                return _end_64(file, plain) or plain
            rule = rules.HIDDEN if after < len(tail) else rule
        found = tail.rfind(_END_SIGNATURE, 0, found)
    raise Irrecevable(rule.finding())


def _end_64(file: BinaryIO, end: _End) -> _End | None:
    """The ZIP64 end records, which some writers always add, with true values in the plain record as well; ``None`` when
    there are none.
    """
    if end.place < _LOCATOR_64.size or end.start + end.length == end.place:  # the directory ends where the end begins
        return None
    file.seek(end.place - _LOCATOR_64.size)
    signature, _, place, volumes = _LOCATOR_64.unpack(file.read(_LOCATOR_64.size))
    if signature != _LOCATOR_SIGNATURE:
        return None
    if volumes > 1:
        raise Irrecevable(rules.SPLIT.finding())
    if place + _END_64.size > end.place:
        raise _damaged("fin")
    file.seek(place)
    signature, own, _, _, disk, _, _, count, length, start = _END_64.unpack(file.read(_END_64.size))
    wide = _End(disk=disk, count=count, length=length, start=start, place=place)
    if signature != _END_64_SIGNATURE or place + _UNCOUNTED + own != end.place - _LOCATOR_64.size:
        raise _damaged("fin")
    if not _agree(end, wide):
        raise Irrecevable(rules.HIDDEN.finding())
    return wide


def _agree(plain: _End, wide: _End) -> bool:
    """Whether the plain record says what the ZIP64 one does, or that it cannot (all bits set)."""
    pairs = (
        (plain.disk, wide.disk, 0xFFFF),
        (plain.count, wide.count, 0xFFFF),
        (plain.length, wide.length, 0xFFFFFFFF),
        (plain.start, wide.start, 0xFFFFFFFF),
    )
    return all(said in (true, unsaid) for said, true, unsaid in pairs)


def _entries(table: bytes, count: int) -> list[ZipEntry]:
    entries: list[ZipEntry] = []
    at = 0
    while at < len(table):
        entry, at = _entry(table, at)
        entries.append(entry)
    if len(entries) != count or at != len(table):
        raise _damaged("sommaire")
    return entries


def _entry(table: bytes, at: int) -> tuple[ZipEntry, int]:
    fields = _CENTRAL.unpack_from(table, at)
    signature, made_by, _, flags, method, _, _, crc, packed, size, named, extra, commented, _, _, attributes, start = (
        fields
    )
    if signature != _CENTRAL_SIGNATURE:
        raise _damaged("sommaire")
    begin = at + _CENTRAL.size
    raw_name = table[begin : begin + named]
    size, packed, start = _wide(table[begin + named : begin + named + extra], size, packed, start)
    entry = ZipEntry(
        raw_name=raw_name,
        made_by=made_by >> 8,
        flags=flags,
        method=method,
        crc=crc,
        packed=packed,
        size=size,
        attributes=attributes,
        start=start,
    )
    return entry, begin + named + extra + commented


def _wide(extra: bytes, size: int, packed: int, start: int) -> tuple[int, int, int]:
    """Size, packed size and offset; values over 32 bits come from the ZIP64 extra field."""
    if 0xFFFFFFFF not in (size, packed, start):
        return size, packed, start
    at = 0
    while at + 4 <= len(extra):
        kind, length = int.from_bytes(extra[at : at + 2], "little"), int.from_bytes(extra[at + 2 : at + 4], "little")
        if kind == 1:
            wide = [int.from_bytes(extra[i : i + 8], "little") for i in range(at + 4, at + 4 + length, 8)]
            numbers = [wide.pop(0) if n == 0xFFFFFFFF and wide else n for n in (size, packed, start)]
            return numbers[0], numbers[1], numbers[2]
        at += 4 + length
    return size, packed, start
