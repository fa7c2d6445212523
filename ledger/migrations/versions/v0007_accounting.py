"""How integrated invoices ask to be paid and their VAT by rate, for the accounting export."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = ("reglements", "ventilations")


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        "reglements",
        *_place(),
        sa.Column("accounts", sa.Text, nullable=False),
        sa.Column("bic", sa.Text, nullable=False),
        sa.Column("due_date", sa.Text),
    )
    op.create_table(
        "ventilations",
        *_place(),
        sa.Column("rank", sa.Integer, primary_key=True),
        sa.Column("category", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("rate", "base", "amount")),
    )
    for table in TABLES:
        _only_grows(table, sqlite=sqlite)


def _place() -> tuple[sa.Column[int], sa.Column[int]]:
    id_ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    return (
        sa.Column("deposit_id", id_, sa.ForeignKey("deposits.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
    )


def _only_grows(table: str, *, sqlite: bool) -> None:
    for verb in ("DELETE", "UPDATE"):
        body = (
            f"BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no {verb} on {table}'); END"
            if sqlite
            else "FOR EACH ROW EXECUTE FUNCTION navette_only_grows()"
        )
        op.execute(f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {body}")
    if not sqlite:
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION navette_only_grows()"
        )


def downgrade() -> None:
    raise NotImplementedError("the ledger only goes forward: restore a backup")
