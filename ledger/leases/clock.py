"""The clock of leases: the database's, which every machine shares; on SQLite this machine's, the only one there."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, DateTime, Interval, func, literal

from ledger.database.column_types import Moment


def now(connection: Connection, after: timedelta = timedelta()) -> ColumnElement[datetime]:
    """The moment the statement is run, or so long ``after``; on PostgreSQL not that of its transaction."""
    if connection.dialect.name == "sqlite":
        return literal(datetime.now(UTC) + after, Moment)
    here: ColumnElement[datetime] = func.clock_timestamp(type_=DateTime(timezone=True))
    return here + literal(after, Interval) if after else here
