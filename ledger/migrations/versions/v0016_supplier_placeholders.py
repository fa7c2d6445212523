"""Suppliers known by a word that says that there is no number (``NA``, ``0``): by what else they gave.

All those who wrote it were one supplier. Only what the row says is used: a word in the place of an identifier of
another scheme stays, since the identifiers beside it are in the document alone (``navette verify --suppliers``).
"""

import sqlalchemy as sa
from alembic import op

from domain.invoice_number import comparable
from domain.placeholder import is_placeholder, value_or_none
from domain.supplier_identity import NOM, TVA, WRITTEN_SIRET, SupplierIdentity, siren_in
from ledger.database.column_types import indexed

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

PAGE = 10_000
REQUESTS = "S3 "
"""What the supplier of a payment request's key begins with."""
DOCUMENTS = sa.table(
    "documents",
    sa.column("id", sa.BigInteger),
    sa.column("invoice_id", sa.BigInteger),
    sa.column("integrated", sa.Boolean),
    sa.column("key_supplier", sa.Text),
    sa.column("key_year", sa.Integer),
    sa.column("key_number", sa.Text),
    sa.column("tva_fournisseur", sa.Text),
    sa.column("nom_fournisseur", sa.Text),
)
ACCOUNTS = sa.table(
    "comptes",
    sa.column("supplier", sa.Text),
    sa.column("digest", sa.Text),
    sa.column("invoice_id", sa.BigInteger),
    sa.column("ending", sa.Text),
    sa.column("since", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    """Each such key, page by page; one that another integrated invoice has by now stays as it was."""
    connection, columns, last = op.get_bind(), DOCUMENTS.c, 0
    words = sa.or_(*(columns.key_supplier.like(f"%{kind}:%") for kind in (TVA, WRITTEN_SIRET)))
    pages = sa.select(DOCUMENTS).where(words).order_by(columns.id).limit(PAGE)
    while rows := connection.execute(pages.where(columns.id > last)).all():
        last = rows[-1].id
        for row in rows:
            supplier = _supplier(row)
            if supplier != row.key_supplier and not _is_taken(connection, row, supplier):
                connection.execute(sa.update(DOCUMENTS).where(columns.id == row.id).values(key_supplier=supplier))
                _accounts(connection, row, supplier)


def _supplier(row: sa.Row[tuple[object, ...]]) -> str:
    requests = REQUESTS if row.key_supplier.startswith(REQUESTS) else ""
    kind, _, value = row.key_supplier.removeprefix(requests).partition(":")
    if kind not in {TVA, WRITTEN_SIRET} or not is_placeholder(value):
        return str(row.key_supplier)
    number = value_or_none(row.tva_fournisseur)
    if siren := siren_in(number):
        return requests + siren
    name = row.nom_fournisseur or ""
    named = SupplierIdentity(scheme=NOM, value=name if comparable(name) else "?")
    return indexed(requests + (SupplierIdentity(scheme=TVA, value=number) if number else named).key)


def _is_taken(connection: sa.Connection, row: sa.Row[tuple[object, ...]], supplier: str) -> bool:
    columns = DOCUMENTS.c
    if not row.integrated:
        return False
    same = sa.and_(columns.key_number == row.key_number, columns.key_year == row.key_year, columns.integrated)
    return connection.execute(sa.select(columns.id).where(same, columns.key_supplier == supplier)).first() is not None


def _accounts(connection: sa.Connection, row: sa.Row[tuple[object, ...]], supplier: str) -> None:
    """The accounts that the invoice names, once more under its supplier: the table only grows. Those learnt when
    invoices were not kept beside are of nobody that can be told.
    """
    columns, holder = ACCOUNTS.c, supplier.removeprefix(REQUESTS)
    for known in connection.execute(sa.select(ACCOUNTS).where(columns.invoice_id == row.invoice_id)).all():
        mine = {"supplier": holder, "digest": known.digest, "invoice_id": known.invoice_id}
        there = sa.and_(*(columns[name] == value for name, value in mine.items()))
        if connection.execute(sa.select(columns.digest).where(there)).first() is None:
            connection.execute(sa.insert(ACCOUNTS).values(**mine, ending=known.ending, since=known.since))


def downgrade() -> None:
    raise NotImplementedError("the ledger only goes forward: restore a backup")
