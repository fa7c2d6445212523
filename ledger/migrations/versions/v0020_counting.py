"""Indexes for what is counted on each page: what a structure has not paid, its works pieces, what is of a service."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None
TABLE = "documents"


def upgrade() -> None:
    in_order = ["deposited_at", "invoice_id"]
    known = ["current", "integrated", "number_sought"]
    amounts = ["ttc_cents", "ht_cents"]
    op.drop_index("documents_of_structure", TABLE)
    more = ["status", "route_code_service", "cadre_facturation", *amounts, "fournisseur_id", "changed_at"]
    op.create_index("documents_of_structure", TABLE, ["route_siret", *in_order, *known, *more, "downloaded_at"])

    def partial(name: str, columns: list[str], condition: str) -> None:
        where = sa.text(condition)
        op.create_index(name, TABLE, columns, sqlite_where=where, postgresql_where=where)

    mine = [*in_order, *known, "route_code_service"]
    not_paid = ["route_siret", "status", *mine, "cadre_facturation", "fournisseur_id"]
    partial("documents_open_of_structure", not_paid, "status != 'MISE_EN_PAIEMENT'")
    rare = ["route_siret", "cadre_facturation", *mine, "status"]
    partial("documents_rare_of_structure", rare, "cadre_facturation != 'A1'")
    of_service = ["route_code_service", *in_order, "current", "number_sought"]
    partial("documents_of_service", of_service, "route_code_service IS NOT NULL")
    partial("documents_unrouted_service", ["code_service", *in_order], "route_siret IS NULL")
    partial("documents_archived", ["archived_at"], "archived_at IS NOT NULL")


def downgrade() -> None:
    raise NotImplementedError("the ledger only goes forward: restore a backup")
