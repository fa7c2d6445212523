"""The part of the ledger that keeps the searches accounts saved."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from domain.espace import Espace
from domain.saved_search import MOST, SavedSearch, Saving
from ledger.database.column_types import clean
from ledger.database.engine import Database
from ledger.database.schema import recherches_portail

_R = recherches_portail.c
_KEPT = _R.ended_at.is_(None)


class SavedSearches:
    """Saved searches of accounts; one that was deleted is never shown again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, compte_id: int, espace: Espace) -> tuple[SavedSearch, ...]:
        """Those of the account in the espace, by name."""
        mine = (_R.compte_id == compte_id, _R.espace == espace.value, _KEPT)
        with self._database.read() as connection:
            rows = connection.execute(select(recherches_portail).where(*mine).order_by(_R.name, _R.id)).all()
        return tuple(
            SavedSearch(id=row.id, espace=espace, name=row.name, query=row.query, created_at=row.created_at)
            for row in rows
        )

    def save(self, compte_id: int, espace: Espace, name: str, query: str, now: datetime) -> Saving:
        """Keeps the search under a name that no other of the espace has; twice the same is kept once."""
        with self._database.write() as connection:
            there = connection.execute(select(_R.query).where(*_named(compte_id, espace.value, name))).scalar()
            if there is not None:
                return Saving.SAVED if there == query else Saving.TAKEN
            if _count(connection, compte_id) >= MOST:
                return Saving.TOO_MANY
            row = {"compte_id": compte_id, "espace": espace.value, "name": clean(name), "query": query}
            connection.execute(insert(recherches_portail).values(created_at=now, **row))
            return Saving.SAVED

    def rename(self, compte_id: int, search_id: int, name: str) -> Saving:
        """Gives a search of the account another name."""
        mine = (_R.id == search_id, _R.compte_id == compte_id, _KEPT)
        with self._database.write() as connection:
            espace = connection.execute(select(_R.espace).where(*mine)).scalar()
            if espace is None:
                return Saving.ABSENT
            there = connection.execute(select(_R.id).where(*_named(compte_id, espace, name))).scalar()
            if there not in {None, search_id}:
                return Saving.TAKEN
            connection.execute(update(recherches_portail).where(*mine).values(name=clean(name)))
            return Saving.SAVED

    def delete(self, compte_id: int, search_id: int, now: datetime) -> bool:
        """``False`` when the account has no such search."""
        mine = (_R.id == search_id, _R.compte_id == compte_id, _KEPT)
        with self._database.write() as connection:
            there = connection.execute(select(_R.id).where(*mine)).scalar()
            if there is None:
                return False
            connection.execute(update(recherches_portail).where(*mine).values(ended_at=now))
            return True


def _named(compte_id: int, espace: str, name: str) -> tuple[ColumnElement[bool], ...]:
    return _R.compte_id == compte_id, _R.espace == espace, _R.name == clean(name), _KEPT


def _count(connection: Connection, compte_id: int) -> int:
    query = select(func.count()).select_from(recherches_portail).where(_R.compte_id == compte_id, _KEPT)
    return connection.execute(query).scalar_one()
