"""Drafts of deposits made in the portal."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    id_ = sa.BigInteger().with_variant(sa.Integer, "sqlite")

    def text(*names: str) -> list[sa.Column[str]]:
        return [sa.Column(name, sa.Text, nullable=False) for name in names]

    op.create_table(
        "brouillons",
        sa.Column("id", id_, primary_key=True),
        sa.Column("compte_id", id_, sa.ForeignKey("comptes_portail.id"), nullable=False),
        *text("structure", "source"),
        sa.Column("cle", sa.Text),
        *text("name"),
        sa.Column("size", id_, nullable=False),
        *text("sha256", "location", "entries", "reason", "etat"),
        sa.Column("deposit_id", id_, sa.ForeignKey("deposits.id")),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("compte_id", "cle", name="brouillons_once"),
        sa.UniqueConstraint("deposit_id", name="brouillons_of_deposit"),
    )
    op.create_index("brouillons_of_compte", "brouillons", ["compte_id", "etat", "changed_at"])


def downgrade() -> None:
    raise NotImplementedError("the ledger only goes forward: restore a backup")
