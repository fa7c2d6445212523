"""Which kind of archive some bytes begin, by their content, never by a name."""

import tarfile
from enum import Enum

HEAD = 512
"""Bytes that tell the kind: one block of a tar archive."""


class Nature(Enum):
    """A kind of archive; the value is how people call it. Those after ``TAR`` are known only to be refused."""

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
    (b"PK\x03\x04", Nature.ZIP),
    (b"PK\x05\x06", Nature.ZIP),
    (b"PK\x07\x08", Nature.ZIP),
    (b"PK00PK\x03\x04", Nature.ZIP),
    (b"\x1f\x8b", Nature.GZIP),
    (b"7z\xbc\xaf\x27\x1c", Nature.SEVEN_ZIP),
    (b"Rar!\x1a\x07", Nature.RAR),
    (b"BZh", Nature.BZIP2),
    (b"\xfd7zXZ\x00", Nature.XZ),
    (b"\x28\xb5\x2f\xfd", Nature.ZSTANDARD),
    (b"\x1f\x9d", Nature.COMPRESS),
    (b"MSCF\x00\x00\x00\x00", Nature.CABINET),
)


def nature(head: bytes) -> Nature | None:
    """The kind of archive that begins with ``head`` (its first 512 bytes, or all of a shorter file)."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[2:5] == b"-lh" and head[6:7] == b"-":
        return Nature.LHA
    return Nature.TAR if _is_tar(head) else None


def _is_tar(head: bytes) -> bool:
    if len(head) < HEAD or not head[148:156].strip(b" \0").isdigit():
        return False
    try:
        tarfile.TarInfo.frombuf(head[:HEAD], "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        # A tar archive whose first checksum is wrong is a damaged archive, not something else.
        return head[257:262] == b"ustar"
    return True
