"""What was supplied by hand, as rows: append-only, of a field the last one is in force."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from domain.manual_entry import Correction
from ledger.database.bulk_lookup import among
from ledger.database.column_types import clean, kept
from ledger.database.schema import corrections, documents

_C, _D = corrections.c, documents.c


def corrections_of_documents(connection: Connection, document_ids: Iterable[int]) -> dict[int, tuple[Correction, ...]]:
    """By document, everything that was supplied for it, in order; absent for those without."""
    query = select(corrections).where(among(connection, _C.document_id, document_ids)).order_by(_C.id)
    found: defaultdict[int, list[Correction]] = defaultdict(list)
    for row in connection.execute(query):
        one = Correction(field=row.field, old=row.old, new=row.new, actor=row.actor, at=row.at, reason=row.reason)
        found[row.document_id].append(one)
    return {id_: tuple(several) for id_, several in found.items()}


def corrections_of(connection: Connection, invoice_ids: Iterable[int]) -> dict[int, tuple[Correction, ...]]:
    """By invoice, what was supplied for the version that stands; absent for those without."""
    query = select(_D.id, _D.invoice_id).where(among(connection, _D.invoice_id, invoice_ids), _D.current)
    invoice_of = {row.id: row.invoice_id for row in connection.execute(query)}
    return {
        invoice_of[id_]: corrections for id_, corrections in corrections_of_documents(connection, invoice_of).items()
    }


def write(connection: Connection, document_id: int, supplied: Iterable[Correction]) -> None:
    """Adds what was supplied."""
    rows = [
        {
            "document_id": document_id,
            "field": one.field,
            "old": kept(one.old),
            "new": kept(one.new),
            "actor": clean(one.actor),
            "at": one.at,
            "reason": kept(one.reason) or "",
        }
        for one in supplied
    ]
    if rows:
        connection.execute(insert(corrections), rows)
