"""Status of deposits once all their documents are recorded, and again when one that waited is settled."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, insert, select, update

from domain.deposit import INTEGRATED, Deposit, DepositKind, Disposition, Effect
from domain.finding import Finding, Severity
from domain.status import FLUX_NEXT, FluxStatus
from domain.suivi import Outcome
from ledger.database.bulk_lookup import among
from ledger.database.row_mapping import finding_rows
from ledger.database.schema import OWN, deposits, documents, findings, status_lines
from ledger.deposits import received
from ledger.outbox.new_tasks import add_tasks

_GOOD = frozenset({*INTEGRATED, Disposition.DOUBLON})
_USED = frozenset({Outcome.APPLIED, Outcome.ALREADY, Outcome.NOTED})


class Held(NamedTuple):
    """How much of a deposit is good."""

    good: int = 0
    """Documents that were integrated (or double one that is), lines that were not refused."""
    waiting: int = 0
    """Documents to be completed."""
    total: int = 0
    """How many there are in all."""


def conclude(connection: Connection, own: Mapping[int, Sequence[Finding]], now: datetime) -> tuple[Deposit, ...]:
    """Concludes the deposits of ``own`` that are not yet; all of them, in its order. ``own`` gives the findings about
    each file itself.

    Raises :class:`domain.errors.LedgerError` when there is no such deposit.
    """
    before = received.required(connection, own)
    _conclude(connection, [before[id_] for id_ in own], own, now)
    concluded = received.required(connection, own)
    return tuple(concluded[id_] for id_ in own)


def _conclude(
    connection: Connection, asked: Sequence[Deposit], own: Mapping[int, Sequence[Finding]], now: datetime
) -> None:
    waiting = [deposit for deposit in asked if deposit.status is FluxStatus.IN_RECU]
    if not waiting:
        return
    held = _held(connection, waiting)
    outcomes: defaultdict[FluxStatus, list[int]] = defaultdict(list)
    for deposit in waiting:
        outcomes[outcome(deposit.kind, held[deposit.id], own[deposit.id])].append(deposit.id)
    for status, ids in outcomes.items():
        _stand(connection, status, ids)
    if rows := [row for deposit in waiting for row in finding_rows((deposit.id, OWN), own[deposit.id])]:
        connection.execute(insert(findings), rows)
    todo = [(Effect.TAKE, one.id, one.drop) for one in waiting if not one.taken]
    todo += [(Effect.REPORT, one.id, one.drop) for one in waiting]
    add_tasks(connection, todo, now)


def revise(connection: Connection, deposit_ids: Iterable[int], now: datetime) -> None:
    """Computes again the status of deposits of which a document that waited was settled, and adds a task to report it.

    One that is not concluded yet will be.
    """
    standing = received.by_ids(connection, sorted(set(deposit_ids)))
    concluded = [deposit for deposit in standing if deposit.status is not FluxStatus.IN_RECU]
    held = _held(connection, concluded)
    for deposit in concluded:
        status = outcome(deposit.kind, held[deposit.id], deposit.findings)
        if status in FLUX_NEXT[deposit.status]:
            _stand(connection, status, [deposit.id])
    add_tasks(connection, [(Effect.REPORT, one.id, one.drop) for one in concluded], now)


def outcome(kind: DepositKind, held: Held, own: Sequence[Finding]) -> FluxStatus:
    """The status of a deposit so much of which is good, given the findings about the file itself.

    One of which something waits is integrated in part: neither done nor refused. An empty status file (a template
    nobody filled in) is not refused.
    """
    fatal = any(finding.severity is Severity.FATAL for finding in own)
    if held.waiting:
        return FluxStatus.IN_INTEGRE_PARTIEL
    if not held.good and (held.total or fatal or kind is DepositKind.FACTURES):
        return FluxStatus.IN_REJETE
    whole = held.good == held.total and not fatal
    return FluxStatus.IN_INTEGRE if whole else FluxStatus.IN_INTEGRE_PARTIEL


def _stand(connection: Connection, status: FluxStatus, ids: Sequence[int]) -> None:
    connection.execute(update(deposits).where(among(connection, deposits.c.id, ids)).values(status=status.value))


def _held(connection: Connection, waiting: Sequence[Deposit]) -> dict[int, Held]:
    """By deposit, how much of it is good."""
    of_invoices = [deposit.id for deposit in waiting if deposit.kind is DepositKind.FACTURES]
    of_lines = [deposit.id for deposit in waiting if deposit.kind is not DepositKind.FACTURES]
    counts = {deposit.id: Held() for deposit in waiting}
    for table, column, ids, good in (
        (documents, documents.c.disposition, of_invoices, _GOOD),
        (status_lines, status_lines.c.outcome, of_lines, _USED),
    ):
        if not ids:
            continue
        query = select(table.c.deposit_id, column, func.count()).group_by(table.c.deposit_id, column)
        for deposit_id, disposition, count in connection.execute(
            query.where(among(connection, table.c.deposit_id, ids))
        ):
            held, open_ = counts[deposit_id], count * (disposition == Disposition.A_COMPLETER)
            counts[deposit_id] = Held(
                held.good + count * (disposition in good), held.waiting + open_, held.total + count
            )
    return counts
