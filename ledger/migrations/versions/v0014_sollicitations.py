"""Questions about invoices and deposited files, and their messages."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLE, MESSAGES = "sollicitations", "messages_sollicitations"


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    id_ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    sides = (f"{cote}_{part}" for cote in ("emetteur", "destinataire") for part in ("role", "structure", "service", "nom"))
    op.create_table(
        TABLE,
        sa.Column("id", id_, primary_key=True),
        sa.Column("invoice_id", id_, sa.ForeignKey("documents.id")),
        sa.Column("deposit_id", id_, sa.ForeignKey("deposits.id")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("motif", *sides, "etat")),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in ("asked_at", "changed_at")),
    )
    for cote in ("emetteur", "destinataire"):
        op.create_index(f"{TABLE}_of_{cote}", TABLE, [f"{cote}_structure", "id"])
    for what in ("invoice", "deposit"):
        there = sa.text(f"{what}_id IS NOT NULL")
        op.create_index(f"{TABLE}_of_{what}", TABLE, [f"{what}_id"], sqlite_where=there, postgresql_where=there)
    op.create_table(
        MESSAGES,
        sa.Column("id", id_, primary_key=True),
        sa.Column("sollicitation_id", id_, sa.ForeignKey(f"{TABLE}.id"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("compte_id", id_, sa.ForeignKey("comptes_portail.id"), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("cote", "texte", "etat", "form")),
        sa.UniqueConstraint("compte_id", "form", name=f"{MESSAGES}_once"),
    )
    op.create_index(f"{MESSAGES}_of", MESSAGES, ["sollicitation_id"])
    for table, verb in ((TABLE, "DELETE"), (MESSAGES, "DELETE"), (MESSAGES, "UPDATE")):
        _refused(table, verb, sqlite=sqlite)


def _refused(table: str, verb: str, *, sqlite: bool) -> None:
    body = (
        f"BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no {verb} on {table}'); END"
        if sqlite
        else "FOR EACH ROW EXECUTE FUNCTION navette_only_grows()"
    )
    op.execute(f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {body}")
    if not sqlite and verb == "DELETE":
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION navette_only_grows()"
        )


def downgrade() -> None:
    raise NotImplementedError("the ledger only goes forward: restore a backup")
