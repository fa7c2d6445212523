"""A lot deposited in the portal, decided on at once: as a run decides on it, in one thread and without Prefect."""

from domain.deposit import Deposit
from domain.status import FluxStatus
from hub.decide import recording
from hub.decide.decided_chunk import decide_chunk
from hub.decide.unpack import grouped, is_lot, limits_for, single, unpack
from hub.runtime.station import Station
from hub.runtime.troubles import Trouble


def decide_now(station: Station, deposit: Deposit) -> tuple[Trouble, ...]:
    """Decides on every document of an undecided deposit, and concludes it; why something stays undecided, which the
    next run decides on. What a run decides on now is left to it.

    Safe to run twice, and beside a run. Raises :class:`domain.errors.NavetteError` when the store or the ledger cannot
    be had.
    """
    if deposit.status is not FluxStatus.IN_RECU:
        return ()
    size = station.settings.run.chunk
    if not is_lot(deposit, station.store):
        chunks = grouped(deposit.drop, [single(deposit)], size, conclude=True)
        return tuple(trouble for chunk in chunks for trouble in decide_chunk(station, chunk).troubles)
    limits = limits_for(station.settings.run, deposit)
    lot = unpack(deposit, station.store, limits, station.settings.run.invoice_bytes)
    chunks = grouped(deposit.drop, lot.pieces, size, conclude=False)
    done = [decide_chunk(station, chunk) for chunk in chunks]
    troubles = tuple(trouble for one in done for trouble in one.troubles)
    if not troubles and not any(one.elsewhere for one in done):
        recording.conclude(station.ledger, lot, station.clock())
    return troubles
