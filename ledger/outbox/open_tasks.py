"""Effects that are not done: counted by kind and target, or one by one with the invoice or file each is about."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Subquery, false, func, select, true, union_all

from domain.deposit import Effect, Task
from domain.open_effects import OpenEffects, OpenState, OpenTask
from ledger.database.bulk_lookup import among
from ledger.database.column_types import Moment, in_both_languages
from ledger.database.row_mapping import AnyRow
from ledger.database.schema import GIVEN_UP, TODO, deposits, documents, events, leases, outbox
from ledger.outbox.queue import is_due

_C = outbox.c
_OF_DEPOSIT = frozenset({Effect.TAKE, Effect.REPORT})
_TO_RECIPIENT = (Effect.DELIVER.value, Effect.SUBMIT.value)


def open_effects(connection: Connection, now: datetime) -> tuple[OpenEffects, ...]:
    """What is not done, by effect, target and state, oldest first."""
    each = _open(now).c
    alike = (each.effect, each.target, each.given_up, each.held, each.due)
    query = (
        select(*alike)
        .add_columns(func.count().label("tasks"), func.min(each.since).label("since"))
        .add_columns(
            func.min(each.due_at).label("due_at"),
            func.min(each.until).label("until"),
            func.max(each.reason).label("reason"),
        )
        .add_columns(func.count(func.distinct(each.reason)).label("reasons"))
        .group_by(*alike)
        .order_by(func.min(each.id))
    )
    return tuple(
        OpenEffects(
            effect=Effect(row.effect),
            target=row.target,
            count=row.tasks,
            since=row.since,
            state=_state(row),
            reason=in_both_languages(row.reason),
            other_reasons=row.reasons - 1,
        )
        for row in connection.execute(query)
    )


def open_tasks(connection: Connection, now: datetime, most: int | None = None) -> tuple[OpenTask, ...]:
    """Each effect that is not done, in the order of their ids; ``most`` of each state at most."""
    each = _open(now, most)
    rows = connection.execute(select(each).order_by(each.c.id)).all()
    names = _names(connection, rows)
    return tuple(
        OpenTask(
            task=Task(
                id=row.id, effect=Effect(row.effect), subject=row.subject, target=row.target, attempts=row.attempts
            ),
            name=names.get((row.effect, row.subject), ""),
            since=row.since,
            tried_at=row.changed_at,
            state=_state(row),
            reason=in_both_languages(row.reason),
        )
        for row in rows
    )


def undelivered(connection: Connection) -> dict[str, int]:
    """By drop of origin, how many invoices are not with their recipient or valideur yet; given up or not."""
    parts = (
        select(documents.c.drop_name, _C.subject)
        .join(documents, documents.c.invoice_id == _C.subject)
        .where(state, _C.effect.in_(_TO_RECIPIENT), documents.c.current)
        for state in (TODO, GIVEN_UP)
    )
    each = union_all(*parts).subquery().c
    query = select(each.drop_name, func.count(func.distinct(each.subject))).group_by(each.drop_name)
    rows = connection.execute(query.order_by(each.drop_name))
    return {row.drop_name: row[1] for row in rows}


def _open(now: datetime, most: int | None = None) -> Subquery:
    """The rows that are not done. Two queries: each has an index of its own."""
    since = func.coalesce(_C.added_at, _C.changed_at, type_=Moment).label("since")
    standing = (_C.holder.is_not(None).label("held"), is_due(now).label("due"))
    parts = (
        select(outbox, since, *standing, leases.c.until, given_up.label("given_up"))
        .outerjoin(leases, leases.c.holder == _C.holder)
        .where(state)
        for state, given_up in ((TODO, false()), (GIVEN_UP, true()))
    )
    if most is not None:
        parts = (select(part.order_by(part.selected_columns.id).limit(most).subquery()) for part in parts)
    return union_all(*parts).subquery()


def _state(row: AnyRow) -> OpenState:
    if row.given_up:
        return OpenState(given_up=True)
    if row.held:
        return OpenState(held=True, next_try=row.until)
    return OpenState(next_try=None if row.due else row.due_at)


def _names(connection: Connection, rows: Sequence[AnyRow]) -> dict[tuple[str, int], str]:
    """By effect and subject: the number of the invoice, or the name of the file when it is about the deposit."""
    of_effect: dict[Effect, set[int]] = {effect: set() for effect in Effect}
    for row in rows:
        of_effect[Effect(row.effect)].add(row.subject)
    names: dict[tuple[str, int], str] = {}
    for effect, subjects in of_effect.items():
        if not subjects:
            continue
        if effect in _OF_DEPOSIT:
            query = select(deposits.c.id, deposits.c.name).where(among(connection, deposits.c.id, subjects))
        else:
            query = select(documents.c.invoice_id, documents.c.numero_facture).where(documents.c.current)
            if effect is Effect.STATUS:
                query = query.with_only_columns(events.c.id, documents.c.numero_facture)
                query = query.join(events, events.c.invoice_id == documents.c.invoice_id)
                query = query.where(among(connection, events.c.id, subjects))
            else:
                query = query.where(among(connection, documents.c.invoice_id, subjects))
        names |= {(effect.value, id_): name or "" for id_, name in connection.execute(query)}
    return names
