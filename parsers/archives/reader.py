"""Takes a lot apart: ZIP, TAR, TAR.GZ (and a single gzipped file), told by content, never by name.

What makes the whole deposit unusable (cut short, damaged, hostile, too much) is one fatal finding of level DEPOT, and
then **no member comes at all**: of a damaged archive nobody can tell what is missing. What is wrong with one member
refuses that member alone, as a :class:`MemberFinding`; the others go on.
"""

import os
from collections.abc import Iterator
from typing import BinaryIO

from domain.finding import Finding
from parsers.archives import rules, tar_reader, zip_reader
from parsers.archives.container_kind import HEAD, ContainerKind, nature
from parsers.archives.member_content import ArchiveLimits, Irrecevable, Member, MemberFinding
from parsers.archives.rules import RULES

__all__ = ["HEAD", "RULES", "ArchiveLimits", "Member", "MemberFinding", "recognises", "unpack"]


def recognises(head: bytes) -> bool:
    """Whether ``head`` (the first :data:`HEAD` bytes of a file, or all of a shorter one) begins an archive.

    Kinds that are not accepted (7z, RAR ...) are recognised too: :func:`unpack` says so in clear words.
    """
    return nature(head) is not None


def unpack(file: BinaryIO, name: str, limits: ArchiveLimits | None = None) -> Iterator[Member | Finding]:
    """The members of the archive, one at a time, in its order, and the findings about it; findings come first.

    ``file`` is read and sought; at most one member is in memory. ``name`` is that of the deposit: a file that is
    gzipped alone takes its name from it. Never raises for what the archive is; an OSError is the disk's.
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
    kind = nature(file.read(HEAD))
    match kind:
        case ContainerKind.ZIP:
            yield from zip_reader.unpack(file, limits)
        case ContainerKind.GZIP | ContainerKind.TAR:
            yield from tar_reader.unpack(file, name, limits, gzipped=kind is ContainerKind.GZIP)
        case None:
            raise Irrecevable(rules.DAMAGED.finding(reason="début"))
        case _:
            raise Irrecevable(rules.FOREIGN.finding(kind=kind.value))
