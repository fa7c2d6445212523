"""A chunk decided on and recorded: what a run does in a task, and the portal at once."""

from dataclasses import dataclass, replace

from domain.deposit import DepositedInvoice
from domain.errors import NoWorkers, PutOff
from hub.decide import recording
from hub.decide.asked_again import decide_again
from hub.decide.claimed_pieces import claimed
from hub.decide.split_pdf import decide_apart
from hub.decide.unpack import Chunk, Piece
from hub.runtime.station import Station
from hub.runtime.troubles import Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedChunk:
    """What was recorded of a chunk, a trouble for each document that stays undecided, and the documents that another
    process decides on now.
    """

    invoices: tuple[DepositedInvoice, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    elsewhere: tuple[Piece, ...] = ()


def decide_chunk(station: Station, chunk: Chunk) -> DecidedChunk:
    """Decides on the documents of ``chunk`` that nobody else decides on, and records them in one transaction. Safe to
    run twice, and beside others.

    Raises :class:`domain.errors.Unavailable` when the ledger does not answer.
    """
    with claimed(station, chunk) as divided:
        done = _decide(station, replace(chunk, pieces=divided.mine)) if divided.mine else DecidedChunk()
    return replace(done, elsewhere=divided.elsewhere)


def _decide(station: Station, chunk: Chunk) -> DecidedChunk:
    drop = station.settings.drop(chunk.drop)
    terms, rights = station.terms(drop), frozenset(drop.deposants)
    largest, store = station.settings.run.invoice_bytes, station.store.place
    lost_time = station.lost_times.of(chunk.drop)
    pieces, answers = decide_again(
        chunk.pieces, lambda pieces: decide_apart(terms, store, largest, pieces, station.pool, lost_time)
    )
    recorded = recording.record(station.ledger, replace(chunk, pieces=pieces), answers, station.clock(), rights)
    lost = (
        Trouble.of(fault, "" if isinstance(fault, PutOff | NoWorkers) else pieces[rank].member or pieces[rank].path)
        for rank, fault in sorted(recorded.faults.items())
    )
    return DecidedChunk(invoices=recorded.invoices, troubles=tuple(lost))
