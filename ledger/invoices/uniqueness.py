"""What is known of invoices by their key, their number or their bytes: what decides whether a document is new."""

from collections.abc import Iterable
from decimal import Decimal

from sqlalchemy import Connection, Integer, Text, select

from domain.deposit import INTEGRATED, Key, Known
from domain.invoice import FIELDS
from domain.status import Status
from ledger.database.bulk_lookup import among, listed
from ledger.database.column_types import euros, indexed
from ledger.database.row_mapping import AnyRow, values_of
from ledger.database.schema import documents

_D = documents.c
_NOW = documents.alias("standing_now")
"""The current version of the invoice, beside the version that was found."""
_KNOWN = select(
    _D.sha256,
    _D.deposited_at,
    _D.certificate,
    _NOW.c.invoice_id,
    _NOW.c.status,
    *(_NOW.c[name] for name in ("key_year", "key_supplier", "key_number", *FIELDS)),
).where(_NOW.c.invoice_id == _D.invoice_id, _NOW.c.integrated)


def by_keys(connection: Connection, keys: Iterable[Key]) -> dict[Key, Known]:
    """The integrated invoice of each key that has one, whatever its status now."""
    asked = {(key.supplier, key.year, key.number): key for key in keys}
    if not asked:
        return {}
    stored = {(indexed(supplier), year, indexed(number)): key for (supplier, year, number), key in asked.items()}
    wanted = listed(connection, list(stored), supplier=Text, year=Integer, number=Text)
    query = _KNOWN.where(
        _D.integrated,
        _D.key_supplier == wanted.c.supplier,
        _D.key_year == wanted.c.year,
        _D.key_number == wanted.c.number,
    )
    found = connection.execute(query).all()
    return {(key := stored[row.key_supplier, row.key_year, row.key_number]): _known(row, key) for row in found}


def by_digests(connection: Connection, sha256s: Iterable[str]) -> dict[str, Known]:
    """The invoice that was accepted from the same bytes, in this version or an earlier one."""
    accepted = _D.disposition.in_([disposition.value for disposition in INTEGRATED])
    query = _KNOWN.where(among(connection, _D.sha256, sha256s), accepted).order_by(_D.id.desc())
    return {row.sha256: _known(row, _key(row)) for row in connection.execute(query)}


def integrated_totals(
    connection: Connection, asked: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], Decimal | None]:
    """Those (supplier, number) of ``asked`` that are of an integrated invoice, whatever its year, with its total
    with VAT; the largest, where there are several years of it.
    """
    stored = {(indexed(supplier), indexed(number)): (supplier, number) for supplier, number in asked}
    if not stored:
        return {}
    wanted = listed(connection, list(stored), supplier=Text, number=Text)
    query = select(_D.key_supplier, _D.key_number, _D.ttc_cents).where(
        _D.integrated,
        _D.key_supplier == wanted.c.supplier,
        _D.key_number == wanted.c.number,
    )
    found: dict[tuple[str, str], Decimal | None] = {}
    for row in connection.execute(query):
        pair = stored[row.key_supplier, row.key_number]
        found[pair] = _largest(found.get(pair), row.ttc_cents)
    return found


def _largest(before: Decimal | None, cents: int | None) -> Decimal | None:
    return max((one for one in (before, euros(cents)) if one is not None), key=abs, default=None)


def _key(row: AnyRow) -> Key:
    return Key(year=row.key_year, supplier=row.key_supplier, number=row.key_number)


def _known(row: AnyRow, key: Key) -> Known:
    return Known(
        invoice_id=row.invoice_id,
        key=key,
        sha256=row.sha256,
        status=Status(row.status),
        deposited_at=row.deposited_at,
        certificate=row.certificate,
        values=values_of(row),
    )
