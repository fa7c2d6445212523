"""From received deposits to pieces of work: single documents grouped by the chunk, lots unpacked into the store."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from domain.deposit import Deposit
from domain.finding import Finding, Level, Severity
from hub import incidents
from hub.settings import RunTable
from ledger import ContentStore
from parsers import archive

PACK_BYTES = 32 * 2**20
"""Bytes of members written to the store at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One document to decide on, by where its bytes are kept."""

    deposit_id: int
    position: int
    path: str
    member: str | None
    sha256: str
    location: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """The unit of work: documents of one drop. ``conclude``: the deposits are complete with this chunk."""

    drop: str
    pieces: tuple[Piece, ...]
    conclude: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """What a lot held; ``findings`` speak of the lot as a whole."""

    deposit: Deposit
    pieces: tuple[Piece, ...]
    findings: tuple[Finding, ...]


def is_lot(deposit: Deposit, store: ContentStore) -> bool:
    """Whether the deposit is an archive, by its first bytes."""
    with store.open(deposit.location) as file:
        return archive.recognises(file.read(archive.HEAD))


def single(deposit: Deposit) -> Piece:
    """The piece a deposit of one document is."""
    return Piece(
        deposit_id=deposit.id,
        position=0,
        path=deposit.name,
        member=None,
        sha256=deposit.sha256,
        location=deposit.location,
        size=deposit.size,
    )


def unpack(deposit: Deposit, store: ContentStore, limits: archive.ArchiveLimits) -> Unpacked:
    """The lot's members, written to the store in packs; positions are their ranks in the archive.

    A finding that makes the lot irrecevable drops every member: what a damaged lot lacks cannot be told.
    """
    pieces: list[Piece] = []
    findings: list[Finding] = []
    with store.open(deposit.location) as file:
        for pack in _packs(archive.unpack(file, deposit.name, limits), findings):
            kept = store.put_many((sha256(m.content).hexdigest(), m.content) for m in pack)
            pieces += _pieces(deposit, pack, kept, len(pieces))
    fatal = any(f.level is Level.DEPOT and f.severity is Severity.FATAL for f in findings)
    if not pieces and not findings:
        findings.append(incidents.EMPTY_ARCHIVE.finding(name=deposit.name))
    return Unpacked(deposit=deposit, pieces=() if fatal else tuple(pieces), findings=tuple(findings))


def limits_of(run: RunTable, *, bulk: bool) -> archive.ArchiveLimits:
    """The archive limits of the settings, for a night's lot or for a bulk upload."""
    return archive.ArchiveLimits(
        archive_bytes=run.deposit_bytes,
        member_bytes=run.invoice_bytes,
        members=run.bulk_members if bulk else run.archive_members,
    )


def grouped(drop: str, pieces: Sequence[Piece], size: int, *, conclude: bool) -> Iterator[Chunk]:
    """``pieces`` in chunks of at most ``size`` documents."""
    for start in range(0, len(pieces), size):
        yield Chunk(drop=drop, pieces=tuple(pieces[start : start + size]), conclude=conclude)


def _packs(members: Iterable[archive.Member | Finding], findings: list[Finding]) -> Iterator[list[archive.Member]]:
    pack: list[archive.Member] = []
    weight = 0
    for piece in members:
        if isinstance(piece, Finding):
            findings.append(piece)
            continue
        pack.append(piece)
        weight += len(piece.content)
        if weight >= PACK_BYTES or len(pack) >= 500:
            yield pack
            pack, weight = [], 0
    if pack:
        yield pack


def _pieces(deposit: Deposit, pack: Sequence[archive.Member], kept: dict[str, str], first: int) -> Iterator[Piece]:
    for rank, member in enumerate(pack, start=first):
        digest = sha256(member.content).hexdigest()
        yield Piece(
            deposit_id=deposit.id,
            position=rank,
            path=deposit.name,
            member=member.name,
            sha256=digest,
            location=kept[digest],
            size=len(member.content),
        )
