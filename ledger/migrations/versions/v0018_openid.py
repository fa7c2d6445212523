"""Identities of OpenID Connect providers, what browsers were sent to a provider with, and identities that wait to be
linked.
"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    id_ = sa.BigInteger().with_variant(sa.Integer, "sqlite")

    def text(*names: str) -> list[sa.Column[str]]:
        return [sa.Column(name, sa.Text, nullable=False) for name in names]

    def moment(name: str, nullable: bool = False) -> sa.Column[datetime]:
        return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)

    def compte(nullable: bool = False) -> sa.Column[int]:
        return sa.Column("compte_id", id_, sa.ForeignKey("comptes_portail.id"), nullable=nullable)

    def key(name: str) -> sa.Column[str]:
        return sa.Column(name, sa.Text, primary_key=True)

    op.create_table("identites_openid", key("issuer"), key("sub"), compte(), moment("linked_at"))
    op.create_index("identites_openid_of_compte", "identites_openid", ["compte_id"])
    op.create_table(
        "demandes_openid",
        key("digest"),
        *text("browser", "after"),
        compte(nullable=True),
        moment("until"),
        moment("used_at", nullable=True),
    )
    op.create_table(
        "liaisons_openid",
        key("digest"),
        compte(),
        *text("issuer", "sub", "after"),
        moment("until"),
        moment("used_at", nullable=True),
    )
    for table in ("demandes_openid", "liaisons_openid"):
        op.create_index(f"{table}_until", table, ["until"])


def downgrade() -> None:
    raise NotImplementedError("the ledger only goes forward: restore a backup")
