"""The follow-up of invoices: statuses from recipients, works dossiers, complements, deadlines, search, retention."""

import unicodedata
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)
NEVER_CHANGED = ("actions", "links", "status_lines", "complements")
AMOUNTS = (("montant_ht", "ht_cents"), ("montant_ttc", "ttc_cents"), ("montant_a_payer", "due_cents"))
SOMETIMES = ("numero_engagement", "numero_marche", "moe", "valideur_1", "valideur_2")
LARGEST = 9 * 10**17
PAGE = 5_000
WORKS = {
    "MISE_A_DISPOSITION_MOE": "A4 A7 A10 A13 A14",
    "MISE_A_DISPOSITION_MOA": "A5 A15 A17 A22",
    "MISE_A_DISPOSITION_FOURNISSEUR": "A18 A20",
    "MISE_A_DISPOSITION": "A6 A8 A16 A19 A23 A24 A25",
}
"""Cadres of works by the status of a delivered piece; until here MISE_A_DISPOSITION was said of all."""


def upgrade() -> None:
    _columns()
    _indexes()
    _links()
    _actions()
    _status_lines()
    _complements()
    _visits()
    _refusals()
    _search()
    _fill_suppliers()
    _fill_cents()
    _fill_available()
    _fill_works()


def downgrade() -> None:
    raise NotImplementedError("the ledger only goes forward: restore a backup")


def _columns() -> None:
    op.add_column("deposits", sa.Column("kind", sa.Text, nullable=False, server_default="factures"))
    for name in ("motif_codes", "mandat"):
        op.add_column("events", sa.Column(name, sa.Text, nullable=False, server_default=sa.text("''")))
    op.add_column("events", sa.Column("said_at", MOMENT))
    op.add_column("documents", sa.Column("dossier_id", ID))
    for name in ("valideur_1", "valideur_2", "moe"):
        op.add_column("documents", sa.Column(name, sa.Text))
    for _, name in AMOUNTS:
        op.add_column("documents", sa.Column(name, ID))
    for name in ("available_at", "downloaded_at"):
        op.add_column("documents", sa.Column(name, MOMENT))
    op.add_column("documents", sa.Column("mandat", sa.Text))
    for table in ("documents", "deposits"):
        op.add_column(table, sa.Column("archived_at", MOMENT))
        op.add_column(table, sa.Column("archived_as", sa.Text))
    op.create_index("deposits_bytes", "deposits", ["sha256"])
    _untaken()


def _untaken() -> None:
    rest = "AND downloaded_at IS NULL AND available_at IS NOT NULL"
    op.create_index(
        "documents_untaken",
        "documents",
        ["available_at"],
        sqlite_where=sa.text(f"integrated = 1 {rest}"),
        postgresql_where=sa.text(f"integrated {rest}"),
    )


def _indexes() -> None:
    for name, table, column, condition in (
        ("documents_of_dossier", "documents", "dossier_id", "dossier_id IS NOT NULL"),
        ("documents_to_validate", "documents", "invoice_id", "status IN ('A_VALIDER_1', 'A_VALIDER_2')"),
    ):
        where = sa.text(condition)
        op.create_index(name, table, [column], sqlite_where=where, postgresql_where=where)


def _invoice(name: str = "invoice_id", *, primary_key: bool = False) -> sa.Column[int]:
    return sa.Column(name, ID, sa.ForeignKey("documents.id"), primary_key=primary_key, nullable=False)


def _search() -> None:
    """What invoices are looked for by; the moments and words of what the ledger already holds are filled in."""
    op.create_table(
        "fournisseurs",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("siret", "tva", "nom_sought")),
        sa.UniqueConstraint("siret", "tva", "nom_sought", name="fournisseurs_once"),
    )
    op.add_column("documents", sa.Column("fournisseur_id", ID))
    op.drop_index("documents_number", "documents")
    in_order = ["deposited_at", "invoice_id"]
    op.create_index("documents_number", "documents", ["number_sought", *in_order, "current"])
    asked = ["current", "integrated", "number_sought", "status", "route_code_service", "cadre_facturation"]
    asked += ["ttc_cents", "ht_cents"]
    op.drop_index("documents_of_structure", "documents")
    op.create_index("documents_of_structure", "documents", ["route_siret", *in_order, *asked])
    op.create_index("documents_dated", "documents", ["date_facture", *in_order, "current", "number_sought"])
    op.create_index("documents_of_fournisseur", "documents", ["fournisseur_id", *in_order])
    for name, columns, condition in (
        ("documents_open", ["status", *in_order], "status != 'MISE_EN_PAIEMENT'"),
        ("documents_of_cadre", ["cadre_facturation"], "cadre_facturation != 'A1'"),
        ("documents_of_type", ["type_facture"], "type_facture != '380'"),
        ("documents_unrouted", ["siret_destinataire"], "route_siret IS NULL"),
        *((f"documents_{each}", [each], f"{each} IS NOT NULL") for each in SOMETIMES),
    ):
        where = sa.text(condition)
        op.create_index(name, "documents", columns, sqlite_where=where, postgresql_where=where)
    for name, column in (
        ("documents_changed", "changed_at"),
        ("documents_ttc", "ttc_cents"),
        ("documents_ht", "ht_cents"),
    ):
        op.create_index(name, "documents", [column])


def _links() -> None:
    op.create_table("links", _invoice(primary_key=True), _invoice("previous_id", primary_key=True))
    op.create_index("links_back", "links", ["previous_id"])


def _actions() -> None:
    op.create_table(
        "actions",
        sa.Column("id", ID, primary_key=True),
        _invoice(),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
    )
    op.create_index("actions_of_invoice", "actions", ["invoice_id"])


