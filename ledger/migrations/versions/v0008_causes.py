"""Behind which other finding each finding is; those of before are grouped by their field."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("findings", sa.Column("behind", sa.Text))


def downgrade() -> None:
    raise NotImplementedError("the ledger only goes forward: restore a backup")
