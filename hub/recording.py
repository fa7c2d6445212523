"""Decisions to the ledger: uniqueness asked and answered in the same transaction that writes."""

from collections.abc import Sequence
from datetime import datetime

from domain.decision import Decision
from domain.deposit import DepositedInvoice
from domain.errors import LedgerError
from domain.finding import Finding
from hub.unpacking import Chunk, Unpacked
from ledger import Ledger
from validators import association, unicite


def record(
    ledger: Ledger,
    chunk: Chunk,
    answers: Sequence[Decision | LedgerError],
    now: datetime,
    rights: frozenset[str] | None = None,
) -> tuple[DepositedInvoice, ...]:
    """Writes the chunk's decisions, events, certificates and effects to do, all or nothing.

    ``rights`` are those of the account that deposits (``None``: nobody's are asked): a works piece that follows others
    is associated with them by its right to. Recorded before (a run was cut): what the ledger has is what stands.
    What was not decided stays undecided.
    """
    decided = [
        (piece, answer) for piece, answer in zip(chunk.pieces, answers, strict=True) if isinstance(answer, Decision)
    ]
    decisions = [decision for _, decision in decided]
    keys = {key for d in decisions if d.invoice and (key := unicite.key_of(d.invoice))}
    with ledger.batch() as batch:
        settled = unicite.settle(
            tuple((piece.deposit_id, piece.position, piece.location, decision) for piece, decision in decided),
            batch.known(keys),
            batch.accepted_digests({d.sha256 for d in decisions}),
        )
        if numbers := association.numbers(settled):
            whose = {piece.deposit_id: rights for piece, _ in decided}
            settled = association.associate(settled, batch.pieces(numbers), whose, now)
        recorded = batch.record(settled, now)
        if chunk.conclude:
            batch.conclude_all({piece.deposit_id: () for piece, _ in decided}, now)
    return recorded


def conclude(ledger: Ledger, lot: Unpacked, now: datetime) -> None:
    """Says of a lot, all of whose chunks are recorded, where it stands."""
    conclude_deposit(ledger, lot.deposit.id, lot.findings, now)


def conclude_deposit(ledger: Ledger, deposit_id: int, findings: tuple[Finding, ...], now: datetime) -> None:
    """Says where a deposit stands once nothing of it is left to decide."""
    with ledger.batch() as batch:
        batch.conclude(deposit_id, findings, now)
