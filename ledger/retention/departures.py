"""Retention, as the ledger sees it: what refers to kept bytes, and the record that they left.

Nothing is removed from the ledger: the rows say when and how the bytes went (``archived_at``, ``archived_as``), the
invoice's history has an action ARCHIVAGE, and events and certificates stay as they are. ``archived_as`` is
``archive <rule> <file>`` or ``purge <rule>``.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from domain.retention import Departing, Departure
from domain.suivi import Action, HistoryNote
from ledger.certificates.chain import written
from ledger.database.bulk_lookup import among
from ledger.database.schema import certificates, deposits, documents
from ledger.lifecycle.history import note
from ledger.lifecycle.transitions import NAVETTE
from ledger.retention.references import departure_from, references

_D = documents.c
_P = deposits.c


def record(connection: Connection, departing: Sequence[Departing], now: datetime) -> frozenset[str]:
    """Writes that these bytes leave, for those about which nothing changed since they were judged; their locations.

    What is recorded here must be in its archive already, on the disk.
    """
    standing = references(connection, [one.location for one in departing])
    sure = [one for one in departing if standing.get(one.location) == one.references]
    for departure, group in _by_departure(sure).items():
        gone = {"archived_at": departure.at, "archived_as": _text(departure)}
        own = {r.document_id for one in group for r in one.references if r.own and r.document_id and not r.left}
        ids = {r.deposit_id for one in group for r in one.references if r.whole and not r.left}
        connection.execute(update(documents).where(among(connection, _D.id, sorted(own))).values(**gone))
        connection.execute(update(deposits).where(among(connection, _P.id, sorted(ids))).values(**gone))
        note(connection, _notes(group, departure), now)
    return frozenset(one.location for one in sure)


def departure_of(connection: Connection, certificate: str) -> Departure | None:
    """How the bytes a certificate was given for left; ``None`` while they are kept."""
    query = select(_D.archived_at, _D.archived_as).join_from(
        certificates, documents, certificates.c.document_id == _D.id
    )
    row = connection.execute(query.where(certificates.c.number == written(certificate))).first()
    return departure_from(row.archived_at, row.archived_as) if row else None


def _by_departure(departing: Iterable[Departing]) -> dict[Departure, list[Departing]]:
    groups: defaultdict[Departure, list[Departing]] = defaultdict(list)
    for one in departing:
        groups[one.departure].append(one)
    return groups


def _notes(group: Sequence[Departing], departure: Departure) -> list[HistoryNote]:
    """One action an invoice and departure, however many of its files leave in it."""
    ids = {r.invoice_id for one in group for r in one.references if r.invoice_id and r.own and not r.left}
    detail = f"{departure.file} ({departure.rule})" if departure.file else f"purge ({departure.rule})"
    return [HistoryNote(invoice_id=id_, action=Action.ARCHIVAGE, actor=NAVETTE, detail=detail) for id_ in sorted(ids)]


def _text(departure: Departure) -> str:
    return f"{departure.action.value} {departure.rule} {departure.file}".rstrip()
