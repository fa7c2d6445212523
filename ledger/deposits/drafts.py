"""The part of the ledger that keeps drafts of deposits: of one account each, and sent once."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from domain.brouillon import Brouillon, EtatBrouillon, SourceBrouillon, StoredFile
from domain.manual_entry import ManualEntry
from ledger.database.column_types import clean
from ledger.database.engine import Database
from ledger.database.row_mapping import AnyRow
from ledger.database.schema import brouillons

_B = brouillons.c
_OPEN = _B.etat == EtatBrouillon.EN_COURS.value
MOST = 200
"""Open drafts of an account that are listed."""


class Drafts:
    """Drafts by account: nobody else sees them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        compte_id: int,
        structure: str,
        source: SourceBrouillon,
        file: StoredFile | None,
        now: datetime,
        *,
        key: str | None = None,
        entries: Sequence[ManualEntry] = (),
    ) -> Brouillon:
        """Keeps a new draft. With a ``key`` that the account gave before, returns the draft of then, whatever became
        of it: a program that asks twice makes one.
        """
        row = {"compte_id": compte_id, "structure": structure, "source": source.value, "cle": key, **_file(file)}
        row |= {"entries": _written(entries), "reason": "", "etat": EtatBrouillon.EN_COURS.value}
        with self._database.write() as connection:
            if key is not None:
                earlier = select(brouillons).where(_B.compte_id == compte_id, _B.cle == key)
                if found := connection.execute(earlier).one_or_none():
                    return _brouillon(found)
            made = connection.execute(insert(brouillons).values(created_at=now, changed_at=now, **row))
            assert made.inserted_primary_key is not None  # noqa: S101 - one row was inserted
            return _required(connection, made.inserted_primary_key[0])

    def add_given_up(self, compte_id: int, structure: str, file: StoredFile, now: datetime) -> None:
        """A stored file that is deposited for nobody is that of a draft given up: its bytes leave as those do."""
        row = {"compte_id": compte_id, "structure": structure, "source": SourceBrouillon.FICHIER.value, **_file(file)}
        row |= {"entries": _written(()), "reason": "", "etat": EtatBrouillon.ABANDONNE.value}
        with self._database.write() as connection:
            connection.execute(insert(brouillons).values(created_at=now, changed_at=now, **row))

    def one(self, id_: int, compte_id: int) -> Brouillon | None:
        """The draft of this account; ``None`` when there is none."""
        with self._database.read() as connection:
            found = connection.execute(select(brouillons).where(_B.id == id_, _B.compte_id == compte_id)).one_or_none()
        return _brouillon(found) if found else None

    def open_of(self, compte_id: int) -> tuple[Brouillon, ...]:
        """Its open drafts, the last changed first."""
        query = select(brouillons).where(_B.compte_id == compte_id, _OPEN).order_by(_B.changed_at.desc(), _B.id.desc())
        with self._database.read() as connection:
            return tuple(map(_brouillon, connection.execute(query.limit(MOST))))

    def of_deposit(self, deposit_id: int) -> Brouillon | None:
        """The draft that became this deposit; ``None`` when it came another way."""
        with self._database.read() as connection:
            found = connection.execute(select(brouillons).where(_B.deposit_id == deposit_id)).one_or_none()
        return _brouillon(found) if found else None

    def save(
        self, id_: int, compte_id: int, entries: Sequence[ManualEntry], reason: str, now: datetime
    ) -> Brouillon | None:
        """Keeps what was entered; ``None`` when there is no such open draft."""
        mine = (_B.id == id_, _B.compte_id == compte_id, _OPEN)
        values = {"entries": _written(entries), "reason": clean(reason), "changed_at": now}
        with self._database.write() as connection:
            changed = connection.execute(update(brouillons).where(*mine).values(values)).rowcount
            return _required(connection, id_) if changed else None

    def give_up(self, id_: int, compte_id: int, now: datetime) -> bool:
        """Ends an open draft; ``False`` when there is no such open draft."""
        mine = (_B.id == id_, _B.compte_id == compte_id, _OPEN)
        values = {"etat": EtatBrouillon.ABANDONNE.value, "changed_at": now}
        with self._database.write() as connection:
            return bool(connection.execute(update(brouillons).where(*mine).values(values)).rowcount)


def as_it_stands(connection: Connection, id_: int) -> Brouillon | None:
    """The draft, in a transaction that may send it; ``None`` when there is none."""
    found = connection.execute(select(brouillons).where(_B.id == id_)).one_or_none()
    return _brouillon(found) if found else None


def sent(connection: Connection, id_: int, deposit_id: int, file: StoredFile, now: datetime) -> None:
    """Notes that the open draft became this deposit, of this file."""
    values = {"etat": EtatBrouillon.ENVOYE.value, "deposit_id": deposit_id, "changed_at": now, **_file(file)}
    connection.execute(update(brouillons).where(_B.id == id_, _OPEN).values(values))


def _required(connection: Connection, id_: int) -> Brouillon:
    return _brouillon(connection.execute(select(brouillons).where(_B.id == id_)).one())


def _file(file: StoredFile | None) -> dict[str, object]:
    if file is None:
        return {"name": "", "size": 0, "sha256": "", "location": ""}
    return {"name": file.name, "size": file.size, "sha256": file.sha256, "location": file.location}


def _written(entries: Sequence[ManualEntry]) -> str:
    return json.dumps([[clean(one.field), clean(one.text)] for one in entries], ensure_ascii=False)


def _brouillon(row: AnyRow) -> Brouillon:
    file = StoredFile(name=row.name, size=row.size, sha256=row.sha256, location=row.location) if row.location else None
    return Brouillon(
        id=row.id,
        compte_id=row.compte_id,
        structure=row.structure,
        source=SourceBrouillon(row.source),
        file=file,
        entries=tuple(ManualEntry(field=field, text=text) for field, text in json.loads(row.entries)),
        reason=row.reason,
        etat=EtatBrouillon(row.etat),
        deposit_id=row.deposit_id,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )
