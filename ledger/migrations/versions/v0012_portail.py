"""The accounts of the portal: who they are, what they are attached to, what they may do, and the journal of it all."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

JOURNAL = "journal_portail"


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    id_ = sa.BigInteger().with_variant(sa.Integer, "sqlite")

    def text(*names: str) -> list[sa.Column[str]]:
        return [sa.Column(name, sa.Text, nullable=False) for name in names]

    def moment(name: str, nullable: bool = False) -> sa.Column[datetime]:
        return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)

    def compte(primary_key: bool = False) -> sa.Column[int]:
        owner = sa.ForeignKey("comptes_portail.id")
        return sa.Column("compte_id", id_, owner, nullable=False, primary_key=primary_key)

    def key(name: str) -> sa.Column[str]:
        return sa.Column(name, sa.Text, primary_key=True)

    op.create_table(
        "comptes_portail",
        sa.Column("id", id_, primary_key=True),
        *text("courriel", "courriel_sought", "prenom", "nom", "mot_de_passe", "etat", "qualite", "locale"),
        moment("created_at"),
        sa.UniqueConstraint("courriel_sought", name="comptes_portail_once"),
    )
    op.create_table(
        "liens_portail", key("digest"), compte(), *text("purpose"), moment("until"), moment("used_at", nullable=True)
    )
    op.create_table(
        "sessions_portail",
        key("digest"),
        compte(),
        *text("csrf"),
        *(moment(name) for name in ("begun_at", "seen_at")),
        moment("ended_at", nullable=True),
        *text("address"),
    )
    for table in ("liens_portail", "sessions_portail"):
        op.create_index(f"{table}_of_compte", table, ["compte_id"])
    op.create_table(
        "rattachements",
        compte(primary_key=True),
        key("structure"),
        *text("role", "etat", "message"),
        moment("changed_at"),
    )
    op.create_index("rattachements_of_structure", "rattachements", ["structure"])
    op.create_table(
        "habilitations",
        compte(primary_key=True),
        *(key(name) for name in ("structure", "service", "espace")),
        *text("droit"),
        moment("changed_at"),
    )
    op.create_table(
        "structures_declarees",
        key("identifier"),
        *text("raison_sociale", "adresse"),
        compte(),
        moment("declared_at"),
    )
    op.create_table(
        "cles_api",
        sa.Column("id", id_, primary_key=True),
        *text("digest"),
        compte(),
        *text("prefix", "name", "droit"),
        *(moment(name) for name in ("created_at", "until")),
        moment("ended_at", nullable=True),
        sa.UniqueConstraint("digest", name="cles_api_once"),
    )
    op.create_index("cles_api_of_compte", "cles_api", ["compte_id"])
    op.create_table("essais_portail", key("subject"), moment("since"), sa.Column("tries", sa.Integer, nullable=False))
    op.create_table(
        JOURNAL,
        sa.Column("id", id_, primary_key=True),
        moment("at"),
        *text("entry"),
        sa.Column("compte_id", id_),
        *text("actor", "structure", "address", "detail"),
    )
    for column in ("compte_id", "structure"):
        op.create_index(f"{JOURNAL}_of_{column.removesuffix('_id')}", JOURNAL, [column, "id"])
    _only_grows(JOURNAL, sqlite=sqlite)
    whole = sa.text("siret_fournisseur IS NULL")
    op.create_index(
        "documents_of_company",
        "documents",
        ["key_supplier", "deposited_at", "invoice_id"],
        sqlite_where=whole,
        postgresql_where=whole,
    )


def _only_grows(table: str, *, sqlite: bool) -> None:
    for verb in ("DELETE", "UPDATE"):
        body = (
            f"BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no {verb} on {table}'); END"
            if sqlite
            else "FOR EACH ROW EXECUTE FUNCTION navette_only_grows()"
        )
        op.execute(f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {body}")
    if not sqlite:
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION navette_only_grows()"
        )


def downgrade() -> None:
    raise NotImplementedError("the ledger only goes forward: restore a backup")
