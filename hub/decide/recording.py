"""Decisions recorded in the ledger: uniqueness is checked in the same transaction that writes."""

from collections.abc import Sequence
from datetime import datetime

from domain.decision import Decision
from domain.deposit import DepositedInvoice, Settled
from domain.errors import NavetteError
from domain.finding import Finding
from hub.decide.unpack import Chunk, Unpacked
from ledger import Ledger
from ledger.batch import Batch
from validators.chorus_pro import unicite
from validators.chorus_pro.travaux import association
from validators.chorus_pro.unicite import Decided
from validators.navette import bank_account_change, origine


def record(
    ledger: Ledger,
    chunk: Chunk,
    answers: Sequence[Decision | NavetteError],
    now: datetime,
    rights: frozenset[str] | None = None,
) -> tuple[DepositedInvoice, ...]:
    """Writes the chunk's decisions, events, certificates and effects to do, all or nothing.

    ``rights`` are those of the account that deposits (``None``: no rights are checked); a works piece is associated
    with earlier ones only when these rights allow it. A document recorded before (by a run that was cut) keeps what
    the ledger has. What was not decided stays undecided.
    """
    decided = [
        Decided(piece.deposit_id, piece.position, piece.location, answer)
        for piece, answer in zip(chunk.pieces, answers, strict=True)
        if isinstance(answer, Decision)
    ]
    with ledger.batch() as batch:
        recorded = batch.record(check_against_ledger(batch, decided, now, rights), now)
        if chunk.conclude:
            batch.conclude_all({one.deposit_id: () for one in decided}, now)
    return recorded


def check_against_ledger(
    batch: Batch, decided: Sequence[Decided], now: datetime, rights: frozenset[str] | None
) -> tuple[Settled, ...]:
    """The decisions after the checks of uniqueness, dossiers, bank accounts and origins, made in ``batch``."""
    decisions = [one.decision for one in decided]
    keys = {key for d in decisions if d.invoice and (key := unicite.key_of(d.invoice))}
    digests = batch.accepted_digests({d.sha256 for d in decisions})
    settled = unicite.settle(decided, batch.known(keys), digests)
    if numbers := association.numbers(settled):
        whose = {one.deposit_id: rights for one in decided}
        settled = association.associate(settled, batch.works_pieces(numbers), whose, now)
    settled = bank_account_change.with_new_account_findings(
        settled, batch.bank_accounts(bank_account_change.suppliers(settled)), now
    )
    return origine.with_origin_findings(settled, batch.integrated_totals(origine.origins(settled)))


def conclude(ledger: Ledger, lot: Unpacked, now: datetime) -> None:
    """Sets the status of a lot once all its chunks are recorded."""
    conclude_deposit(ledger, lot.deposit.id, lot.findings, now)


def conclude_deposit(ledger: Ledger, deposit_id: int, findings: tuple[Finding, ...], now: datetime) -> None:
    """Sets the status of a deposit once all of it is decided."""
    with ledger.batch() as batch:
        batch.conclude(deposit_id, findings, now)
