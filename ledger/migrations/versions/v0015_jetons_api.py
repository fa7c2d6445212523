"""Tokens that programs get for their keys."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    id_ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "jetons_api",
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("key_id", id_, sa.ForeignKey("cles_api.id"), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    raise NotImplementedError("the ledger only goes forward: restore a backup")
