"""The first ledger: deposits, documents, findings, events, certificates, outbox, and what may never change."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)
FIELDS = (
    "numero_facture",
    "type_facture",
    "date_facture",
    "devise",
    "siret_fournisseur",
    "tva_fournisseur",
    "nom_fournisseur",
    "siret_destinataire",
    "nom_destinataire",
    "code_service",
    "numero_engagement",
    "numero_marche",
    "cadre_facturation",
    "montant_ht",
    "montant_tva",
    "montant_ttc",
    "montant_a_payer",
    "numero_facture_origine",
)
NEVER_DELETED = ("deposits", "documents", "findings", "events", "certificates")
NEVER_UPDATED = ("events", "certificates")


def upgrade() -> None:
    _deposits()
    _documents()
    _findings()
    _events()
    _certificates()
    _outbox()
    _refusals()


def downgrade() -> None:
    raise NotImplementedError("the ledger only goes forward: restore a backup")


def _text(*names: str, nullable: bool = False) -> tuple[sa.Column[str], ...]:
    return tuple(sa.Column(name, sa.Text, nullable=nullable) for name in names)


def _where(sqlite: str, postgresql: str | None = None) -> dict[str, Any]:
    return {"sqlite_where": sa.text(sqlite), "postgresql_where": sa.text(postgresql or sqlite)}


def _deposits() -> None:
    op.create_table(
        "deposits",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        *_text("drop_name", "name"),
        sa.Column("size", ID, nullable=False),
        sa.Column("modified", sa.Double, nullable=False),
        *_text("sha256", "location"),
        sa.Column("received_at", MOMENT, nullable=False),
        *_text("status"),
        sa.Column("taken", sa.Boolean, nullable=False),
    )
    op.create_index(
        "deposits_standing",
        "deposits",
        ["drop_name", "name", "size", "modified", "sha256"],
        unique=True,
        **_where("taken = 0", "NOT taken"),
    )
    op.create_index("deposits_undecided", "deposits", ["id"], **_where("status = 'IN_RECU'"))


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("invoice_id", ID, sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("integrated", sa.Boolean, nullable=False),
        sa.Column("deposit_id", ID, sa.ForeignKey("deposits.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        *_text("drop_name"),
        *_text("member", nullable=True),
        *_text("sha256", "location", "format"),
        *_text("profile", nullable=True),
        *_text("disposition"),
        sa.Column("doubles", ID),
        sa.Column("key_year", sa.Integer),
        *_text("key_supplier", "key_number", "number_sought", *FIELDS, nullable=True),
        *_text("route_siret", "route_raison_sociale", "route_code_service", "route_nom_service", nullable=True),
        *_text("status", nullable=True),
        sa.Column("status_at", MOMENT),
        *_text("motif"),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("deposited_at", MOMENT, nullable=False),
        *_text("certificate", nullable=True),
        sa.UniqueConstraint("deposit_id", "position", name="documents_once"),
    )
    key = ["key_supplier", "key_year", "key_number"]
    op.create_index("documents_unique", "documents", key, unique=True, **_where("integrated = 1", "integrated"))
    for name, columns in (
        ("documents_of_invoice", ["invoice_id"]),
        ("documents_bytes", ["sha256"]),
        ("documents_number", ["number_sought"]),
        ("documents_of_drop", ["drop_name", "deposited_at", "invoice_id"]),
        ("documents_of_structure", ["route_siret", "deposited_at", "invoice_id"]),
        ("documents_in_order", ["deposited_at", "invoice_id"]),
    ):
        op.create_index(name, "documents", columns)


def _findings() -> None:
    op.create_table(
        "findings",
        sa.Column("deposit_id", ID, sa.ForeignKey("deposits.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("rank", sa.Integer, primary_key=True),
        *_text("code", "severity", "level"),
        *_text("field", nullable=True),
        *_text("message_fr", "message_en", "remedy_fr", "remedy_en"),
    )
    op.create_index("findings_own", "findings", ["deposit_id"], **_where("position = -1"))


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", ID, primary_key=True),
        sa.Column("invoice_id", ID, sa.ForeignKey("documents.id"), nullable=False),
        *_text("status"),
        sa.Column("at", MOMENT, nullable=False),
        *_text("actor", "motif"),
    )
    op.create_index("events_of_invoice", "events", ["invoice_id"])


def _certificates() -> None:
    op.create_table(
        "certificates",
        sa.Column("sequence", ID, primary_key=True, autoincrement=False),
        *_text("number"),
        sa.Column("document_id", ID, sa.ForeignKey("documents.id"), nullable=False),
        *_text("canonical"),
        sa.UniqueConstraint("number", name="certificates_number"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", ID, primary_key=True),
        *_text("effect"),
        sa.Column("subject", ID, nullable=False),
        *_text("target", "state"),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        *_text("holder", nullable=True),
        *_text("reason"),
        sa.Column("changed_at", MOMENT, nullable=False),
    )
    todo = _where("state = 'todo'")
    op.create_index("outbox_due", "outbox", ["effect", "due_at"], **todo)
    op.create_index("outbox_of_target", "outbox", ["effect", "target", "due_at"], **todo)
    op.create_index("outbox_dead", "outbox", ["id"], **_where("state = 'dead'"))


def _refusals() -> None:
    """Triggers: what happened cannot be made not to have happened, even by hand."""
    refused = [(table, "DELETE") for table in NEVER_DELETED] + [(table, "UPDATE") for table in NEVER_UPDATED]
    if op.get_bind().dialect.name == "sqlite":
        for table, verb in refused:
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'the ledger only grows: no {verb} on {table}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION navette_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'the ledger only grows: no % on %', TG_OP, TG_TABLE_NAME; END $$"
    )
    for table, verb in refused:
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION navette_only_grows()"
        )
    for table in NEVER_DELETED:
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION navette_only_grows()"
        )
