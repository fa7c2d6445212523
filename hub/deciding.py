"""Chunks to decisions, in whatever process: the bytes come from the store, the terms travel with the chunk."""

from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

from domain.decision import Decision, verdict
from domain.document import Document, Format
from domain.errors import LedgerError
from domain.finding import Finding
from hub import incidents
from hub.line import decide, slim
from hub.terms import Terms, context_of
from hub.unpacking import Piece
from hub.workers import Crew, Loss
from ledger import ContentStore
from validators import Context

BATCH = 25
"""Documents of one trip to a worker."""


def decide_all(
    terms: Terms, store: Path, largest: int, pieces: Sequence[Piece], crew: Crew | None
) -> list[Decision | LedgerError]:
    """One decision a piece, in their order; by the ``crew``, or here when there is none.

    A piece whose bytes the store cannot give back has the error in its place: nothing is decided of it.
    """
    work = partial(_decide, terms, store, largest)
    if crew is None:
        return work(tuple(pieces))
    return list(crew.map(work, pieces, BATCH, _lost))


@cache
def store_at(folder: Path) -> ContentStore:
    """This process's store at ``folder``."""
    return ContentStore(folder)


def _decide(terms: Terms, store: Path, largest: int, pieces: tuple[Piece, ...]) -> list[Decision | LedgerError]:
    context = context_of(terms)
    kept = store_at(store)
    return [_decide_piece(piece, kept, largest, context) for piece in pieces]


def _decide_piece(piece: Piece, kept: ContentStore, largest: int, context: Context) -> Decision | LedgerError:
    if piece.finding:
        return _unread(piece, piece.finding)
    if piece.size > largest:
        return _unread(piece, incidents.TOO_BIG.finding(size=piece.size, limit=largest))
    try:
        content = kept.get(piece.location)
    except LedgerError as fault:
        return fault
    document = Document(path=piece.path, member=piece.member, sha256=piece.sha256, content=content)
    return slim(decide(document, context))


def _lost(piece: Piece, loss: Loss) -> Decision:
    return _unread(piece, incidents.LOST[loss].finding(name=piece.member or piece.path))


def _unread(piece: Piece, finding: Finding) -> Decision:
    return Decision(
        path=piece.path,
        member=piece.member,
        sha256=piece.sha256,
        format=Format.UNKNOWN,
        profile=None,
        verdict=verdict((finding,)),
        findings=(finding,),
    )
