"""The folder of each supplier: named at its first delivery, the same ever after, whatever the supplier calls itself."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select

from domain.supplier_folder import NamedSupplier
from ledger.database.bulk_lookup import among
from ledger.database.schema import documents, dossiers_fournisseurs

_D, _F = documents.c, dossiers_fournisseurs.c


def suppliers_of(connection: Connection, invoice_ids: Iterable[int]) -> dict[int, NamedSupplier]:
    """By invoice, its supplier and the name it gives there; absent for documents without a key."""
    query = select(_D.invoice_id, _D.key_supplier, _D.nom_fournisseur).where(
        among(connection, _D.invoice_id, invoice_ids), _D.current, _D.key_supplier.is_not(None)
    )
    return {
        row.invoice_id: NamedSupplier(key=row.key_supplier, nom=row.nom_fournisseur or "")
        for row in connection.execute(query)
    }


def folders(connection: Connection) -> dict[str, str]:
    """Every supplier that has a folder, by key, and the folder's name."""
    query = select(_F.supplier, _F.name)
    return {row.supplier: row.name for row in connection.execute(query)}


def name(connection: Connection, proposals: Mapping[str, str], now: datetime) -> dict[str, str]:
    """The folder's name of each supplier of ``proposals`` (by key): the one it has, else the one proposed."""
    query = select(_F.supplier, _F.name).where(among(connection, _F.supplier, proposals))
    known = {row.supplier: row.name for row in connection.execute(query)}
    fresh = [key for key in proposals if key not in known]
    if fresh:
        rows = [{"supplier": key, "name": proposals[key], "since": now} for key in fresh]
        connection.execute(insert(dossiers_fournisseurs), rows)
    return {**proposals, **known}
