"""What is done to invoices that is no status: append-only, each once."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from domain.suivi import Action, Done, Note
from ledger.kinds import clean, kept
from ledger.listed import among
from ledger.schema import actions, documents

_A, _D = actions.c, documents.c
Told = tuple[int, str, str]


def note(connection: Connection, notes: Sequence[Note], now: datetime) -> None:
    """Writes what is new of ``notes``: the same action with the same detail is written once for an invoice.

    The first download is also the invoice's ``downloaded_at``.
    """
    told = {_told(one): one for one in reversed(notes)}
    there = _there(connection, {one.invoice_id for one in notes})
    fresh = [(told[key], key) for key in reversed(told) if key not in there]
    if not fresh:
        return
    connection.execute(
        insert(actions),
        [
            {"invoice_id": id_, "action": action, "at": now, "actor": clean(one.actor), "detail": detail}
            for one, (id_, action, detail) in fresh
        ],
    )
    taken = {one.invoice_id for one, _ in fresh if one.action is Action.TELECHARGEMENT_FACTURE}
    if taken:
        mine = among(connection, _D.invoice_id, taken)
        first = update(documents).where(mine, _D.current, _D.downloaded_at.is_(None))
        connection.execute(first.values(downloaded_at=now))


def actions_of(connection: Connection, invoice_ids: Iterable[int]) -> dict[int, tuple[Done, ...]]:
    """By invoice, every action so far, in order."""
    query = select(actions).where(among(connection, _A.invoice_id, invoice_ids)).order_by(_A.id)
    told: dict[int, list[Done]] = {}
    for row in connection.execute(query):
        done = Done(action=Action(row.action), at=row.at, actor=row.actor, detail=row.detail)
        told.setdefault(row.invoice_id, []).append(done)
    return {id_: tuple(done) for id_, done in told.items()}


def _told(note_: Note) -> Told:
    return note_.invoice_id, note_.action.value, kept(note_.detail) or ""


def _there(connection: Connection, invoice_ids: set[int]) -> set[Told]:
    query = select(_A.invoice_id, _A.action, _A.detail).where(among(connection, _A.invoice_id, invoice_ids))
    return {(id_, action, detail) for id_, action, detail in connection.execute(query)}
