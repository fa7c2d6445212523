"""Archives made for tests, good and hostile, and what comes out of them."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterator, Mapping

from domain.finding import Finding, Level, Severity
from parsers.archives import reader
from parsers.archives.reader import ArchiveLimits, Member

INVOICES = {
    "facture-1.xml": b"<Invoice>" + b"1" * 700 + b"</Invoice>",
    "lot/facture-2.pdf": b"%PDF-1.7 " + bytes(range(256)) * 8,
    "facture-3.xml": b"",
}


def zipped(members: Mapping[str, bytes] = INVOICES, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An ordinary ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in members.items():
            made.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def tarred(members: Mapping[str, bytes] = INVOICES, kind: int = tarfile.PAX_FORMAT) -> bytes:
    """An ordinary TAR."""
    return tar_of(*((tarfile.TarInfo(name), content) for name, content in members.items()), kind=kind)


def tar_of(*members: tuple[tarfile.TarInfo, bytes], kind: int = tarfile.PAX_FORMAT) -> bytes:
    """A TAR of any entries; a size already set is left as it is."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=kind) as made:
        for info, content in members:
            info.size = info.size or len(content)
            made.addfile(info, io.BytesIO(content))
    return out.getvalue()


def tgz(members: Mapping[str, bytes] = INVOICES) -> bytes:
    """An ordinary TAR.GZ."""
    return gzip.compress(tarred(members), mtime=0)


def encrypted(data: bytes, name: bytes) -> bytes:
    """The ZIP ``data`` in which both records of the entry ``name`` say that it is encrypted."""
    marked = bytearray(data)
    for signature, named, flags in ((b"PK\x03\x04", 30, 6), (b"PK\x01\x02", 46, 8)):
        at = next(at for at in _all(data, signature) if data[at + named :].startswith(name))
        marked[at + flags] |= 1
    return bytes(marked)


def _all(data: bytes, part: bytes) -> Iterator[int]:
    at = data.find(part)
    while at >= 0:
        yield at
        at = data.find(part, at + 1)


def come_out(data: bytes, limits: ArchiveLimits | None = None, name: str = "lot.zip") -> list[Member | Finding]:
    """Everything that comes out, the contract held: nothing of a refused deposit."""
    found = list(reader.unpack(io.BytesIO(data), name, limits))
    fatal = [f for f in found if isinstance(f, Finding) and f.level is Level.DEPOT and f.severity is Severity.FATAL]
    if fatal:
        assert len(found) == 1, "a deposit that is irrecevable gives one reason and no member"
    return found


def members(found: list[Member | Finding]) -> dict[str, bytes]:
    """Name and content of the members."""
    return {piece.name: piece.content for piece in found if isinstance(piece, Member)}


def codes(found: list[Member | Finding]) -> list[str]:
    """Codes of the findings."""
    return [piece.code for piece in found if isinstance(piece, Finding)]
