"""Unpacks a lot: ZIP, TAR, TAR.GZ or a single gzipped file, recognised by content, never by name.

A fault of the whole archive (truncated, damaged, hostile, over the limits) gives one fatal finding of level DEPOT and
**no member at all**, because it cannot be known what is missing from a damaged archive. A fault of one member
refuses that member alone, as a :class:`MemberFinding`; the others are read.
"""

import os
from collections.abc import Iterator
from typing import BinaryIO

from domain.finding import Finding
from parsers.archives import rules, tar_reader, zip_reader
from parsers.archives.container_kind import HEAD, ContainerKind, kind_of
from parsers.archives.member_content import ArchiveLimits, Irrecevable, Member, MemberFinding
from parsers.archives.rules import RULES

__all__ = ["HEAD", "RULES", "ArchiveLimits", "Member", "MemberFinding", "recognises", "unpack"]


def recognises(head: bytes) -> bool:
    """Whether ``head`` (the first :data:`HEAD` bytes of a file, or all of a shorter one) begins an archive.

    Kinds that are not accepted (7z, RAR...) are recognised too: :func:`unpack` reports them by name.
    """
    return kind_of(head) is not None


def unpack(file: BinaryIO, name: str, limits: ArchiveLimits | None = None) -> Iterator[Member | Finding]:
    """Yields the findings about the archive, then its members in order, one at a time.

    ``file`` must be seekable; at most one member is in memory. ``name`` is the deposit's: a single gzipped file is
    named after it. Never raises for a bad archive; an OSError is a fault of the disk.
    """
    limits = limits or ArchiveLimits()
    try:
        yield from _open(file, name, limits)
    except Irrecevable as refusal:
        yield refusal.finding


def _open(file: BinaryIO, name: str, limits: ArchiveLimits) -> Iterator[Member | Finding]:
    size = file.seek(0, os.SEEK_END)
    if size > limits.archive_bytes:
        raise Irrecevable(rules.TOO_BIG.finding(size=size, limit=limits.archive_bytes))
    file.seek(0)
    kind = kind_of(file.read(HEAD))
    match kind:
        case ContainerKind.ZIP:
            yield from zip_reader.unpack(file, limits)
        case ContainerKind.GZIP | ContainerKind.TAR:
            yield from tar_reader.unpack(file, name, limits, gzipped=kind is ContainerKind.GZIP)
        case None:
            raise Irrecevable(rules.DAMAGED.finding(reason="début"))
        case _:
            raise Irrecevable(rules.FOREIGN.finding(kind=kind.value))
