"""Documents divided among runs: each is decided on by whoever claimed it, and by nobody else meanwhile."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from hub.decide.unpack import Chunk, Piece
from hub.runtime.outbox_tasks import holding
from hub.runtime.station import Station
from ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Divided:
    """The pieces of a chunk: those that are this run's to decide on, and those that another decides on now. What is in
    neither was decided on before.
    """

    mine: tuple[Piece, ...]
    elsewhere: tuple[Piece, ...]


@contextmanager
def claimed(station: Station, chunk: Chunk) -> Iterator[Divided]:
    """The pieces of ``chunk`` that nobody else decides on, claimed within the block.

    Raises :class:`domain.errors.Unavailable` when the ledger does not answer.
    """
    with holding(station) as hold:
        taken = station.ledger.leases.claim(hold, [name_of(piece) for piece in chunk.pieces])
        ours = [piece for piece in chunk.pieces if name_of(piece) in taken]
        settled = _settled(station.ledger, ours, in_lot=not chunk.conclude)
        yield Divided(
            mine=tuple(piece for piece in ours if name_of(piece) not in settled),
            elsewhere=tuple(piece for piece in chunk.pieces if name_of(piece) not in taken),
        )


def freed(ledger: Ledger, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Those of ``pieces`` that nobody decides on now, in their order."""
    every = tuple(pieces)
    held = ledger.leases.claimed([name_of(piece) for piece in every])
    return tuple(piece for piece in every if name_of(piece) not in held)


def decided_elsewhere(ledger: Ledger, deposit_id: int) -> int:
    """How many documents of a deposit another process decides on now."""
    return ledger.leases.at_work(f"{deposit_id}/")


def name_of(piece: Piece) -> str:
    """The name a document is claimed by: the same for every run."""
    return f"{piece.deposit_id}/{piece.position}"


def _settled(ledger: Ledger, pieces: Sequence[Piece], *, in_lot: bool) -> frozenset[str]:
    """The names of those another decided on since this run saw them. Of a lot that is not concluded these are the
    documents that are recorded whole: of one that was split, a part may be missing.
    """
    waiting = ledger.deposits.still_undecided({piece.deposit_id for piece in pieces})
    over = {name_of(piece) for piece in pieces if piece.deposit_id not in waiting}
    if in_lot and len(over) < len(pieces):
        recorded = ledger.deposits.recorded([(piece.deposit_id, piece.position) for piece in pieces])
        places = ((piece, recorded.get((piece.deposit_id, piece.position), _NONE)) for piece in pieces)
        over |= {name_of(piece) for piece, member in places if member == piece.member}
    return frozenset(over)


_NONE = object()
"""No document: a member may have no name."""
