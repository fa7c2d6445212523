"""Keys with comparable numbers; the accounts of suppliers with the invoices that named them, whatever their cadre."""

import sqlalchemy as sa
from alembic import op

from domain.invoice_number import comparable

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
TABLE, MADE = "comptes", "comptes_de_factures"
REQUESTS = "S3 "
"""What the supplier of a payment request's key begins with."""
PAGE = 10_000
DOCUMENTS = sa.table(
    "documents",
    sa.column("id", sa.BigInteger),
    sa.column("integrated", sa.Boolean),
    sa.column("key_supplier", sa.Text),
    sa.column("key_year", sa.Integer),
    sa.column("key_number", sa.Text),
)
LONGEST = 200
"""A longer number is kept as its beginning and a digest: it stays as it is."""


def upgrade() -> None:
    connection = op.get_bind()
    _comparable_keys(connection)
    op.create_table(
        MADE,
        sa.Column("supplier", sa.Text, primary_key=True),
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("invoice_id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("ending", sa.Text, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
    )
    holder = f"CASE WHEN supplier LIKE '{REQUESTS}%' THEN substr(supplier, {len(REQUESTS) + 1}) ELSE supplier END"
    op.execute(
        f"INSERT INTO {MADE} (supplier, digest, invoice_id, ending, since) "  # noqa: S608 - constants
        f"SELECT {holder}, digest, 0, max(ending), min(since) FROM {TABLE} GROUP BY {holder}, digest"
    )
    op.drop_table(TABLE)
    op.rename_table(MADE, TABLE)
    op.create_index("comptes_of_invoice", TABLE, ["invoice_id"])
    _only_grows(sqlite=connection.dialect.name == "sqlite")


def _comparable_keys(connection: sa.Connection) -> None:
    """Each key whose number was written with blanks or look-alikes; one that another integrated invoice has by now
    stays as it was: no number to come can be equal to it.
    """
    columns, last = DOCUMENTS.c, 0
    pages = sa.select(DOCUMENTS).where(columns.key_number.is_not(None)).order_by(columns.id).limit(PAGE)
    while rows := connection.execute(pages.where(columns.id > last)).all():
        last = rows[-1].id
        for row in rows:
            number = comparable(row.key_number)
            if number in ("", row.key_number.casefold()) or len(row.key_number) >= LONGEST:
                continue
            if not _is_taken(connection, row, number):
                connection.execute(sa.update(DOCUMENTS).where(columns.id == row.id).values(key_number=number))


def _is_taken(connection: sa.Connection, row: sa.Row[tuple[object, ...]], number: str) -> bool:
    columns = DOCUMENTS.c
    if not row.integrated:
        return False
    same = sa.and_(columns.key_supplier == row.key_supplier, columns.key_year == row.key_year)
    query = sa.select(columns.id).where(same, columns.key_number == number, columns.integrated)
    return connection.execute(query).first() is not None


def _only_grows(*, sqlite: bool) -> None:
    for verb in ("DELETE", "UPDATE"):
        body = (
            f"BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no {verb} on {TABLE}'); END"
            if sqlite
            else "FOR EACH ROW EXECUTE FUNCTION navette_only_grows()"
        )
        op.execute(f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} {body}")
    if not sqlite:
        op.execute(
            f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION navette_only_grows()"
        )


def downgrade() -> None:
    raise NotImplementedError("the ledger only goes forward: restore a backup")
