"""When the nights began and ended."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, insert, or_, select, update

from ledger.database.engine import Database
from ledger.database.schema import runs


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


def _is_for(drop: str) -> ColumnElement[bool]:
    return or_(runs.c.drop_name.is_(None), runs.c.drop_name == drop)
