"""From chunks to decisions, in any process: the bytes are read from the store, the terms are sent with the chunk.

Scans take seconds: all else is decided first, then each of them alone, so that the time limit of a batch never has to
cover several scans.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from pathlib import Path

from domain.decision import Decision, Verdict, unread
from domain.document import Document
from domain.errors import NavetteError, Undecided
from domain.finding import Finding, Level
from domain.text import Text
from hub.context.terms import Terms, context_of
from hub.decide import unreadable_files
from hub.decide.one_document import decide, slim
from hub.decide.scans import is_put_off, plainly
from hub.decide.unpack import Piece
from hub.runtime.worker_pool import Loss, WorkerPool
from ledger import ContentStore
from validators import Context

BATCH = 25
"""Documents sent to a worker at once."""


type_answer = Decision | NavetteError


def decide_all(
    terms: Terms, store: Path, largest: int, pieces: Sequence[Piece], pool: WorkerPool | None
) -> list[type_answer]:
    """One decision for each piece, in their order; by the pool, or in this process when there is none.

    A piece that cannot be decided on has the error in its place: the store cannot give its bytes back
    (:class:`~domain.errors.LedgerError`), or it could not be checked to the end (:class:`~domain.errors.Undecided`): a
    program is missing, a rule pack could not run, a limit stopped its worker. It is tried again at the next run.
    """
    answers = _decided(partial(_decide, plainly(terms), store, largest), pieces, BATCH, pool)
    scans = [rank for rank, answer in enumerate(answers) if is_put_off(terms, answer)]
    again = _decided(partial(_decide, terms, store, largest), [pieces[rank] for rank in scans], 1, pool)
    for rank, answer in zip(scans, again, strict=True):
        answers[rank] = answer
    return answers


def _decided(
    work: Callable[[tuple[Piece, ...]], list[type_answer]], pieces: Sequence[Piece], batch: int, pool: WorkerPool | None
) -> list[type_answer]:
    if pool is None:
        return [answer for piece in pieces for answer in _alone(work, piece)]
    return list(pool.map(work, pieces, batch, _lost))


def _alone(work: Callable[[tuple[Piece, ...]], list[type_answer]], piece: Piece) -> list[type_answer]:
    """``work`` on one piece in this process, whose memory may be too small for it."""
    try:
        return work((piece,))
    except MemoryError:
        return [_lost(piece, Loss.MEMORY)]


@cache
def store_at(folder: Path) -> ContentStore:
    """This process's store at ``folder``."""
    return ContentStore(folder)


def _decide(terms: Terms, store: Path, largest: int, pieces: tuple[Piece, ...]) -> list[type_answer]:
    context = context_of(terms)
    kept = store_at(store)
    return [_decide_piece(piece, kept, largest, context) for piece in pieces]


def _decide_piece(piece: Piece, kept: ContentStore, largest: int, context: Context) -> type_answer:
    if piece.finding:
        return _unread(piece, piece.finding)
    if piece.size > largest:
        return _unread(piece, unreadable_files.TOO_BIG.finding(size=piece.size, limit=largest))
    try:
        content = kept.get(piece.location)
        document = Document(
            path=piece.path, member=piece.member, sha256=piece.sha256, content=content, beside=piece.beside
        )
        decision = decide(document, context)
        return slim(decision) if decision.verdict is not Verdict.UNDECIDED else undecided(decision)
    except BaseException as error:  # noqa: BLE001 - whatever one document raises is its own answer
        return unreadable_files.undecided_for(piece.member or piece.path, error)


def undecided(decision: Decision) -> Undecided:
    """Why a document could not be decided on."""
    found = [finding for finding in decision.findings if finding.level is Level.CONTROLE]
    return Undecided(_together(finding.message for finding in found), _together(finding.remedy for finding in found))


def _together(texts: Iterable[Text]) -> Text:
    """The sentences one after the other, each once."""
    each = dict.fromkeys(texts)
    return Text(" ".join(text.fr for text in each), " ".join(text.en for text in each))


def _lost(piece: Piece, loss: Loss) -> Undecided:
    return unreadable_files.undecided(piece.member or piece.path, loss)


def _unread(piece: Piece, finding: Finding) -> Decision:
    return unread(piece.path, finding, member=piece.member, sha256=piece.sha256)
