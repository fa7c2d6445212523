"""Work of holders that are gone is free again: of dead processes of this machine at once, of others when their lease
ends.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, Connection, delete, exists, or_, select, update

from ledger.database.schema import TODO, claims, leases, outbox
from ledger.leases import clock, holder

LONGEST = timedelta(hours=2)
"""No lease lasts so long: the settings allow an hour."""

_C = outbox.c


def gone(connection: Connection) -> tuple[str, ...]:
    """The holders whose lease ended, or whose process is dead, and those that tasks name and that have no lease."""
    standing = connection.execute(select(leases.c.holder, _is_over(connection))).all()
    ended = [name for name, is_over in standing if is_over]
    dead = holder.dead(name for name, is_over in standing if not is_over)
    unknown = connection.execute(
        select(_C.holder).where(_C.holder.is_not(None), ~exists().where(leases.c.holder == _C.holder)).distinct()
    ).scalars()
    return (*ended, *dead, *(name for name in unknown if name))


def free(connection: Connection, holders: Sequence[str]) -> int:
    """Frees all that ``holders`` held, except of one that said meanwhile that it works; how many tasks and documents
    that was.
    """
    over = or_(_is_over(connection), leases.c.holder.in_(holder.dead(holders)))
    connection.execute(delete(leases).where(leases.c.holder.in_(holders), over))
    alive = set(connection.execute(select(leases.c.holder).where(leases.c.holder.in_(holders))).scalars())
    return sum(give_back(connection, name) for name in holders if name not in alive)


def give_back(connection: Connection, name: str) -> int:
    """Ends the lease of the holder; what it had claimed and did not finish is free. How much that was."""
    connection.execute(delete(leases).where(leases.c.holder == name))
    tasks = update(outbox).where(TODO, _C.holder == name).values(due_at=_C.changed_at, holder=None)
    left = len(connection.execute(tasks.returning(_C.id)).all())
    documents = delete(claims).where(claims.c.holder == name)
    return left + len(connection.execute(documents.returning(claims.c.name)).all())


def _is_over(connection: Connection) -> ColumnElement[bool]:
    """Whether the lease ended, or ends later than any can: the clock was ahead when it was taken, and was put right."""
    until, now = leases.c.until, clock.now(connection)
    return or_(until <= now, until > clock.now(connection, LONGEST))
