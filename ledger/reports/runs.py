"""When the nights began and ended."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, insert, or_, select, update

from domain.nights import Night
from domain.portal_depositor import is_of_portal
from domain.status import FluxStatus
from ledger.database.engine import Database
from ledger.database.row_mapping import AnyRow
from ledger.database.schema import deposits, runs

_D = deposits.c


class Runs:
    """The nights, of every drop or of one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, drop: str | None, at: datetime) -> int:
        """Records that the night of every drop (``None``), or of one, begins; its number."""
        with self._database.write() as connection:
            added = connection.execute(insert(runs).values(drop_name=drop, began_at=at).returning(runs.c.id))
            return int(added.scalar_one())

    def end(self, id_: int, at: datetime) -> None:
        """Records that it did all it could."""
        with self._database.write() as connection:
            connection.execute(update(runs).where(runs.c.id == id_).values(ended_at=at))

    def last_began(self, drop: str) -> datetime | None:
        """When the last night that was for ``drop``, alone or among all, began; ``None``: never."""
        query = select(func.max(runs.c.began_at)).where(_is_for(drop))
        with self._database.read() as connection:
            return connection.execute(query).scalar()

    def is_last_open(self, drop: str) -> bool:
        """Whether the last night that was for ``drop`` began and did not end."""
        query = select(runs.c.ended_at.is_(None)).where(_is_for(drop))
        with self._database.read() as connection:
            found = connection.execute(query.order_by(runs.c.began_at.desc(), runs.c.id.desc()).limit(1)).scalar()
        return bool(found)

    def last_ended(self) -> datetime | None:
        """When the last night that ended did so."""
        with self._database.read() as connection:
            return connection.execute(select(func.max(runs.c.ended_at))).scalar()

    def newest(self, size: int, now: datetime) -> tuple[Night, ...]:
        """The last ``size`` nights, newest first, with the files that came during each."""
        query = select(runs).order_by(runs.c.began_at.desc(), runs.c.id.desc()).limit(size)
        with self._database.read() as connection:
            return _with_files(connection, connection.execute(query).all(), now)


def _with_files(connection: Connection, found: Sequence[AnyRow], now: datetime) -> tuple[Night, ...]:
    """The nights with their files; one that did not end lasts until the next one began."""
    if not found:
        return ()
    query = select(_D.received_at, _D.status, _D.drop_name).where(_D.received_at >= found[-1].began_at)
    came = [row for row in connection.execute(query) if not is_of_portal(row.drop_name)]
    later = (now, *(row.began_at for row in found))
    return tuple(_night(row, row.ended_at or next_one, came) for row, next_one in zip(found, later, strict=False))


def _night(row: AnyRow, until: datetime, came: Sequence[AnyRow]) -> Night:
    during = [
        file.status
        for file in came
        if row.began_at <= file.received_at <= until
        and (row.drop_name is None or file.drop_name.rpartition(":")[2] == row.drop_name)
    ]
    return Night(
        id=row.id,
        drop=row.drop_name,
        began_at=row.began_at,
        ended_at=row.ended_at,
        until=until,
        received=len(during),
        failed=len(during) - during.count(FluxStatus.IN_INTEGRE.value),
    )


def _is_for(drop: str) -> ColumnElement[bool]:
    return or_(runs.c.drop_name.is_(None), runs.c.drop_name == drop)
