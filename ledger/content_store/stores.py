"""The part of the ledger that knows the mark of its content store, and when it first had one."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, insert, select

from domain.errors import Absent
from domain.text import Text
from ledger.content_store import mark as marks
from ledger.database.engine import Database
from ledger.database.schema import deposits, stores


class Stores:
    """The marks of the content stores this ledger has had; the last one is in force."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def mark(self) -> str | None:
        """The mark of the store; ``None`` when none was recorded yet."""
        with self._database.read() as connection:
            return _mark(connection)

    def since(self) -> datetime | None:
        """When the first mark was recorded."""
        with self._database.read() as connection:
            return connection.execute(select(func.min(stores.c.since))).scalar()

    def claim(self, folder: Path, now: datetime) -> str:
        """The mark of the store, which is made at ``folder`` when this ledger has none yet; two runs may do so at
        once.

        Raises :class:`domain.errors.Absent` when the store is not there: the folder is never made anew in silence.
        """
        known = self.mark()
        if known is None:
            with self._database.write() as connection:
                known = _mark(connection)
                if known is None:
                    known = _first(connection, folder, now)
        marks.check(folder, known)
        return known

    def adopt(self, folder: Path, now: datetime) -> str:
        """Makes what is at ``folder`` the store of this ledger, whatever it was before: for an operator to say."""
        with self._database.write() as connection:
            found = marks.read(folder) or marks.write(folder, _mark(connection))
            if found != _mark(connection):
                connection.execute(insert(stores).values(mark=found, since=now))
        return found


def _mark(connection: Connection) -> str | None:
    return connection.execute(select(stores.c.mark).order_by(stores.c.since.desc()).limit(1)).scalar()


def _first(connection: Connection, folder: Path, now: datetime) -> str:
    """Records the mark of a store that had none: a new one, or one that an earlier version filled."""
    used = connection.execute(select(deposits.c.id).limit(1)).scalar() is not None
    if used and not any((folder / name).is_dir() for name in ("packs", "files")):
        raise Absent(
            Text(
                f"Le stockage des contenus n'est pas à {folder} : il n'y a rien de ce que le registre connaît.",
                f"The content store is not at {folder}: nothing is there of what the ledger knows.",
            ),
            Text(
                "Vérifiez `[store] folder`, et que son disque est monté ; un nouvel essai sera fait.",
                "Check `[store] folder`, and that its disk is mounted; it will be tried again.",
            ),
        )
    mark = marks.read(folder) or marks.write(folder)
    connection.execute(insert(stores).values(mark=mark, since=now))
    return mark
