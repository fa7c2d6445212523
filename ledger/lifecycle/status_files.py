"""Status files applied: one row a line, one event a step, and what each line says of its invoice, in one go."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select

from domain.deposit import Deposit, DepositKind
from domain.errors import LedgerError
from domain.finding import Finding
from domain.status import FluxStatus, Status
from domain.suivi import Action, HistoryNote, LigneSuivi, Outcome, StatementResult
from domain.text import Text
from ledger.database.bulk_lookup import among
from ledger.database.column_types import clean, kept
from ledger.database.row_mapping import finding_rows, findings_at
from ledger.database.schema import findings, status_lines
from ledger.lifecycle.current_state import current_states
from ledger.lifecycle.history import note
from ledger.lifecycle.transitions import Step, take

_L = status_lines.c
Row = dict[str, object]


def follow(
    connection: Connection, deposit: Deposit, actor: str, applied: Sequence[StatementResult], now: datetime
) -> None:
    """Writes the lines that are not there yet, in their order, with the steps and notes they make.

    Raises :class:`domain.errors.LedgerError` when a step may not follow, or the deposit takes no more lines.
    """
    there = recorded(connection, deposit.id, [one.statement.rank for one in applied])
    fresh = [one for one in applied if one.statement.rank not in there]
    if not fresh:
        return
    keep_open(deposit)
    if len({one.statement.rank for one in fresh}) != len(fresh):
        raise LedgerError(
            Text(
                f"Deux lignes du dépôt {deposit.number} ont le même rang.",
                f"Two lines of deposit {deposit.number} have the same rank.",
            ),
            Text("Numérotez les lignes d'un fichier.", "Number the lines of a file."),
        )
    steps = [_step(one, actor) for one in fresh if one.outcome is Outcome.APPLIED]
    take(connection, current_states(connection, {step.invoice_id for step in steps}), steps, now)
    note(connection, [_note(one, actor) for one in fresh if one.outcome is Outcome.NOTED and one.invoice], now)
    connection.execute(insert(status_lines), [_line(deposit.id, one) for one in fresh])
    if rows := [row for one in fresh for row in finding_rows((deposit.id, one.statement.rank), _findings(one))]:
        connection.execute(insert(findings), rows)


def recorded(connection: Connection, deposit_id: int, ranks: Sequence[int]) -> frozenset[int]:
    """Those of ``ranks`` whose line is there."""
    query = select(_L.rank).where(_L.deposit_id == deposit_id, among(connection, _L.rank, ranks))
    return frozenset(connection.execute(query).scalars())


def keep_open(deposit: Deposit) -> None:
    """Raises :class:`domain.errors.LedgerError` when the deposit takes no lines, or no more of them."""
    if deposit.kind is DepositKind.FACTURES:
        raise LedgerError(
            Text(f"Le dépôt {deposit.number} contient des factures.", f"Deposit {deposit.number} holds invoices."),
            Text("Recevez comme tel ce qui suit des factures.", "Receive what follows invoices as such."),
        )
    if deposit.status is not FluxStatus.IN_RECU:
        raise LedgerError(
            Text(f"Le dépôt {deposit.number} est déjà conclu.", f"Deposit {deposit.number} was concluded already."),
            Text("Concluez un dépôt en dernier.", "Conclude a deposit last."),
        )


def lines_of(connection: Connection, deposit_id: int) -> Iterator[LigneSuivi]:
    """What became of each line, in order."""
    query = select(status_lines).where(_L.deposit_id == deposit_id).order_by(_L.rank)
    rows = connection.execute(query).all()
    found = findings_at(connection, [(deposit_id, row.rank) for row in rows])
    for row in rows:
        yield LigneSuivi(
            rank=row.rank,
            outcome=Outcome(row.outcome),
            code=row.code,
            number=row.number,
            invoice_id=row.invoice_id,
            before=Status(row.before) if row.before else None,
            after=Status(row.after) if row.after else None,
            findings=found.get((deposit_id, row.rank), ()),
        )


def _step(applied: StatementResult, actor: str) -> Step:
    statement, after = applied.statement, applied.after
    if applied.invoice is None or after is None:
        raise LedgerError(
            Text(
                f"La ligne {statement.rank} ne s'applique à aucune facture, ou n'a pas de statut.",
                f"Line {statement.rank} is applied to no invoice, or without a status.",
            ),
            Text("Appliquez la ligne de nouveau.", "Apply the line again."),
        )
    return Step(
        invoice_id=applied.invoice.invoice_id,
        new=after,
        actor=actor,
        motif=statement.motif,
        motif_codes=statement.motif_codes,
        mandat=statement.mandat,
        valideur_suivant=statement.valideur_suivant if after is Status.VALIDEE_1 else "",
        stated_at=statement.stated_at,
    )


def _note(applied: StatementResult, actor: str) -> HistoryNote:
    statement = applied.statement
    detail = " — ".join(part for part in (statement.code, statement.label, statement.motif) if part)
    id_ = applied.invoice.invoice_id if applied.invoice else 0
    return HistoryNote(invoice_id=id_, action=Action.CODE_RECU, actor=actor, detail=detail)


def _line(deposit_id: int, applied: StatementResult) -> Row:
    statement, invoice = applied.statement, applied.invoice
    return {
        "deposit_id": deposit_id,
        "rank": statement.rank,
        "outcome": applied.outcome.value,
        "code": clean(kept(statement.code) or ""),
        "number": clean(kept(statement.numero_facture) or (invoice.numero_facture if invoice else "")),
        "invoice_id": invoice.invoice_id if invoice else None,
        "before": invoice.status.value if invoice else None,
        "after": applied.after.value if applied.outcome is Outcome.APPLIED and applied.after else None,
    }


def _findings(applied: StatementResult) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys((*applied.statement.findings, *applied.findings)))
