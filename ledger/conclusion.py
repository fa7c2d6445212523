"""Where deposits stand once all their documents are recorded."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from domain.deposit import Deposit, Disposition, Effect
from domain.finding import Finding, Severity
from domain.status import FLUX_NEXT, FluxStatus
from ledger import outbox
from ledger.listed import among
from ledger.promises import INTEGRATED
from ledger.remembered import finding_rows
from ledger.schema import OWN, deposits, documents, findings

Counts = Mapping[Disposition, int]


def write(
    connection: Connection, standing: Sequence[Deposit], own: Mapping[int, Sequence[Finding]], now: datetime
) -> None:
    """Concludes those of ``standing`` that are not yet; ``own`` gives the findings about each file itself."""
    waiting = [deposit for deposit in standing if FLUX_NEXT[deposit.status]]
    if not waiting:
        return
    counts = _counts(connection, [deposit.id for deposit in waiting])
    outcomes: defaultdict[FluxStatus, list[int]] = defaultdict(list)
    for deposit in waiting:
        outcomes[outcome(counts[deposit.id], own[deposit.id])].append(deposit.id)
    for status, ids in outcomes.items():
        connection.execute(update(deposits).where(among(connection, deposits.c.id, ids)).values(status=status.value))
    if rows := [row for deposit in waiting for row in finding_rows((deposit.id, OWN), own[deposit.id])]:
        connection.execute(insert(findings), rows)
    todo = [(Effect.TAKE, one.id, one.drop) for one in waiting if not one.taken]
    todo += [(Effect.REPORT, one.id, one.drop) for one in waiting]
    outbox.enqueue(connection, todo, now)


def outcome(counts: Counts, own: Sequence[Finding]) -> FluxStatus:
    """The status that follows from what became of a deposit's documents, and from the findings about the file."""
    held = sum(counts.get(disposition, 0) for disposition in (*INTEGRATED, Disposition.DOUBLON))
    if not held:
        return FluxStatus.IN_REJETE
    whole = held == sum(counts.values()) and not any(finding.severity is Severity.FATAL for finding in own)
    return FluxStatus.IN_INTEGRE if whole else FluxStatus.IN_INTEGRE_PARTIEL


def _counts(connection: Connection, ids: Sequence[int]) -> defaultdict[int, dict[Disposition, int]]:
    table = documents.c
    query = select(table.deposit_id, table.disposition, func.count()).group_by(table.deposit_id, table.disposition)
    counts: defaultdict[int, dict[Disposition, int]] = defaultdict(dict)
    for deposit_id, disposition, count in connection.execute(query.where(among(connection, table.deposit_id, ids))):
        counts[deposit_id][Disposition(disposition)] = count
    return counts
