"""Actions on invoices that are no status: append-only, each once."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from domain.suivi import Action, HistoryNote, RecordedAction
from ledger.database.bulk_lookup import among
from ledger.database.column_types import clean, kept
from ledger.database.schema import actions, documents

_A, _D = actions.c, documents.c
ActionIdentity = tuple[int, str, str]


def note(connection: Connection, notes: Sequence[HistoryNote], now: datetime) -> tuple[HistoryNote, ...]:
    """Writes what is new of ``notes``, and answers it: the same action with the same detail is written once for an
    invoice. The first download of a version is also its ``downloaded_at``.
    """
    there = _there(connection, {one.invoice_id for one in notes})
    by_identity: dict[ActionIdentity, HistoryNote] = {}
    for one in notes:
        by_identity.setdefault(_identity(one), one)
    fresh = {key: one for key, one in by_identity.items() if key not in there}
    rows = [
        {"invoice_id": id_, "action": action, "at": now, "actor": clean(one.actor), "detail": detail}
        for (id_, action, detail), one in fresh.items()
    ]
    if rows:
        connection.execute(insert(actions), rows)
    _set_downloaded(connection, {one.invoice_id for one in notes if one.action is Action.TELECHARGEMENT_FACTURE}, now)
    return tuple(fresh.values())


def actions_of(connection: Connection, invoice_ids: Iterable[int]) -> dict[int, tuple[RecordedAction, ...]]:
    """By invoice, every action so far, in order."""
    query = select(actions).where(among(connection, _A.invoice_id, invoice_ids)).order_by(_A.id)
    by_invoice: dict[int, list[RecordedAction]] = {}
    for row in connection.execute(query):
        done = RecordedAction(action=Action(row.action), at=row.at, actor=row.actor, detail=row.detail)
        by_invoice.setdefault(row.invoice_id, []).append(done)
    return {id_: tuple(done) for id_, done in by_invoice.items()}


def _set_downloaded(connection: Connection, invoice_ids: set[int], now: datetime) -> None:
    """The version that stands was downloaded, for the first time; an invoice that was recycled may be twice."""
    if invoice_ids:
        mine = among(connection, _D.invoice_id, invoice_ids)
        first = update(documents).where(mine, _D.current, _D.downloaded_at.is_(None))
        connection.execute(first.values(downloaded_at=now))


def _identity(note_: HistoryNote) -> ActionIdentity:
    return note_.invoice_id, note_.action.value, kept(note_.detail) or ""


def _there(connection: Connection, invoice_ids: set[int]) -> set[ActionIdentity]:
    query = select(_A.invoice_id, _A.action, _A.detail).where(among(connection, _A.invoice_id, invoice_ids))
    return {(id_, action, detail) for id_, action, detail in connection.execute(query)}
