"""New rows of the outbox, written in the transaction of what they follow from."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from domain.deposit import TO_DEPOSITORS, Effect
from domain.portal_depositor import PORTAIL, is_of_portal
from domain.text import Text
from ledger.database.bulk_lookup import among
from ledger.database.column_types import both_languages
from ledger.database.schema import outbox

NewTask = tuple[Effect, int, str]
"""Effect, subject, target, as in :class:`domain.deposit.Task`."""

OVERTAKEN = Text(
    "La facture est revenue : cette version n'est remise à personne.",
    "The invoice came again: this version of it is delivered to nobody.",
)


def add_tasks(connection: Connection, todo: Sequence[NewTask], now: datetime) -> None:
    """Adds the tasks, due at once. Who deposits through the portal reads answers there: nothing is due to it, and its
    reports are done as they are added, which is how a deposit is known to be decided (:mod:`ledger.search.feed`).
    """
    blank = {"due_at": now, "attempts": 0, "reason": "", "changed_at": now, "added_at": now}
    rows = [
        {"effect": effect.value, "subject": id_, "target": target, "state": "done" if there else "todo", **blank}
        for effect, id_, target in todo
        if not (there := effect in TO_DEPOSITORS and is_of_portal(target)) or effect is Effect.REPORT
    ]
    if rows:
        connection.execute(insert(outbox), rows)


def report_again(connection: Connection, deposit_id: int, now: datetime) -> None:
    """Makes the last report of a deposit due again, when it is done. No new task: digests tell files of new ones."""
    report = (outbox.c.effect == Effect.REPORT.value) & (outbox.c.subject == deposit_id)
    last = select(func.max(outbox.c.id)).where(report).scalar_subquery()
    connection.execute(
        update(outbox)
        .where(outbox.c.id == last, outbox.c.state == "done", ~outbox.c.target.contains(f"{PORTAIL}:"))
        .values(state="todo", due_at=now, attempts=0, reason="", changed_at=now)
    )


def cancel_deliveries(connection: Connection, invoice_ids: Iterable[int], now: datetime) -> None:
    """Marks done the deliveries of invoices that were recycled: the new version may have another addressee."""
    of_invoices = outbox.c.effect.in_([Effect.DELIVER.value, Effect.SUBMIT.value])
    waiting = outbox.c.state != "done"
    connection.execute(
        update(outbox)
        .where(of_invoices, waiting, among(connection, outbox.c.subject, invoice_ids))
        .values(state="done", holder=None, reason=both_languages(OVERTAKEN), changed_at=now)
    )
