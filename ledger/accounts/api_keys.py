"""The part of the ledger that knows by which keys programs connect."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, insert, select, update

from domain.compte import ApiKey, EtatCompte, JournalEntry
from domain.espace import Droit, EtatRattachement
from ledger.accounts import journal
from ledger.accounts.registered import compte_from
from ledger.accounts.rights import Doer, must_answer_for
from ledger.database.column_types import clean
from ledger.database.engine import Database
from ledger.database.row_mapping import AnyRow
from ledger.database.schema import cles_api, comptes_portail, jetons_api, rattachements

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

    def still(self, key_id: int, now: datetime) -> ApiKey | None:
        """The key as it is now; ``None`` when it ended meanwhile, or its account is not active any more."""
        alive = (_K.id == key_id, _K.ended_at.is_(None), _K.until > now, _C.etat == EtatCompte.ACTIF.value)
        with self._database.read() as connection:
            found = _listed(connection, _KEYS.where(*alive))
        return found[0] if found else None

    def add_token(self, key_id: int, digest: str, until: datetime) -> None:
        """Keeps a token by which the holder of the key connects until then."""
        with self._database.write() as connection:
            connection.execute(insert(jetons_api).values(digest=digest, key_id=key_id, until=until))

    def of_token(self, digest: str, now: datetime) -> ApiKey | None:
        """The key of a token that has not ended, while the key may be used."""
        alive = (_K.ended_at.is_(None), _K.until > now, _C.etat == EtatCompte.ACTIF.value)
        mine = select(jetons_api.c.key_id).where(jetons_api.c.digest == digest, jetons_api.c.until > now)
        with self._database.read() as connection:
            found = _listed(connection, _KEYS.where(_K.id.in_(mine), *alive))
        return found[0] if found else None

    def of_account(self, compte_id: int) -> tuple[ApiKey, ...]:
        """Its keys, newest first, those that ended among them."""
        with self._database.read() as connection:
            return _listed(connection, _KEYS.where(_K.compte_id == compte_id).order_by(_K.id.desc()))

    def of_structure(self, structure: str) -> tuple[ApiKey, ...]:
        """The keys that see what is of the structure: of who is attached to it and may connect programs for it or for
        another; those that ended are not among them.
        """
        with self._database.read() as connection:
            query = _KEYS.where(_sees(structure), _K.ended_at.is_(None)).order_by(_C.courriel_sought, _K.id.desc())
            return _listed(connection, query)

    def end_for(self, structure: str, key_id: int, now: datetime, doer: Doer) -> bool:
        """Ends a key of who is attached to the structure; ``False`` when there is none, or it ended.

        Raises :class:`domain.errors.NotAllowed` unless ``doer`` answers for that person there.
        """
        this = (_K.id == key_id, _sees(structure), _K.ended_at.is_(None))
        with self._database.write() as connection:
            found = _listed(connection, _KEYS.where(*this))
            if not found:
                return False
            whose = found[0].compte.id
            must_answer_for(connection, doer, structure, whose)
            connection.execute(update(cles_api).where(_K.id == key_id).values(ended_at=now))
            _noted(connection, now, whose, doer, f"{found[0].prefix} -", structure)
            return True

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


def _sees(structure: str) -> ColumnElement[bool]:
    """Whether the account of the key is attached to the structure."""
    here = (rattachements.c.structure == structure, rattachements.c.etat == EtatRattachement.ACTIF.value)
    return _K.compte_id.in_(select(rattachements.c.compte_id).where(*here))


def _noted(connection: Connection, now: datetime, compte_id: int, doer: Doer, detail: str, structure: str = "") -> None:
    words = {"actor": doer.name, "address": doer.address, "structure": structure, "detail": detail}
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
