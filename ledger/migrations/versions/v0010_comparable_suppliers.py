"""Suppliers without SIREN by an identity that blanks, look-alikes and invisible characters do not change."""

import sqlalchemy as sa
from alembic import op

from domain.invoice_number import comparable
from domain.supplier_identity import siren_in

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

PAGE = 10_000
LONGEST = 200
"""A longer identity is kept as its beginning and a digest: it stays as it is."""
DOCUMENTS = sa.table(
    "documents",
    sa.column("id", sa.BigInteger),
    sa.column("integrated", sa.Boolean),
    sa.column("key_supplier", sa.Text),
    sa.column("key_year", sa.Integer),
    sa.column("key_number", sa.Text),
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
    connection = op.get_bind()
    _keys(connection)
    _accounts(connection)


def _plain(supplier: str) -> str:
    """``scheme:value`` with a comparable value, the SIREN of a French VAT number however it was written; a SIREN, and
    what is too long, as it is.
    """
    scheme, parted, value = supplier.partition(":")
    if not parted or len(supplier) >= LONGEST:
        return supplier
    requests, _, kind = scheme.rpartition(" ")
    plain = comparable(value)
    if kind == "TVA" and (siren := siren_in(plain)):
        return f"{requests} {siren}".strip()
    return f"{scheme}:{plain or '?'}" if kind == "NOM" else f"{scheme}:{plain}"


def _keys(connection: sa.Connection) -> None:
    """Each key of such a supplier; one that another integrated invoice has by now stays as it was."""
    columns, last = DOCUMENTS.c, 0
    pages = sa.select(DOCUMENTS).where(columns.key_supplier.contains(":")).order_by(columns.id).limit(PAGE)
    while rows := connection.execute(pages.where(columns.id > last)).all():
        last = rows[-1].id
        for row in rows:
            supplier = _plain(row.key_supplier)
            if supplier != row.key_supplier and not _is_taken(connection, row, supplier):
                connection.execute(sa.update(DOCUMENTS).where(columns.id == row.id).values(key_supplier=supplier))


def _is_taken(connection: sa.Connection, row: sa.Row[tuple[object, ...]], supplier: str) -> bool:
    columns = DOCUMENTS.c
    if not row.integrated:
        return False
    same = sa.and_(columns.key_number == row.key_number, columns.key_year == row.key_year, columns.integrated)
    return connection.execute(sa.select(columns.id).where(same, columns.key_supplier == supplier)).first() is not None


def _accounts(connection: sa.Connection) -> None:
    """The accounts once more under the new identity: the table only grows."""
    columns = ACCOUNTS.c
    rows = connection.execute(sa.select(ACCOUNTS).where(columns.supplier.contains(":"))).all()
    there = {(row.supplier, row.digest, row.invoice_id) for row in rows}
    for row in rows:
        place = (_plain(row.supplier), row.digest, row.invoice_id)
        if place not in there:
            there.add(place)
            supplier, digest, invoice_id = place
            known = {"supplier": supplier, "digest": digest, "invoice_id": invoice_id}
            connection.execute(sa.insert(ACCOUNTS).values(**known, ending=row.ending, since=row.since))


def downgrade() -> None:
    raise NotImplementedError("the ledger only goes forward: restore a backup")