def _status_lines() -> None:
    op.create_table(
        "status_lines",
        sa.Column("deposit_id", ID, sa.ForeignKey("deposits.id"), primary_key=True),
        sa.Column("rank", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("outcome", "code", "number")),
        sa.Column("invoice_id", ID),
        *(sa.Column(name, sa.Text) for name in ("before", "after")),
    )


def _complements() -> None:
    op.create_table(
        "complements",
        sa.Column("deposit_id", ID, sa.ForeignKey("deposits.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        _invoice(),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name", "sha256", "location")),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_index("complements_of_invoice", "complements", ["invoice_id"])
    op.create_index("complements_bytes", "complements", ["sha256"])


def _visits() -> None:
    op.create_table(
        "visits",
        sa.Column("reader", sa.Text, primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("mark", sa.Text),
    )


def _refusals() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in NEVER_CHANGED:
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


def _fill_suppliers() -> None:
    """Whose invoice each document is, of what the ledger already holds."""
    bind = op.get_bind()
    asked = ("siret_fournisseur", "tva_fournisseur", "nom_fournisseur")
    documents = sa.table("documents", *(sa.column(name) for name in ("id", "fournisseur_id", *asked)))
    suppliers = sa.table("fournisseurs", *(sa.column(name) for name in ("id", "siret", "tva", "nom_sought")))
    change = sa.update(documents).where(documents.c.id == sa.bindparam("row")).values(fournisseur_id=sa.bindparam("of"))
    ids: dict[tuple[str, str, str], int] = {}
    last = 0
    while rows := bind.execute(
        sa.select(documents.c.id, *(documents.c[name] for name in asked))
        .where(documents.c.id > last)
        .order_by(documents.c.id)
        .limit(PAGE)
    ).all():
        last, before = rows[-1][0], len(ids)
        identities = [(row[0], (_indexed(row[1]), _indexed(row[2]), _indexed(_folded(row[3])))) for row in rows]
        named = [(id_, one) for id_, one in identities if any(one)]
        whose = [{"row": id_, "of": ids.setdefault(one, len(ids) + 1)} for id_, one in named]
        fresh = [(id_, one) for one, id_ in list(ids.items())[before:]]
        suppliers_rows = [_supplier(id_, *one) for id_, one in fresh]
        for statement, values in ((sa.insert(suppliers), suppliers_rows), (change, whose)):
            if values:
                bind.execute(statement, values)


def _supplier(id_: int, siret: str, tva: str, nom: str) -> dict[str, object]:
    return {"id": id_, "siret": siret, "tva": tva, "nom_sought": nom}


def _folded(name: str | None) -> str:
    bare = unicodedata.normalize("NFKD", (name or "").replace("\u2019", "'").casefold())
    return " ".join("".join(char for char in bare if not unicodedata.combining(char)).split())


def _indexed(text: str | None) -> str:
    kept = text or ""
    return kept if len(kept) <= 200 else f"{kept[:135]}#{sha256(kept.encode()).hexdigest()}"


def _fill_cents() -> None:
    """Amounts in cents of what the ledger already holds."""
    bind = op.get_bind()
    names = [name for name, _ in AMOUNTS]
    documents = sa.table("documents", sa.column("id"), *(sa.column(n) for pair in AMOUNTS for n in pair))
    last = 0
    while rows := bind.execute(
        sa.select(documents.c.id, *(documents.c[name] for name in names))
        .where(documents.c.id > last)
        .order_by(documents.c.id)
        .limit(PAGE)
    ).all():
        change = sa.update(documents).where(documents.c.id == sa.bindparam("row"))
        values: dict[str, sa.BindParameter[int]] = {cents: sa.bindparam(f"new_{cents}") for _, cents in AMOUNTS}
        bind.execute(
            change.values(values),
            [
                {"row": row[0], **{f"new_{c}": _cents(v) for (_, c), v in zip(AMOUNTS, row[1:], strict=True)}}
                for row in rows
            ],
        )
        last = rows[-1][0]


def _fill_available() -> None:
    """When the addressee of the version that stands first had it."""
    born = "SELECT max(b.id) FROM events b WHERE b.invoice_id = documents.invoice_id AND b.status = 'DEPOSEE'"
    op.execute(
        "UPDATE documents SET available_at = (SELECT min(e.at) FROM events e "
        "WHERE e.invoice_id = documents.invoice_id AND e.status = 'MISE_A_DISPOSITION' "
        f"AND e.id > ({born})) WHERE integrated"  # noqa: S608
    )


def _fill_works() -> None:
    """Each works piece begins a dossier; what its MOE, MOA or fournisseur has gets the status that says so."""
    for status, cadres in WORKS.items():
        listed = ", ".join(f"'{cadre}'" for cadre in cadres.split())
        mine = f"integrated AND cadre_facturation IN ({listed})"
        op.execute(f"UPDATE documents SET dossier_id = invoice_id WHERE {mine}")  # noqa: S608
        if status == "MISE_A_DISPOSITION":
            continue
        mine += " AND status = 'MISE_A_DISPOSITION'"
        op.execute(
            "INSERT INTO events (invoice_id, status, at, actor, motif) "  # noqa: S608
            f"SELECT invoice_id, '{status}', status_at, 'navette', '' FROM documents WHERE {mine} ORDER BY id"
        )
        op.execute(f"UPDATE documents SET status = '{status}' WHERE {mine}")  # noqa: S608


def _cents(amount: str | None) -> int | None:
    try:
        value = Decimal(amount or "")
        if abs(value) > Decimal(LARGEST) / 100:
            return None
        return int(value.quantize(Decimal("0.01"), ROUND_HALF_UP).scaleb(2))
    except (InvalidOperation, ValueError, OverflowError):
        return None
