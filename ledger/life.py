"""The life of an invoice: one event a step, only steps the field knows, never a step taken back."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from domain.deposit import StatusEvent
from domain.errors import LedgerError
from domain.status import NEXT, Status, may_follow
from ledger.kinds import clean
from ledger.listed import among
from ledger.schema import documents, events

NAVETTE = "navette"
"""The actor of what the hub does by itself."""


def change(connection: Connection, invoice_id: int, new: Status, actor: str, motif: str, now: datetime) -> None:
    """The invoice's next step, said by ``actor``.

    Raises :class:`domain.errors.LedgerError` when ``new`` may not follow (:func:`domain.status.may_follow`).
    """
    query = select(documents.c.status).where(documents.c.invoice_id == invoice_id, documents.c.current)
    row = connection.execute(query).first()
    if row is None:
        raise LedgerError(f"There is no invoice {invoice_id}.", "Look it up with `navette status NUMBER`.")
    current = Status(row.status) if row.status else None
    if current is None or not may_follow(current, new):
        raise LedgerError(f"{new} may not follow {row.status} for invoice {invoice_id}.", _remedy(current))
    step(connection, [invoice_id], new, actor, motif, now)


def make_available(connection: Connection, invoice_ids: Iterable[int], now: datetime) -> None:
    """MISE_A_DISPOSITION for each that may have it: one delivered again, or already further, keeps its status."""
    query = select(documents.c.invoice_id, documents.c.status).where(
        among(connection, documents.c.invoice_id, invoice_ids), documents.c.current, documents.c.status.is_not(None)
    )
    ready = [
        id_
        for id_, status in connection.execute(query.order_by(documents.c.invoice_id))
        if may_follow(Status(status), Status.MISE_A_DISPOSITION)
    ]
    step(connection, ready, Status.MISE_A_DISPOSITION, NAVETTE, "", now)


def step(
    connection: Connection, invoice_ids: Sequence[int], new: Status, actor: str, motif: str, now: datetime
) -> None:
    """Writes the step for each invoice, whose right to it was asked in this transaction."""
    if not invoice_ids:
        return
    said = {"status": new.value, "actor": clean(actor), "motif": clean(motif)}
    connection.execute(insert(events), [{"invoice_id": id_, "at": now, **said} for id_ in invoice_ids])
    connection.execute(
        update(documents)
        .where(among(connection, documents.c.invoice_id, invoice_ids), documents.c.current)
        .values(status=new.value, status_at=now, changed_at=now, motif=clean(motif))
    )


def events_of(connection: Connection, invoice_ids: Iterable[int]) -> dict[int, tuple[StatusEvent, ...]]:
    """By invoice, every step so far, in order."""
    query = select(events).where(among(connection, events.c.invoice_id, invoice_ids)).order_by(events.c.id)
    told: dict[int, tuple[StatusEvent, ...]] = {}
    for row in connection.execute(query):
        step_ = StatusEvent(status=Status(row.status), at=row.at, actor=row.actor, motif=row.motif)
        told[row.invoice_id] = (*told.get(row.invoice_id, ()), step_)
    return told


def _remedy(current: Status | None) -> str:
    allowed = sorted(NEXT[current]) if current else []
    return f"Allowed now: {', '.join(allowed)}." if allowed else "This status is final."
