"""Where deposits stand once all their documents are recorded."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from domain.deposit import Deposit, Disposition, Effect, Kind
from domain.finding import Finding, Severity
from domain.status import FLUX_NEXT, FluxStatus
from domain.suivi import Outcome
from ledger.effects import promise
from ledger.listed import among
from ledger.promises import INTEGRATED
from ledger.remembered import finding_rows
from ledger.schema import OWN, deposits, documents, findings, status_lines

_GOOD = frozenset({*INTEGRATED, Disposition.DOUBLON})
_USED = frozenset({Outcome.APPLIED, Outcome.ALREADY, Outcome.NOTED})


def write(
    connection: Connection, standing: Sequence[Deposit], own: Mapping[int, Sequence[Finding]], now: datetime
) -> None:
    """Concludes those of ``standing`` that are not yet; ``own`` gives the findings about each file itself."""
    waiting = [deposit for deposit in standing if FLUX_NEXT[deposit.status]]
    if not waiting:
        return
    held = _held(connection, waiting)
    outcomes: defaultdict[FluxStatus, list[int]] = defaultdict(list)
    for deposit in waiting:
        outcomes[outcome(deposit.kind, *held[deposit.id], own[deposit.id])].append(deposit.id)
    for status, ids in outcomes.items():
        connection.execute(update(deposits).where(among(connection, deposits.c.id, ids)).values(status=status.value))
    if rows := [row for deposit in waiting for row in finding_rows((deposit.id, OWN), own[deposit.id])]:
        connection.execute(insert(findings), rows)
    todo = [(Effect.TAKE, one.id, one.drop) for one in waiting if not one.taken]
    todo += [(Effect.REPORT, one.id, one.drop) for one in waiting]
    promise(connection, todo, now)


def outcome(kind: Kind, held: int, count: int, own: Sequence[Finding]) -> FluxStatus:
    """The status of a deposit of ``count`` documents or lines that ``held`` of are good, given the findings about
    the file itself. A status file that says nothing (a template nobody filled in) has nothing to be refused for."""
    fatal = any(finding.severity is Severity.FATAL for finding in own)
    if not held and (count or fatal or kind is Kind.FACTURES):
        return FluxStatus.IN_REJETE
    whole = held == count and not fatal
    return FluxStatus.IN_INTEGRE if whole else FluxStatus.IN_INTEGRE_PARTIEL


def _held(connection: Connection, waiting: Sequence[Deposit]) -> dict[int, tuple[int, int]]:
    """By deposit, how many of its documents were integrated (or double one that is) or of its lines were not
    refused, and how many there are."""
    of_invoices = [deposit.id for deposit in waiting if deposit.kind is Kind.FACTURES]
    of_lines = [deposit.id for deposit in waiting if deposit.kind is not Kind.FACTURES]
    counts = {deposit.id: (0, 0) for deposit in waiting}
    for table, column, ids, good in (
        (documents, documents.c.disposition, of_invoices, _GOOD),
        (status_lines, status_lines.c.outcome, of_lines, _USED),
    ):
        if not ids:
            continue
        query = select(table.c.deposit_id, column, func.count()).group_by(table.c.deposit_id, column)
        for deposit_id, said, count in connection.execute(query.where(among(connection, table.c.deposit_id, ids))):
            held, all_ = counts[deposit_id]
            counts[deposit_id] = (held + count * (said in good), all_ + count)
    return counts
