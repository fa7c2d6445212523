"""Tasks of the outbox: claimed by one run at a time, done, retried later, given up, revived.

A task that is claimed is nobody else's until the lease of its holder ends (:mod:`ledger.leases`). ``attempts``, which
each claim raises, is the claim's token: a run that comes back after its lease ended, when another run has claimed the
task, changes nothing of it, except that it may mark it done.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Integer, and_, func, or_, select, tuple_, update

from domain.deposit import Effect, Task
from domain.text import Text
from ledger.database.bulk_lookup import among, listed
from ledger.database.column_types import both_languages, in_both_languages
from ledger.database.row_mapping import AnyRow
from ledger.database.schema import GIVEN_UP, TODO, outbox

# The outbox is one of three retry layers: docs/retry.md.
ATTEMPTS = 20
"""Claims after which a task is given up: with the delays below, at least three days of retries."""
FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(hours=6)
"""The longest wait of all."""
KILLED = Text(
    "Chaque passage qui l'a commencé a été tué avant de pouvoir dire comment il finissait.",
    "Every run that began it was killed before it could record how it ended.",
)
"""The reason kept for such a task."""

_C = outbox.c
_TASK = (_C.id, _C.effect, _C.subject, _C.target, _C.attempts, _C.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenUpTask:
    """A task given up: not retried until an operator revives it."""

    task: Task
    reason: Text
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneTask:
    """A task that was marked done just now."""

    effect: Effect
    subject: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldTasks:
    """Tasks of one effect and target that somebody holds."""

    count: int
    claimed_at: datetime
    """When the last of them was claimed: later with each group, though each group is as large as the one before."""


def claim(
    connection: Connection,
    effect: Effect,
    now: datetime,
    *,
    limit: int,
    holder: str,
    targets: Sequence[str] | None,
) -> tuple[Task, ...]:
    """Up to ``limit`` due tasks, oldest first, claimed by ``holder``; never one that another holds."""
    due = _due(effect, now)
    if targets is not None:
        due = and_(due, _C.target == targets[0] if len(targets) == 1 else among(connection, _C.target, targets))
    while tasks := _claim(connection, due, now, limit, holder):
        worn_out = [task for task in tasks if task.attempts > ATTEMPTS]
        give_up(connection, worn_out, KILLED, now)
        if fit := tuple(task for task in tasks if task.attempts <= ATTEMPTS):
            return fit
    return ()


def targets(connection: Connection, effect: Effect, now: datetime) -> tuple[str, ...]:
    """Every target with a due task, in order."""
    return tuple(
        connection.execute(select(_C.target).where(_due(effect, now)).distinct().order_by(_C.target)).scalars()
    )


def done(connection: Connection, tasks: Sequence[Task], now: datetime) -> tuple[DoneTask, ...]:
    """Marks the tasks done, whoever holds them now; those that were not done before, in the order of their ids.

    What follows from them is for the caller to write, in the same transaction.
    """
    not_done = _C.state != "done"  # one that was given up meanwhile is done all the same
    finished = connection.execute(
        update(outbox)
        .where(among(connection, _C.id, (task.id for task in tasks)), not_done)
        .values(state="done", holder=None, reason="", changed_at=now)
        .returning(_C.id, _C.effect, _C.subject)
    ).all()
    return tuple(
        DoneTask(effect=Effect(row.effect), subject=row.subject) for row in sorted(finished, key=lambda row: row.id)
    )


def retry_later(connection: Connection, tasks: Sequence[Task], reason: Text, now: datetime) -> None:
    """Makes the tasks due again after :func:`retry_delay`; gives up those attempted :data:`ATTEMPTS` times."""
    give_up(connection, [task for task in tasks if task.attempts >= ATTEMPTS], reason, now)
    again = [task for task in tasks if task.attempts < ATTEMPTS]
    for attempts in sorted({task.attempts for task in again}):
        connection.execute(
            update(outbox)
            .where(_held(connection, [task for task in again if task.attempts == attempts]))
            .values(due_at=now + retry_delay(attempts), holder=None, reason=both_languages(reason), changed_at=now)
        )


def retry_delay(attempts: int) -> timedelta:
    """Delay before the retry that follows attempt number ``attempts``: doubled each time, up to the longest."""
    return min(FIRST_DELAY * float(2 ** min(attempts - 1, 16)), LONGEST_DELAY)


def give_up(connection: Connection, tasks: Sequence[Task], reason: Text, now: datetime) -> None:
    """The tasks are not retried; ``reason`` is shown to the operator."""
    if tasks:
        dead = {"state": "dead", "holder": None, "reason": both_languages(reason), "changed_at": now}
        connection.execute(update(outbox).where(_held(connection, tasks)).values(**dead))


def given_up(connection: Connection) -> tuple[GivenUpTask, ...]:
    """Every task given up, oldest first."""
    rows = connection.execute(select(*_TASK, _C.changed_at).where(GIVEN_UP).order_by(_C.id))
    return tuple(GivenUpTask(task=_task(row), reason=in_both_languages(row.reason), at=row.changed_at) for row in rows)


def revive(connection: Connection, ids: Iterable[int] | None, now: datetime) -> int:
    """Makes tasks that were given up due again, their attempts counted from 0; how many they were.

    All of them when ``ids`` is ``None``.
    """
    chosen = GIVEN_UP if ids is None else and_(GIVEN_UP, among(connection, _C.id, ids))
    revived = update(outbox).where(chosen).values(state="todo", due_at=now, attempts=0, holder=None, changed_at=now)
    return len(connection.execute(revived.returning(_C.id)).all())  # sqlite3 counts no row of a WITH ... UPDATE


def waiting(connection: Connection) -> dict[Effect, int]:
    """How many tasks of each effect are not done yet (those given up apart)."""
    counted = select(_C.effect, func.count()).where(TODO).group_by(_C.effect).order_by(_C.effect)
    return {Effect(effect): count for effect, count in connection.execute(counted)}


def held(connection: Connection) -> dict[tuple[Effect, str], HeldTasks]:
    """The tasks that somebody holds, by effect and target."""
    counted = select(_C.effect, _C.target, func.count(), func.max(_C.changed_at))
    rows = connection.execute(counted.where(TODO, _C.holder.is_not(None)).group_by(_C.effect, _C.target))
    return {(Effect(effect), target): HeldTasks(count=count, claimed_at=at) for effect, target, count, at in rows}


def are_claimed(connection: Connection, tasks: Sequence[Task]) -> bool:
    """Whether every one of ``tasks`` is still claimed as it was when it was given: nobody freed, claimed or did it."""
    mine = select(func.count()).select_from(outbox).where(_held(connection, tasks), _C.holder.is_not(None))
    return connection.execute(mine).scalar() == len(tasks)


def is_due(now: datetime) -> ColumnElement[bool]:
    """Whether a task is to be tried now: its moment has come, it was never put off, or it was put off longer than
    anything ever is. The last two are of a clock that was ahead and was put right since.
    """
    return or_(_C.due_at <= now, _C.due_at <= _C.changed_at, _C.due_at > now + LONGEST_DELAY)


def _due(effect: Effect, now: datetime) -> ColumnElement[bool]:
    return and_(TODO, _C.effect == effect.value, _C.holder.is_(None), is_due(now))


def _claim(connection: Connection, due: ColumnElement[bool], now: datetime, limit: int, holder: str) -> list[Task]:
    oldest = select(_C.id).where(due).order_by(_C.due_at, _C.id).limit(limit).with_for_update(skip_locked=True)
    claimed = connection.execute(
        update(outbox)
        .where(_C.id.in_(oldest.cte("oldest").select()))
        .values(attempts=_C.attempts + 1, holder=holder, changed_at=now)
        .returning(*_TASK)
    )
    return sorted((_task(row) for row in claimed), key=lambda task: task.id)


def _held(connection: Connection, tasks: Sequence[Task]) -> ColumnElement[bool]:
    """Those of ``tasks`` nobody claimed since."""
    claims = listed(connection, [(task.id, task.attempts) for task in tasks], id=Integer, attempts=Integer)
    return and_(TODO, tuple_(_C.id, _C.attempts).in_(select(claims.c.id, claims.c.attempts)))


def _task(row: AnyRow) -> Task:
    return Task(
        id=row.id,
        effect=Effect(row.effect),
        subject=row.subject,
        target=row.target,
        attempts=row.attempts,
        tried=row.attempts > 1 or bool(row.reason),  # an operator who revives it counts its attempts from 0
    )
