"""When each reader's reports were last written: what the next ones call new."""

from datetime import datetime

from sqlalchemy import insert, select, update

from ledger.database.engine import Database
from ledger.database.schema import visits


class Visits:
    """One moment a reader."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def last(self, reader: str) -> datetime | None:
        """When the reader's reports were last written; ``None``: never."""
        with self._database.read() as connection:
            return connection.execute(select(visits.c.at).where(visits.c.reader == reader)).scalar()

    def record(self, reader: str, at: datetime) -> None:
        """Writes the reader's visit; one that was written later stays."""
        mine = visits.c.reader == reader
        with self._database.write() as connection:
            there = connection.execute(select(visits.c.at).where(mine)).scalar()
            if there is None:
                connection.execute(insert(visits).values(reader=reader, at=at))
            elif there < at:
                connection.execute(update(visits).where(mine).values(at=at))
