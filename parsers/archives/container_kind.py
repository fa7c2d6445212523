"""Kind of an archive, from its first bytes; the file name is not used."""

import tarfile
from enum import Enum

HEAD = 512
"""Bytes needed to determine the kind: one block of a tar archive."""


class ContainerKind(Enum):
    """A kind of archive; the value is its usual name. Those after ``TAR`` are recognised in order to be refused."""

    ZIP = "ZIP"
    GZIP = "GZIP"
    TAR = "TAR"
    SEVEN_ZIP = "7z"
    RAR = "RAR"
    BZIP2 = "BZIP2"
    XZ = "XZ"
    ZSTANDARD = "Zstandard"
    COMPRESS = "compress (.Z)"
    CABINET = "CAB"
    LHA = "LHA"


_MAGIC = (
    (b"PK\x03\x04", ContainerKind.ZIP),
    (b"PK\x05\x06", ContainerKind.ZIP),
    (b"PK\x07\x08", ContainerKind.ZIP),
    (b"PK00PK\x03\x04", ContainerKind.ZIP),
    (b"\x1f\x8b", ContainerKind.GZIP),
    (b"7z\xbc\xaf\x27\x1c", ContainerKind.SEVEN_ZIP),
    (b"Rar!\x1a\x07", ContainerKind.RAR),
    (b"BZh", ContainerKind.BZIP2),
    (b"\xfd7zXZ\x00", ContainerKind.XZ),
    (b"\x28\xb5\x2f\xfd", ContainerKind.ZSTANDARD),
    (b"\x1f\x9d", ContainerKind.COMPRESS),
    (b"MSCF\x00\x00\x00\x00", ContainerKind.CABINET),
)


def kind_of(head: bytes) -> ContainerKind | None:
    """The kind of the archive whose first 512 bytes (or all of a shorter file) are ``head``; ``None`` for others."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[2:5] == b"-lh" and head[6:7] == b"-":
        return ContainerKind.LHA
    return ContainerKind.TAR if _is_tar(head) else None


def _is_tar(head: bytes) -> bool:
    if len(head) < HEAD or not head[148:156].strip(b" \0").isdigit():
        return False
    try:
        tarfile.TarInfo.frombuf(head[:HEAD], "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        # A tar archive with a wrong first checksum is reported as damaged, not as another kind of file.
        return head[257:262] == b"ustar"
    return True
