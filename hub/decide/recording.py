"""Decisions recorded in the ledger: uniqueness is checked in the same transaction that writes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.decision import Decision
from domain.deposit import DepositedInvoice, Settled
from domain.errors import NavetteError, Unavailable
from domain.finding import Finding
from hub.decide.unpack import Chunk, Unpacked
from hub.runtime.unexpected import as_fault
from ledger import Ledger
from ledger.batch import Batch
from validators.causes import with_causes
from validators.chorus_pro import unicite
from validators.chorus_pro.travaux import association, unknown_moe
from validators.chorus_pro.unicite import Decided
from validators.navette import bank_account_change, origine


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What was recorded of a chunk; ``faults`` are why documents stay undecided, by rank in the chunk."""

    invoices: tuple[DepositedInvoice, ...]
    faults: Mapping[int, NavetteError]


def record(
    ledger: Ledger,
    chunk: Chunk,
    answers: Sequence[Decision | NavetteError],
    now: datetime,
    rights: frozenset[str] | None = None,
) -> Recorded:
    """Writes the chunk's decisions, events, certificates and effects to do, all or nothing; document by document when
    one of them stops the others.

    ``rights`` are those of the account that deposits (``None``: no rights are checked); a works piece is associated
    with earlier ones only when these rights allow it. A document recorded before (by a run that was cut) keeps what
    the ledger has. What was not decided stays undecided. Raises :class:`domain.errors.Unavailable` when the ledger
    does not answer: nothing is recorded then, or only documents that are found recorded when it is tried again.
    """
    undecided = {rank: answer for rank, answer in enumerate(answers) if isinstance(answer, NavetteError)}
    try:
        return Recorded(invoices=_record(ledger, chunk, answers, now, rights), faults=undecided)
    except BaseException as error:
        fault = as_fault(error, chunk.drop)
        if isinstance(fault, Unavailable):
            raise
    recorded: list[DepositedInvoice] = []
    for ranks in _by_deposit(chunk):
        pieces = tuple(chunk.pieces[rank] for rank in ranks)
        try:
            recorded += _record(ledger, replace(chunk, pieces=pieces), [answers[rank] for rank in ranks], now, rights)
        except BaseException as error:
            fault = as_fault(error, pieces[0].member or pieces[0].path)
            if isinstance(fault, Unavailable):
                raise
            undecided |= dict.fromkeys(ranks, fault)
    return Recorded(invoices=tuple(recorded), faults=undecided)


def _by_deposit(chunk: Chunk) -> Iterable[list[int]]:
    """The ranks of the pieces that are recorded together: those of one file when it is concluded with them."""
    if not chunk.conclude:
        return ([rank] for rank in range(len(chunk.pieces)))
    ranks: defaultdict[int, list[int]] = defaultdict(list)
    for rank, piece in enumerate(chunk.pieces):
        ranks[piece.deposit_id].append(rank)
    return ranks.values()


def _record(
    ledger: Ledger,
    chunk: Chunk,
    answers: Sequence[Decision | NavetteError],
    now: datetime,
    rights: frozenset[str] | None,
) -> tuple[DepositedInvoice, ...]:
    decided = [
        Decided(piece.deposit_id, piece.position, piece.location, answer)
        for piece, answer in zip(chunk.pieces, answers, strict=True)
        if isinstance(answer, Decision)
    ]
    with ledger.batch() as batch:
        recorded = batch.record(check_against_ledger(batch, decided, now, rights), now)
        if chunk.conclude:
            whole = {one.deposit_id for one in decided} - _undecided(chunk, answers)
            batch.conclude_all(dict.fromkeys(sorted(whole), ()), now)
    return recorded


def _undecided(chunk: Chunk, answers: Sequence[Decision | NavetteError]) -> set[int]:
    """The deposits of which a piece is not decided."""
    return {
        piece.deposit_id
        for piece, answer in zip(chunk.pieces, answers, strict=True)
        if isinstance(answer, NavetteError)
    }


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
    if named := unknown_moe.moes(settled):
        settled = unknown_moe.with_unknown_moe_findings(settled, batch.naming_moe(named))
    settled = bank_account_change.with_new_account_findings(
        settled, batch.bank_accounts(bank_account_change.suppliers(settled)), now
    )
    settled = origine.with_origin_findings(settled, batch.integrated_totals(origine.origins(settled)))
    return tuple(_with_causes(one) for one in settled)


def _with_causes(settled: Settled) -> Settled:
    """``settled`` with the causes of all its findings, those that the ledger added among them."""
    findings = settled.decision.findings
    if all(one.behind is not None for one in findings):
        return settled
    return replace(settled, decision=replace(settled.decision, findings=with_causes(findings)))


def conclude(ledger: Ledger, lot: Unpacked, now: datetime) -> None:
    """Sets the status of a lot once all its chunks are recorded."""
    conclude_deposit(ledger, lot.deposit.id, lot.findings, now)


def conclude_deposit(ledger: Ledger, deposit_id: int, findings: tuple[Finding, ...], now: datetime) -> None:
    """Sets the status of a deposit once all of it is decided."""
    with ledger.batch() as batch:
        batch.conclude(deposit_id, findings, now)
