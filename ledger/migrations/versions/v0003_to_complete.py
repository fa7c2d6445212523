"""Invoices that wait to be completed: what their page was read doubtfully for, and what was supplied by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)
NEVER_CHANGED = ("doubts", "corrections")


def upgrade() -> None:
    op.add_column("findings", sa.Column("lifted_at", MOMENT))
    _doubts()
    _corrections()
    _waiting()
    _refusals()


def downgrade() -> None:
    raise NotImplementedError("the ledger only goes forward: restore a backup")


def _doubts() -> None:
    op.create_table(
        "doubts",
        sa.Column("deposit_id", ID, sa.ForeignKey("deposits.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("field", sa.Text, primary_key=True),
        sa.Column("rank", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text),
        sa.Column("page", sa.Integer),
        *(sa.Column(name, sa.Double) for name in ("box_left", "box_top", "box_right", "box_bottom", "confidence")),
        sa.Column("label", sa.Text),
    )


def _corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", ID, primary_key=True),
        sa.Column("document_id", ID, sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("old", sa.Text),
        sa.Column("new", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("corrections_of_document", "corrections", ["document_id"])


def _waiting() -> None:
    where = sa.text("status = 'A_COMPLETER'")
    op.create_index(
        "documents_waiting",
        "documents",
        ["key_supplier", "key_year", "key_number"],
        sqlite_where=where,
        postgresql_where=where,
    )


def _refusals() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in NEVER_CHANGED:
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
