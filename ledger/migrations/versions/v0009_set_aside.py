"""What was set aside among refused files, and the index that finds an account's files of a day."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLE = "mises_de_cote"


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    id_ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        TABLE,
        sa.Column("id", id_, primary_key=True),
        sa.Column("deposit_id", id_, sa.ForeignKey("deposits.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("aside", sa.Boolean, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("mises_de_cote_of_place", TABLE, ["deposit_id", "position"])
    op.create_index("deposits_of_drop", "deposits", ["drop_name", "received_at"])
    _only_grows(TABLE, sqlite=sqlite)


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
