"""From chunks to decisions, in any process: the bytes are read from the store, the terms are sent with the chunk.

Scans take seconds, and a hostile document its whole budget: all else is decided first, in little time, then each of
them alone. What an account may lose to documents that do not finish is bounded (:mod:`hub.runtime.lost_time`).
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial

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
from hub.runtime.loss import Loss
from hub.runtime.lost_time import LostTime
from hub.runtime.worker_pool import WorkerPool
from ledger import ContentStore, MarkedStore
from validators import Context

BATCH = 25
"""Documents sent to a worker at once."""
QUICK_BATCH, QUICK_ALONE = 10.0, 2.0
"""Processor time of a first look, in seconds: a batch of ordinary documents takes tenths of a second."""


type_answer = Decision | NavetteError


def decide_all(
    terms: Terms,
    store: MarkedStore,
    largest: int,
    pieces: Sequence[Piece],
    pool: WorkerPool | None,
    lost_time: LostTime | None = None,
) -> list[type_answer]:
    """One decision for each piece, in their order; by the pool, or in this process when there is none.

    A piece that cannot be decided on has the error in its place: the store cannot give its bytes back
    (:class:`~domain.errors.LedgerError`), or it could not be checked to the end (:class:`~domain.errors.Undecided`): a
    program is missing, a rule pack could not run, a limit stopped its worker. It is tried again at the next run.
    """
    quick = _quickly(partial(_decide, plainly(terms), store, largest), pieces, pool, lost_time)
    again = [rank for rank, answer in enumerate(quick) if answer is SLOW or is_put_off(terms, answer)]
    patient = _patiently(partial(_decide, terms, store, largest), [pieces[rank] for rank in again], pool, lost_time)
    second = dict(zip(again, patient, strict=True))
    return [second.get(rank, answer) for rank, answer in enumerate(quick)]


SLOW = Undecided(
    Text("La lecture demande plus de temps.", "Reading takes more time."),
    Text("Rien à faire : un second essai l'a.", "Nothing to do: a second attempt has it."),
)
"""The answer about a document that needs more time than a first look takes."""
type_work = Callable[[tuple[Piece, ...]], list[type_answer]]


def _quickly(
    work: type_work, pieces: Sequence[Piece], pool: WorkerPool | None, lost_time: LostTime | None
) -> list[type_answer]:
    """The answers, in batches with little time; :data:`SLOW` for what needs more."""
    if pool is None:
        return [answer for piece in pieces for answer in _alone(work, piece)]
    allowance = lost_time.quick if lost_time else None
    return list(pool.map(work, pieces, BATCH, _slow, QUICK_BATCH, alone=QUICK_ALONE, allowance=allowance))


def _patiently(
    work: type_work, pieces: Sequence[Piece], pool: WorkerPool | None, lost_time: LostTime | None
) -> list[type_answer]:
    """The answers, one piece after the other with the time of the pool."""
    if pool is None:
        return [answer for piece in pieces for answer in _alone(work, piece)]
    return list(pool.map(work, pieces, 1, _lost, allowance=lost_time.patient if lost_time else None))


def _alone(work: Callable[[tuple[Piece, ...]], list[type_answer]], piece: Piece) -> list[type_answer]:
    """``work`` on one piece in this process, whose memory may be too small for it."""
    try:
        return work((piece,))
    except MemoryError:
        return [_lost(piece, Loss.MEMORY)]


@cache
def store_at(place: MarkedStore) -> ContentStore:
    """This process's store at ``place``: nothing is written to it where its mark is not."""
    return ContentStore.at(place)


def _decide(terms: Terms, store: MarkedStore, largest: int, pieces: tuple[Piece, ...]) -> list[type_answer]:
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


def _slow(piece: Piece, loss: Loss) -> type_answer:
    return SLOW if loss is Loss.TIME else _lost(piece, loss)


def _lost(piece: Piece, loss: Loss) -> Undecided:
    return unreadable_files.undecided(piece.member or piece.path, loss)


def _unread(piece: Piece, finding: Finding) -> Decision:
    return unread(piece.path, finding, member=piece.member, sha256=piece.sha256)
