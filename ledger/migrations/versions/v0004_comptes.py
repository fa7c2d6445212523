"""Accounts that suppliers asked to be paid on, as digests; which pack a finding is of, and where it was found."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
TABLE = "comptes"


def upgrade() -> None:
    for name in ("pack", "term", "value", "path"):
        op.add_column("findings", sa.Column(name, sa.Text))
    op.add_column("findings", sa.Column("line", sa.Integer))
    op.create_table(
        TABLE,
        sa.Column("supplier", sa.Text, primary_key=True),
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("ending", sa.Text, nullable=False),
        sa.Column("since", MOMENT, nullable=False),
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
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
