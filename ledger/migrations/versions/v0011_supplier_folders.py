"""The folder of each supplier in the folders of recipients that want one, named once."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLE = "dossiers_fournisseurs"


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        TABLE,
        sa.Column("supplier", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
    )
    for verb in ("DELETE", "UPDATE"):
        body = (
            f"BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no {verb} on {TABLE}'); END"
            if sqlite
            else "FOR EACH ROW EXECUTE FUNCTION navette_only_grows()"
        )
        op.execute(f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} {body}")
    if not sqlite:
        op.execute(
            f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION navette_only_grows()"
        )


def downgrade() -> None:
    raise NotImplementedError("the ledger only goes forward: restore a backup")
