"""Since when each effect is to do; the mark of the content store; when runs began; ids of events by the database."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.add_column("outbox", sa.Column("added_at", MOMENT))
    op.execute("UPDATE outbox SET added_at = changed_at WHERE state <> 'done'")
    op.create_table(
        "stores",
        sa.Column("mark", sa.Text, primary_key=True),
        sa.Column("since", MOMENT, nullable=False),
    )
    op.create_table(
        "runs",
        sa.Column("id", ID, primary_key=True),
        sa.Column("drop_name", sa.Text),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table, verb in (("stores", "DELETE"), ("stores", "UPDATE"), ("runs", "DELETE")):
        body = (
            f"BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no {verb} on {table}'); END"
            if sqlite
            else "FOR EACH ROW EXECUTE FUNCTION navette_only_grows()"
        )
        op.execute(f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {body}")
    if not sqlite:
        # Earlier versions counted the ids of events themselves, and left the database's own count behind.
        op.execute(
            "SELECT setval(pg_get_serial_sequence('events', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM events), false)"
        )


def downgrade() -> None:
    raise NotImplementedError("the ledger only goes forward: restore a backup")
