"""Splits a PDF of several invoices into one document each, when every page is attributed; each is decided on alone."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from domain.decision import Decision
from domain.errors import NavetteError, Undecided
from hub.context.terms import Terms
from hub.decide import members, unreadable_files
from hub.decide.chunks import decide_all, store_at, type_answer
from hub.decide.unpack import Piece
from hub.runtime.loss import Loss
from hub.runtime.lost_time import LostTime
from hub.runtime.worker_pool import WorkerPool
from ledger import MarkedStore
from parsers.archives import reader

_APART = 1_000_000
"""Between the positions of the parts of one member: a lot has fewer members."""


class Decided(NamedTuple):
    """Pieces and the decision on each, in the same order."""

    pieces: tuple[Piece, ...]
    answers: list[type_answer]


def decide_apart(
    terms: Terms,
    store: MarkedStore,
    largest: int,
    pieces: Sequence[Piece],
    pool: WorkerPool | None,
    lost_time: LostTime | None = None,
) -> Decided:
    """One decision for each piece, or one for each of its parts: see :func:`hub.decide.chunks.decide_all`."""
    answers = decide_all(terms, store, largest, pieces, pool, lost_time)
    several = [
        rank for rank, answer in enumerate(answers) if isinstance(answer, Decision) and members.is_several(answer)
    ]
    if not several:
        return Decided(tuple(pieces), answers)
    cuts = dict(zip(several, _found(store, [pieces[rank] for rank in several], pool), strict=True))
    found = {rank: _pieces(store, pieces[rank], cut) for rank, cut in cuts.items() if cut}
    answers = [fault if isinstance(fault := found.get(rank), NavetteError) else one for rank, one in enumerate(answers)]
    parts = {rank: cut for rank, cut in found.items() if not isinstance(cut, NavetteError)}
    apart = [part for found_parts in parts.values() for part in found_parts]
    return _with(parts, pieces, answers, decide_all(terms, store, largest, apart, pool, lost_time))


type_cut = tuple[reader.Member, ...]


def _found(store: MarkedStore, pieces: Sequence[Piece], pool: WorkerPool | None) -> list[type_cut | NavetteError]:
    """The parts of each piece, none where it cannot be split; or why that cannot be told now."""
    work = partial(_cut, store)
    return work(tuple(pieces)) if pool is None else list(pool.map(work, pieces, 1, _lost))


def _cut(store: MarkedStore, pieces: tuple[Piece, ...]) -> list[type_cut | NavetteError]:
    return [_cut_piece(store, piece) for piece in pieces]


def _cut_piece(store: MarkedStore, piece: Piece) -> type_cut | NavetteError:
    try:
        return members.parts(piece.member, store_at(store).get(piece.location))
    except BaseException as error:  # noqa: BLE001 - whatever one document raises is its own answer
        return unreadable_files.undecided_for(piece.member or piece.path, error)


def _lost(piece: Piece, loss: Loss) -> Undecided:
    return unreadable_files.undecided(piece.member or piece.path, loss)


def _pieces(store: MarkedStore, piece: Piece, cut: type_cut | NavetteError) -> tuple[Piece, ...] | NavetteError:
    """The parts, kept in the store; or why there are none now."""
    if isinstance(cut, NavetteError):
        return cut
    try:
        kept = store_at(store).put_many((sha256(part.content).hexdigest(), part.content) for part in cut)
    except NavetteError as fault:
        return fault
    named = [(sha256(part.content).hexdigest(), part) for part in cut]
    return tuple(
        replace(
            piece,
            position=piece.position + rank * _APART,
            member=part.name,
            sha256=digest,
            location=kept[digest],
            size=len(part.content),
        )
        for rank, (digest, part) in enumerate(named)
    )


def _with(
    parts: dict[int, tuple[Piece, ...]], pieces: Sequence[Piece], answers: list[type_answer], again: list[type_answer]
) -> Decided:
    """``pieces`` and their ``answers``; those that were split are replaced by their parts and the decisions on
    these.
    """
    left = iter(again)
    done_pieces: list[Piece] = []
    done: list[type_answer] = []
    for rank, piece in enumerate(pieces):
        mine = parts.get(rank)
        done_pieces += mine or (piece,)
        done += [next(left) for _ in mine] if mine else [answers[rank]]
    return Decided(tuple(done_pieces), done)
