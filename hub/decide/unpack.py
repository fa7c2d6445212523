"""From received deposits to pieces: single documents grouped in chunks, lots unpacked into the store."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from domain.deposit import Deposit
from domain.finding import Finding, Level, Severity
from domain.portal_depositor import is_of_portal
from domain.signature import DetachedSignature
from hub.decide import members
from hub.decide.detached_signatures import MatchedSignatures, SignatureCollector
from hub.settings import RunTable
from parsers.archives import reader

if TYPE_CHECKING:  # `navette check` needs no ledger: its imports would only slow it down
    from ledger import ContentStore

PACK_BYTES = 32 * 2**20
PACK_MEMBERS = 500
"""Bytes written to the store at once."""


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
    finding: Finding | None = None
    """Why the bytes of this member cannot be read, when they cannot."""
    beside: tuple[DetachedSignature, ...] = ()
    """The files of the lot that sign it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """The unit of work: documents of one drop. ``conclude``: the deposits are complete with this chunk."""

    drop: str
    pieces: tuple[Piece, ...]
    conclude: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """What a lot held; ``findings`` are about the lot as a whole."""

    deposit: Deposit
    pieces: tuple[Piece, ...]
    findings: tuple[Finding, ...]


def is_lot(deposit: Deposit, store: "ContentStore") -> bool:
    """Whether the deposit may hold several documents, by its first bytes. Raises :class:`domain.errors.NavetteError`
    when the store cannot give them: nothing may be concluded about it then.
    """
    with store.open(deposit.location) as file:
        return members.may_hold_several(file.read(members.HEAD))


def single(deposit: Deposit) -> Piece:
    """The piece of a deposit that is one document."""
    return Piece(
        deposit_id=deposit.id,
        position=0,
        path=deposit.name,
        member=None,
        sha256=deposit.sha256,
        location=deposit.location,
        size=deposit.size,
    )


def unpack(deposit: Deposit, store: "ContentStore", limits: reader.ArchiveLimits, largest: int) -> Unpacked:
    """The lot's documents, written to the store in packs; positions are their ranks in the file, signatures apart.

    A finding that makes the lot irrecevable drops every member: it cannot be known what a damaged lot lacks.
    A flux of one invoice is that one document, byte for byte.
    """
    pieces: list[Piece] = []
    findings: list[Finding] = []
    collector = SignatureCollector()
    with store.open(deposit.location) as file:
        answers = collector.documents(members.documents(file, deposit.name, limits, largest))
        for pack in _packs(answers, findings):
            kept = store.put_many(
                (sha256(m.content).hexdigest(), m.content) for m in pack if isinstance(m, reader.Member)
            )
            pieces += (_piece(deposit, rank, member, kept) for rank, member in enumerate(pack, start=len(pieces)))
    signed = collector.of({piece.member: piece.sha256 for piece in pieces if piece.member and not piece.finding})
    findings += signed.findings
    if not pieces and not findings:
        pieces.append(single(deposit))
    fatal = any(f.level is Level.DEPOT and f.severity is Severity.FATAL for f in findings)
    return Unpacked(deposit=deposit, pieces=() if fatal else _with(signed, pieces), findings=tuple(findings))


def limits_of(run: RunTable, *, bulk: bool) -> reader.ArchiveLimits:
    """The archive limits of the settings, for a night's lot or for a bulk upload."""
    return reader.ArchiveLimits(
        archive_bytes=run.deposit_bytes,
        member_bytes=run.invoice_bytes,
        members=run.bulk_members if bulk else run.archive_members,
    )


def limits_for(run: RunTable, deposit: Deposit) -> reader.ArchiveLimits:
    """The archive limits of a deposited lot, whoever decides on it: those of a bulk upload when it came by one."""
    return limits_of(run, bulk=deposit.taken and not is_of_portal(deposit.drop))


def grouped(drop: str, pieces: Sequence[Piece], size: int, *, conclude: bool) -> Iterator[Chunk]:
    """``pieces`` in chunks of at most ``size`` documents."""
    for start in range(0, len(pieces), size):
        yield Chunk(drop=drop, pieces=tuple(pieces[start : start + size]), conclude=conclude)


Found = reader.Member | reader.MemberFinding
"""A member, or why its bytes cannot be read."""


def _packs(answers: Iterable[reader.Member | Finding], findings: list[Finding]) -> Iterator[list[Found]]:
    pack: list[Found] = []
    weight = 0
    for answer in answers:
        if not isinstance(answer, Found):
            findings.append(answer)
            continue
        pack.append(answer)
        weight += len(answer.content) if isinstance(answer, reader.Member) else 0
        if weight >= PACK_BYTES or len(pack) >= PACK_MEMBERS:
            yield pack
            pack, weight = [], 0
    if pack:
        yield pack


def _with(signed: MatchedSignatures, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """``pieces``, each with the files that sign it."""
    if not signed.beside:
        return tuple(pieces)
    return tuple(replace(piece, beside=signed.beside.get(piece.member or "", ())) for piece in pieces)


def _piece(deposit: Deposit, rank: int, found: Found, kept: dict[str, str]) -> Piece:
    refused = isinstance(found, reader.MemberFinding)
    content = b"" if isinstance(found, reader.MemberFinding) else found.content
    digest = "" if refused else sha256(content).hexdigest()
    return Piece(
        deposit_id=deposit.id,
        position=rank,
        path=deposit.name,
        member=found.member if isinstance(found, reader.MemberFinding) else found.name,
        sha256=digest,
        location=deposit.location if refused else kept[digest],
        size=len(content),
        finding=found if isinstance(found, reader.MemberFinding) else None,
    )
