"""Archives with constant dates and owners, so that the same members give the same bytes."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterable

Members = Iterable[tuple[str, bytes]]
_DAY = (2026, 1, 1, 0, 0, 0)


def zipped(members: Members) -> bytes:
    """A zip of ``members``, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def tarred(members: Members) -> bytes:
    """A tar.gz of ``members``, in their order."""
    return _packed([(tarfile.TarInfo(name), content) for name, content in members])


def linked(name: str, target: str) -> bytes:
    """A tar.gz of one symbolic link."""
    entry = tarfile.TarInfo(name)
    entry.type = tarfile.SYMTYPE
    entry.linkname = target
    return _packed([(entry, b"")])


def _packed(entries: list[tuple[tarfile.TarInfo, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=buffer, mode="wb", filename="", mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w") as archive,
    ):
        for entry, content in entries:
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()
