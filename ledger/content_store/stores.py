"""The part of the ledger that knows the mark of its content store, and when it first had one."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from tempfile import TemporaryFile

from sqlalchemy import ColumnElement, Connection, Table, func, insert, or_, select, union

from domain.brouillon import EtatBrouillon
from domain.errors import Absent, LedgerError
from domain.suivi import Action
from domain.text import Text
from ledger.content_store import mark as marks
from ledger.content_store.location import parse
from ledger.content_store.objects import Objects
from ledger.content_store.opening import objects_at
from ledger.content_store.place import Where
from ledger.database.bulk_lookup import among
from ledger.database.engine import Database
from ledger.database.schema import actions, brouillons, complements, deposits, documents, stores

_A, _C = actions.c, complements.c
_LEFT = (_A.invoice_id == _C.invoice_id) & (_A.action == Action.ARCHIVAGE.value) & (_A.at >= _C.at)
"""Something of the invoice left after the complement came."""
PAGE = 20_000
"""Locations read at a time; all go to a file first: reading their bytes takes hours, a transaction must not."""


def _is_kept(table: Table) -> ColumnElement[bool]:
    """Whether what a row names at the place of its deposited file has not left with that file."""
    return or_(table.c.location != deposits.c.location, deposits.c.archived_at.is_(None))


_OWN = union(
    select(documents.c.location)
    .join(deposits, deposits.c.id == documents.c.deposit_id)
    .where(documents.c.archived_at.is_(None), _is_kept(documents)),
    select(deposits.c.location).where(deposits.c.archived_at.is_(None)),
    select(brouillons.c.location).where(brouillons.c.location != "", brouillons.c.etat == EtatBrouillon.EN_COURS.value),
).subquery("own")
"""What documents, deposited files and drafts are at."""
_COMPLEMENTS = (
    select(complements.c.location)
    .join(documents, (documents.c.invoice_id == complements.c.invoice_id) & documents.c.current)
    .join(deposits, deposits.c.id == complements.c.deposit_id)
    .where(documents.c.archived_at.is_(None), _is_kept(complements))
)
_KEPT = union(select(_OWN.c.location), _COMPLEMENTS).subquery("kept")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftComplement:
    """A complement whose bytes left by a rule of retention, before those of its invoice."""

    location: str
    name: str
    at: datetime
    detail: str
    """The rule, and the archive when there is one."""


class Stores:
    """The marks of the content stores this ledger has had; the last one is in force."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def mark(self) -> str | None:
        """The mark of the store; ``None`` when none was recorded yet."""
        with self._database.read() as connection:
            return _mark(connection)

    def marks(self) -> frozenset[str]:
        """Every mark there was."""
        with self._database.read() as connection:
            return _marks(connection)

    def succeed(self, mark: str, successor: str, now: datetime) -> None:
        """Records that the store of the mark ``successor`` takes the place of that of ``mark``."""
        with self._database.write() as connection:
            if _mark(connection) != mark:
                raise LedgerError(
                    Text(
                        "Un autre passage a déplacé le stockage des contenus.", "Another run moved the content store."
                    ),
                    Text("Corrigez la table `[store]`.", "Correct the table `[store]`."),
                )
            _record(connection, successor, now)

    def locations(self) -> Iterator[str]:
        """Every location that the ledger keeps bytes at, in order: of documents, deposited files, complements and
        drafts, without what left by a retention rule.
        """
        with TemporaryFile("w+", encoding="ascii") as lines:
            with self._database.read() as connection:
                found = connection.execute(
                    select(_KEPT.c.location).order_by(_KEPT.c.location).execution_options(yield_per=PAGE)
                )
                lines.writelines(f"{location}\n" for location in found.scalars())
            lines.seek(0)
            yield from map(str.rstrip, lines)

    def left_of(self, locations: Collection[str]) -> tuple[LeftComplement, ...]:
        """What is not at these locations because a rule of retention let it leave: complements taken out of an archive,
        of which the history of their invoices alone tells. What is kept for anything else has not left.
        """
        with self._database.read() as connection:
            digests = sorted({parse(location).sha256 for location in locations})
            told = connection.execute(
                select(_C.location, _C.name, _A.at, _A.detail)
                .join_from(complements, actions, _LEFT, isouter=True)
                .where(among(connection, _C.sha256, digests))
                .order_by(_C.location, _A.at)
            ).all()
            rows = [row for row in told if row.location in locations]
            named = sorted({row.location for row in rows})
            own = select(_OWN.c.location).where(_OWN.c.location.in_(named))
            kept = set(connection.execute(own).scalars()) | {row.location for row in rows if row.at is None}
        found = {row.location: row for row in rows if row.location not in kept}
        return tuple(
            LeftComplement(location=row.location, name=row.name, at=row.at, detail=row.detail) for row in found.values()
        )

    def count(self) -> int:
        """How many locations there are."""
        with self._database.read() as connection:
            return connection.execute(select(func.count()).select_from(_KEPT)).scalar_one()

    def since(self) -> datetime | None:
        """When the first mark was recorded."""
        with self._database.read() as connection:
            return connection.execute(select(func.min(stores.c.since))).scalar()

    def claim(self, where: Where, now: datetime) -> str:
        """The mark of the store, which is made at ``where`` when this ledger has none yet; two runs may do so at
        once.

        Raises :class:`domain.errors.Absent` when the store is not there: the folder is never made anew in silence.
        """
        known, objects = self.mark(), objects_at(where)
        if known is None:
            with self._database.write() as connection:
                known = _mark(connection)
                if known is None:
                    known = _first(connection, objects, now)
        marks.check(objects, known)
        return known

    def adopt(self, where: Where, now: datetime) -> str:
        """Makes what is at ``where`` the store of this ledger, whatever it was before: for an operator to say. A store
        that was left, or is to be moved to, gets a new mark: nobody who knew it before writes to it.
        """
        objects = objects_at(where)
        with self._database.write() as connection:
            found, known = objects.mark(), _mark(connection)
            if found is None or marks.opened(found) == known:
                found = marks.write(objects, known)
            elif found != marks.opened(found) or found in _marks(connection):
                found = marks.write(objects)
            if found != known:
                _record(connection, found, now)
        return found


