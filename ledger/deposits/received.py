"""Received files: recorded before they leave the drop, so that no crash loses or doubles one."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Integer, and_, func, insert, select, update

from domain.deposit import Arrival, Deposit, DepositKind
from domain.errors import LedgerError
from domain.status import FluxStatus
from domain.text import Text
from ledger.database.bulk_lookup import among, listed
from ledger.database.row_mapping import deposits_from
from ledger.database.schema import IS_OWN, UNDECIDED, deposits, documents, findings

Seen = tuple[str, str, int, float, str]


def receive(
    connection: Connection, arrivals: Sequence[Arrival], now: datetime, *, taken: bool = False, after: int | None = None
) -> tuple[Deposit, ...]:
    """The deposit each arrival is, in their order: the standing one when there is, else a new one.

    A file that is to be taken out of its drop stands until it is out; one that is not (``taken``), until it is decided.
    What another run received ``after`` this deposit, and has taken since, is the file that was listed before, even
    when the server has given it another time meanwhile.
    """
    standing = _standing(connection, arrivals, UNDECIDED if taken else ~deposits.c.taken)
    if after is not None:
        later = _standing(connection, arrivals, deposits.c.id > after)
        timeless = {(drop, name, size, sha256): id_ for (drop, name, size, _, sha256), id_ in later.items()}
        for arrival in arrivals:
            drop, name, size, _, sha256 = _seen(arrival)
            if (drop, name, size, sha256) in timeless:
                standing.setdefault(_seen(arrival), timeless[drop, name, size, sha256])
    fresh = [arrival for arrival in dict.fromkeys(arrivals) if _seen(arrival) not in standing]
    first = last(connection) + 1
    rows = []
    for id_, arrival in enumerate(fresh, first):
        if standing.setdefault(_seen(arrival), id_) == id_:
            rows.append(_row(id_, arrival, now, taken))
    if rows:
        connection.execute(insert(deposits), rows)
    ids = [standing[_seen(arrival)] for arrival in arrivals]
    found = {deposit.id: deposit for deposit in by_ids(connection, ids)}
    return tuple(found[id_] for id_ in ids)


def still_in_drop(connection: Connection, drop: str, kind: DepositKind) -> frozenset[tuple[str, int, float]]:
    """(name, size, modified) of every file of this kind received from ``drop`` and not yet out of it."""
    columns = deposits.c
    query = select(columns.name, columns.size, columns.modified).where(
        ~columns.taken, columns.drop_name == drop, columns.kind == kind.value
    )
    return frozenset((name, size, modified) for name, size, modified in connection.execute(query))


def digests_in_drop(connection: Connection, drop: str, kind: DepositKind) -> frozenset[tuple[str, str]]:
    """(name, SHA-256) of every file of this kind received from ``drop`` and not yet out of it."""
    columns = deposits.c
    query = select(columns.name, columns.sha256).where(
        ~columns.taken, columns.drop_name == drop, columns.kind == kind.value
    )
    return frozenset((name, sha256) for name, sha256 in connection.execute(query))


def last(connection: Connection) -> int:
    """The id of the newest deposit; 0 when there is none."""
    return connection.execute(select(func.max(deposits.c.id))).scalar() or 0


def names_after(connection: Connection, drop: str, kind: DepositKind, after: int) -> frozenset[str]:
    """The names of the files of this kind received from ``drop`` after the deposit ``after``."""
    query = select(deposits.c.name).where(deposits.c.id > after, deposits.c.drop_name == drop)
    return frozenset(connection.execute(query.where(deposits.c.kind == kind.value)).scalars())


def undecided(connection: Connection, drop: str | None, kind: DepositKind) -> tuple[Deposit, ...]:
    """Deposits of this kind received and not concluded, oldest first; of one drop or of all."""
    query = select(deposits).where(UNDECIDED, deposits.c.kind == kind.value)
    if drop is not None:
        query = query.where(deposits.c.drop_name == drop)
    return deposits_from(connection, connection.execute(query.order_by(deposits.c.id)).all())


def count_undecided(connection: Connection) -> int:
    """How many deposits of invoices are received and not concluded."""
    query = select(func.count()).where(UNDECIDED, deposits.c.kind == DepositKind.FACTURES.value)
    return connection.execute(query).scalar_one()


def still_undecided(connection: Connection, ids: Iterable[int]) -> frozenset[int]:
    """Those of ``ids`` that are received and not concluded."""
    query = select(deposits.c.id).where(UNDECIDED, among(connection, deposits.c.id, ids))
    return frozenset(connection.execute(query).scalars())


def recorded(connection: Connection, places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], str | None]:
    """By deposit and position, the member of each document of ``places`` that is recorded."""
    rows = listed(connection, places, deposit_id=Integer, position=Integer)
    place = and_(documents.c.deposit_id == rows.c.deposit_id, documents.c.position == rows.c.position)
    query = select(documents.c.deposit_id, documents.c.position, documents.c.member).join(rows, place)
    return {(row.deposit_id, row.position): row.member for row in connection.execute(query)}


def with_findings(connection: Connection, drop: str) -> tuple[Deposit, ...]:
    """The deposits of ``drop`` with findings about the file itself, oldest first."""
    spoken_of = select(findings.c.deposit_id).where(IS_OWN)
    query = select(deposits).where(deposits.c.drop_name == drop, deposits.c.id.in_(spoken_of))
    return deposits_from(connection, connection.execute(query.order_by(deposits.c.id)).all())


def received_between(
    connection: Connection, drops: Sequence[str], since: datetime, until: datetime
) -> tuple[Deposit, ...]:
    """The files received in the deposit folders ``drops`` from ``since`` and before ``until``, oldest first."""
    columns = deposits.c
    query = select(deposits).where(
        columns.drop_name.in_(drops), columns.received_at >= since, columns.received_at < until
    )
    return deposits_from(connection, connection.execute(query.order_by(columns.id)).all())


def newest(connection: Connection, drops: Sequence[str], before: int | None, size: int) -> tuple[Deposit, ...]:
    """The newest files of invoices of ``drops``, newest first; ``before``: older than this deposit."""
    columns = deposits.c
    query = select(deposits).where(columns.drop_name.in_(drops), columns.kind == DepositKind.FACTURES.value)
    if before is not None:
        query = query.where(columns.id < before)
    return deposits_from(connection, connection.execute(query.order_by(columns.id.desc()).limit(size)).all())


def failed_between(connection: Connection, first: datetime, last: datetime, size: int) -> tuple[Deposit, ...]:
    """The files received from ``first`` to ``last`` that were not integrated whole, newest first."""
    columns = deposits.c
    query = select(deposits).where(columns.received_at.between(first, last))
    query = query.where(columns.status != FluxStatus.IN_INTEGRE.value).order_by(columns.id.desc()).limit(size)
    return deposits_from(connection, connection.execute(query).all())


def one(connection: Connection, id_: int, drops: Sequence[str]) -> Deposit | None:
    """The file of invoices of this id, of one of ``drops``."""
    columns = deposits.c
    mine = (columns.id == id_, columns.drop_name.in_(drops), columns.kind == DepositKind.FACTURES.value)
    found = deposits_from(connection, connection.execute(select(deposits).where(*mine)).all())
    return found[0] if found else None


def accepted_files(connection: Connection, drop: str, sha256s: Iterable[str], kind: DepositKind) -> dict[str, Deposit]:
    """By digest, the first file of these bytes that came to ``drop`` for the same purpose and was used, in part at
    least.
    """
    columns = deposits.c
    query = select(deposits).where(
        among(connection, columns.sha256, sha256s),
        columns.drop_name == drop,
        columns.kind == kind.value,
        columns.status.in_([FluxStatus.IN_INTEGRE.value, FluxStatus.IN_INTEGRE_PARTIEL.value]),
    )
    found = deposits_from(connection, connection.execute(query.order_by(columns.id.desc())).all())
    return {deposit.sha256: deposit for deposit in found}


def by_ids(connection: Connection, ids: Sequence[int]) -> tuple[Deposit, ...]:
    """The deposits of ``ids`` the ledger has, each once, in the order of their ids."""
    query = select(deposits).where(among(connection, deposits.c.id, ids)).order_by(deposits.c.id)
    return deposits_from(connection, connection.execute(query).all())


def required(connection: Connection, ids: Iterable[int]) -> dict[int, Deposit]:
    """The deposits of ``ids``. Raises :class:`domain.errors.LedgerError` when one of them is not there."""
    asked = set(ids)
    found = {deposit.id: deposit for deposit in by_ids(connection, sorted(asked))}
    if missing := asked - found.keys():
        raise LedgerError(
            Text(f"Il n'y a pas de dépôt {min(missing)}.", f"There is no deposit {min(missing)}."),
            Text("Recevez un fichier avant de statuer sur lui.", "Receive a file before deciding on it."),
        )
    return found


def mark_taken(connection: Connection, ids: Sequence[int]) -> None:
    """The files of these deposits have left their drops."""
    connection.execute(update(deposits).where(among(connection, deposits.c.id, ids)).values(taken=True))


def _standing(connection: Connection, arrivals: Sequence[Arrival], stands: ColumnElement[bool]) -> dict[Seen, int]:
    table = deposits.c
    query = select(table.id, table.drop_name, table.name, table.size, table.modified, table.sha256).where(
        stands,
        table.drop_name.in_({arrival.drop for arrival in arrivals}),
        table.name.in_({arrival.name for arrival in arrivals}),
    )
    return {(row.drop_name, row.name, row.size, row.modified, row.sha256): row.id for row in connection.execute(query)}


def _seen(arrival: Arrival) -> Seen:
    return arrival.drop, arrival.name, arrival.size, arrival.modified, arrival.sha256


def _row(id_: int, arrival: Arrival, now: datetime, taken: bool) -> dict[str, object]:
    return {
        "id": id_,
        "drop_name": arrival.drop,
        "name": arrival.name,
        "size": arrival.size,
        "modified": arrival.modified,
        "sha256": arrival.sha256,
        "location": arrival.location,
        "received_at": now,
        "status": FluxStatus.IN_RECU.value,
        "taken": taken,
        "kind": arrival.kind.value,
    }
