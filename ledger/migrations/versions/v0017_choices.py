"""What accounts of the portal choose: searches they save, and what they are told by mail."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    id_ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "recherches_portail",
        sa.Column("id", id_, primary_key=True),
        sa.Column("compte_id", id_, sa.ForeignKey("comptes_portail.id"), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("espace", "name", "query")),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("ended_at", moment),
    )
    op.create_index("recherches_portail_of_compte", "recherches_portail", ["compte_id", "espace"])
    op.create_table(
        "abonnements_portail",
        sa.Column(
            "compte_id", id_, sa.ForeignKey("comptes_portail.id"), primary_key=True, autoincrement=False
        ),
        sa.Column("notices", sa.Text, nullable=False),
        sa.Column("since", moment, nullable=False),
    )


def downgrade() -> None:
    raise NotImplementedError("the ledger only goes forward: restore a backup")