def _marks(connection: Connection) -> frozenset[str]:
    return frozenset(connection.execute(select(stores.c.mark)).scalars())


def _record(connection: Connection, mark: str, now: datetime) -> None:
    """Records that ``mark`` is in force, as the last one whatever the clocks of the machines say."""
    last = connection.execute(select(func.max(stores.c.since))).scalar()
    since = max(now, last + timedelta(microseconds=1)) if last else now
    connection.execute(insert(stores).values(mark=mark, since=since))


def _mark(connection: Connection) -> str | None:
    return connection.execute(select(stores.c.mark).order_by(stores.c.since.desc()).limit(1)).scalar()


def _first(connection: Connection, objects: Objects, now: datetime) -> str:
    """Records the mark of a store that had none: a new one, or one that an earlier version filled."""
    used, filled = connection.execute(select(deposits.c.id).limit(1)).scalar() is not None, objects.is_used()
    if used and not filled:
        raise Absent(
            Text(
                f"Le stockage des contenus n'est pas à {objects.where} : il n'y a rien de ce que le registre connaît.",
                f"The content store is not at {objects.where}: nothing is there of what the ledger knows.",
            ),
            Text(
                "Vérifiez la table `[store]`, et que son disque est monté ; un nouvel essai sera fait.",
                "Check the table `[store]`, and that its disk is mounted; it will be tried again.",
            ),
        )
    mark = objects.mark()
    if mark and filled and not used:
        raise LedgerError(
            Text(
                f"Le stockage des contenus à {objects.where} est celui d'un autre registre.",
                f"The content store at {objects.where} is the one of another ledger.",
            ),
            Text(
                "Nommez dans `[store]` un dossier ou un préfixe qui soit vide ; s'il doit devenir celui de ce "
                "registre : `navette init --adopt-store`.",
                "Name an empty folder or prefix in `[store]`; if it shall become the one of this ledger: `navette init "
                "--adopt-store`.",
            ),
        )
    mark = mark or marks.write(objects)
    _record(connection, mark, now)
    return mark
