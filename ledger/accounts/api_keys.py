"""The part of the ledger that knows by which keys programs connect."""

from datetime import datetime

from sqlalchemy import Connection, Select, insert, select, update

from domain.compte import ApiKey, EtatCompte, JournalEntry
from domain.espace import Droit
from ledger.accounts import journal
from ledger.accounts.registered import compte_from
from ledger.accounts.rights import Doer
from ledger.database.column_types import clean
from ledger.database.engine import Database
from ledger.database.row_mapping import AnyRow
from ledger.database.schema import cles_api, comptes_portail

_K = cles_api.c
_C = comptes_portail.c
_KEYS = select(
    comptes_portail,
    _K.id.label("key_id"),
    _K.prefix,
    _K.name,
    _K.droit,
    _K.created_at.label("key_since"),
    _K.until,
    _K.ended_at,
).join_from(cles_api, comptes_portail, _C.id == _K.compte_id)


class ApiKeys:
    """Keys by the digest of their secret."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        compte_id: int,
        digest: str,
        prefix: str,
        name: str,
        droit: Droit,
        until: datetime,
        now: datetime,
        doer: Doer,
    ) -> None:
        """Keeps a new key of the account."""
        row = {"compte_id": compte_id, "digest": digest, "prefix": prefix, "name": clean(name), "droit": droit.value}
        with self._database.write() as connection:
            connection.execute(insert(cles_api).values(created_at=now, until=until, **row))
            _noted(connection, now, compte_id, doer, f"{prefix} {droit.value}")

    def current(self, digest: str, now: datetime) -> ApiKey | None:
        """The key of this digest; ``None`` when there is none, it ended, or its account is not active."""
        alive = (_K.digest == digest, _K.ended_at.is_(None), _K.until > now, _C.etat == EtatCompte.ACTIF.value)
        with self._database.read() as connection:
            found = _listed(connection, _KEYS.where(*alive))
        return found[0] if found else None

    def of_account(self, compte_id: int) -> tuple[ApiKey, ...]:
        """Its keys, newest first, those that ended among them."""
        with self._database.read() as connection:
            return _listed(connection, _KEYS.where(_K.compte_id == compte_id).order_by(_K.id.desc()))

    def end(self, compte_id: int, key_id: int, now: datetime, doer: Doer) -> bool:
        """Ends a key of the account; ``False`` when it has no such key, or that one ended."""
        mine = (_K.id == key_id, _K.compte_id == compte_id, _K.ended_at.is_(None))
        with self._database.write() as connection:
            prefix = connection.execute(select(_K.prefix).where(*mine)).scalar()
            if prefix is None:
                return False
            connection.execute(update(cles_api).where(*mine).values(ended_at=now))
            _noted(connection, now, compte_id, doer, f"{prefix} -")
            return True


def _noted(connection: Connection, now: datetime, compte_id: int, doer: Doer, detail: str) -> None:
    words = {"actor": doer.name, "address": doer.address, "detail": detail}
    journal.write(connection, JournalEntry.CLE_API, now, compte_id=compte_id, **words)


def _listed(connection: Connection, query: Select[tuple[object, ...]]) -> tuple[ApiKey, ...]:
    return tuple(map(_key, connection.execute(query)))


def _key(row: AnyRow) -> ApiKey:
    return ApiKey(
        id=row.key_id,
        compte=compte_from(row),
        prefix=row.prefix,
        name=row.name,
        droit=Droit(row.droit),
        created_at=row.key_since,
        until=row.until,
        ended_at=row.ended_at,
    )
