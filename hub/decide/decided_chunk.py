"""A chunk decided on and recorded: what a run does in a task, and the portal at once."""

from dataclasses import dataclass, replace

from domain.deposit import DepositedInvoice
from domain.errors import NoWorkers, PutOff
from hub.decide import recording
from hub.decide.asked_again import decide_again
from hub.decide.split_pdf import decide_apart
from hub.decide.unpack import Chunk
from hub.runtime.station import Station
from hub.runtime.troubles import Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedChunk:
    """What was recorded of a chunk, and a trouble for each document that stays undecided."""

    invoices: tuple[DepositedInvoice, ...]
    troubles: tuple[Trouble, ...]


def decide_chunk(station: Station, chunk: Chunk) -> DecidedChunk:
    """Decides on the documents of ``chunk`` and records them in one transaction. Safe to run twice.

    Raises :class:`domain.errors.Unavailable` when the ledger does not answer.
    """
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
