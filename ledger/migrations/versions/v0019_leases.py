"""Leases of who is at work, renewed while they work, and claims of documents that are being decided on.

Tasks claimed by an earlier version are free from here on: their runs, if any is still at work, may mark them done.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "leases",
        sa.Column("holder", sa.Text, primary_key=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "claims",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("holder", sa.Text, nullable=False),
    )
    op.create_index("claims_of_holder", "claims", ["holder"])
    op.execute("UPDATE outbox SET holder = NULL, due_at = changed_at WHERE state = 'todo' AND holder IS NOT NULL")
    op.execute("UPDATE outbox SET holder = NULL WHERE holder IS NOT NULL")
    held = sa.text("holder IS NOT NULL")
    op.create_index("outbox_held", "outbox", ["holder"], sqlite_where=held, postgresql_where=held)


def downgrade() -> None:
    raise NotImplementedError("the ledger only goes forward: restore a backup")
