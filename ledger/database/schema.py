"""The tables. ``migrations/`` builds them; a test holds the two equal.

Nothing is ever deleted but ``leases`` and ``claims``, which say who is at work now; what happened (``events``,
``certificates``, ``actions``, ``links``, ``status_lines``, ``complements``, ``doubts``, ``corrections``, ``comptes``,
``reglements``, ``ventilations``, ``messages_sollicitations``) is never updated: triggers refuse it.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)

from domain.invoice import FIELDS
from ledger.database.column_types import Id, Moment, Name

metadata = MetaData()

deposits = Table(
    "deposits",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("drop_name", Text, nullable=False),
    Column("name", Name, nullable=False),
    Column("size", Id, nullable=False),
    Column("modified", Double, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("location", Text, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("status", Text, nullable=False),
    Column("taken", Boolean, nullable=False),
    Column("kind", Text, nullable=False, server_default="factures"),
    Column("archived_at", Moment),
    Column("archived_as", Text),
)
"""``archived_at``: when the bytes left by the retention rule; ``archived_as``: how
(:mod:`ledger.retention.departures`).
"""
Index("deposits_bytes", deposits.c.sha256)
Index("deposits_of_drop", deposits.c.drop_name, deposits.c.received_at)
Index(
    "deposits_standing",
    *(deposits.c[name] for name in ("drop_name", "name", "size", "modified", "sha256")),
    unique=True,
    sqlite_where=text("taken = 0"),
    postgresql_where=text("NOT taken"),
)
UNDECIDED = deposits.c.status == literal_column("'IN_RECU'")
"""A literal, not a parameter: only then an engine can use the index below."""
Index("deposits_undecided", deposits.c.id, sqlite_where=UNDECIDED, postgresql_where=UNDECIDED)

fournisseurs = Table(
    "fournisseurs",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("siret", Text, nullable=False),
    Column("tva", Text, nullable=False),
    Column("nom_sought", Text, nullable=False),
    UniqueConstraint("siret", "tva", "nom_sought", name="fournisseurs_once"),
)
"""Every supplier as documents wrote it, so that a piece of a name is looked for among thousands of names and not
among millions of invoices. ``nom_sought`` is :func:`ledger.database.column_types.folded`."""

documents = Table(
    "documents",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("invoice_id", Id, ForeignKey("documents.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("integrated", Boolean, nullable=False),
    Column("deposit_id", Id, ForeignKey("deposits.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("drop_name", Text, nullable=False),
    Column("member", Name),
    Column("sha256", Text, nullable=False),
    Column("location", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("profile", Text),
    Column("disposition", Text, nullable=False),
    Column("doubles", Id),
    Column("key_year", Integer),
    Column("key_supplier", Text),
    Column("key_number", Text),
    Column("number_sought", Text),
    *(Column(name, Text) for name in FIELDS),
    Column("route_siret", Text),
    Column("route_raison_sociale", Text),
    Column("route_code_service", Text),
    Column("route_nom_service", Text),
    Column("status", Text),
    Column("status_at", Moment),
    Column("motif", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("deposited_at", Moment, nullable=False),
    Column("certificate", Text),
    Column("dossier_id", Id),
    Column("valideur_1", Text),
    Column("valideur_2", Text),
    Column("moe", Text),
    Column("fournisseur_id", Id),
    Column("ht_cents", Id),
    Column("ttc_cents", Id),
    Column("due_cents", Id),
    Column("available_at", Moment),
    Column("downloaded_at", Moment),
    Column("mandat", Text),
    Column("archived_at", Moment),
    Column("archived_as", Text),
    UniqueConstraint("deposit_id", "position", name="documents_once"),
)
"""One row for each document of each deposit, whatever was decided. An invoice that is recycled gets a second
row with the same ``invoice_id``: the last one is ``current``; ``integrated`` says it is a current invoice
that was accepted. ``changed_at`` is the moment of the status, or of the deposit when there is no status."""
_C = documents.c
Index(
    "documents_unique",
    *(_C.key_supplier, _C.key_year, _C.key_number),
    unique=True,
    sqlite_where=text("integrated = 1"),
    postgresql_where=text("integrated"),
)
Index("documents_of_invoice", _C.invoice_id)
Index("documents_bytes", _C.sha256)
Index("documents_number", _C.number_sought, _C.deposited_at, _C.invoice_id, _C.current)
Index("documents_of_drop", _C.drop_name, _C.deposited_at, _C.invoice_id)
Index(
    "documents_of_structure",
    *(_C.route_siret, _C.deposited_at, _C.invoice_id),
    *(_C.current, _C.integrated, _C.number_sought, _C.status, _C.route_code_service, _C.cadre_facturation),
    *(_C.ttc_cents, _C.ht_cents, _C.fournisseur_id, _C.changed_at, _C.downloaded_at),
)
Index("documents_in_order", _C.deposited_at, _C.invoice_id)
OPEN = _C.status != literal_column("'MISE_EN_PAIEMENT'")
RARE = _C.cadre_facturation != literal_column("'A1'")
SPECIAL = _C.type_facture != literal_column("'380'")
UNROUTED = _C.route_siret.is_(None)
_OF_STRUCTURE = (_C.deposited_at, _C.invoice_id, _C.current, _C.integrated, _C.number_sought, _C.route_code_service)
Index(
    "documents_open_of_structure",
    *(_C.route_siret, _C.status, *_OF_STRUCTURE, _C.cadre_facturation, _C.fournisseur_id),
    sqlite_where=OPEN,
    postgresql_where=OPEN,
)
Index(
    "documents_rare_of_structure",
    *(_C.route_siret, _C.cadre_facturation, *_OF_STRUCTURE, _C.status),
    sqlite_where=RARE,
    postgresql_where=RARE,
)
IN_SERVICE = _C.route_code_service.is_not(None)
Index(
    "documents_of_service",
    *(_C.route_code_service, _C.deposited_at, _C.invoice_id, _C.current, _C.number_sought),
    sqlite_where=IN_SERVICE,
    postgresql_where=IN_SERVICE,
)
Index(
    "documents_unrouted_service",
    *(_C.code_service, _C.deposited_at, _C.invoice_id),
    sqlite_where=UNROUTED,
    postgresql_where=UNROUTED,
)
Index("documents_unrouted", _C.siret_destinataire, sqlite_where=UNROUTED, postgresql_where=UNROUTED)
Index("documents_of_fournisseur", _C.fournisseur_id, _C.deposited_at, _C.invoice_id)
Index("documents_open", _C.status, _C.deposited_at, _C.invoice_id, sqlite_where=OPEN, postgresql_where=OPEN)
Index("documents_of_cadre", _C.cadre_facturation, sqlite_where=RARE, postgresql_where=RARE)
Index("documents_of_type", _C.type_facture, sqlite_where=SPECIAL, postgresql_where=SPECIAL)
Index("documents_changed", _C.changed_at)
Index("documents_dated", _C.date_facture, _C.deposited_at, _C.invoice_id, _C.current, _C.number_sought)
Index("documents_ttc", _C.ttc_cents)
Index("documents_ht", _C.ht_cents)
for _name in ("numero_engagement", "numero_marche", "moe", "valideur_1", "valideur_2"):
    _there = _C[_name].is_not(None)
    Index(f"documents_{_name}", _C[_name], sqlite_where=_there, postgresql_where=_there)
"""What invoices are searched by (:mod:`ledger.search.query`). What most invoices are (paid, of cadre A1, an ordinary
invoice) is not indexed: a scan in order finds it soon enough."""
WHOLE_COMPANY = _C.siret_fournisseur.is_(None)
Index(
    "documents_of_company",
    *(_C.key_supplier, _C.deposited_at, _C.invoice_id),
    sqlite_where=WHOLE_COMPANY,
    postgresql_where=WHOLE_COMPANY,
)
"""Invoices that name no establishment of their supplier."""
IN_DOSSIER = _C.dossier_id.is_not(None)
Index("documents_of_dossier", _C.dossier_id, sqlite_where=IN_DOSSIER, postgresql_where=IN_DOSSIER)
TO_VALIDATE = _C.status.in_([literal_column("'A_VALIDER_1'"), literal_column("'A_VALIDER_2'")])
Index("documents_to_validate", _C.invoice_id, sqlite_where=TO_VALIDATE, postgresql_where=TO_VALIDATE)
WAITING = _C.status == literal_column("'A_COMPLETER'")
Index(
    "documents_waiting",
    *(_C.key_supplier, _C.key_year, _C.key_number),
    sqlite_where=WAITING,
    postgresql_where=WAITING,
)
IN_ARCHIVES = _C.archived_at.is_not(None)
Index("documents_archived", _C.archived_at, sqlite_where=IN_ARCHIVES, postgresql_where=IN_ARCHIVES)
_UNTAKEN = "AND downloaded_at IS NULL AND available_at IS NOT NULL"
Index(
    "documents_untaken",
    _C.available_at,
    sqlite_where=text(f"integrated = 1 {_UNTAKEN}"),
    postgresql_where=text(f"integrated {_UNTAKEN}"),
)

findings = Table(
    "findings",
    metadata,
    Column("deposit_id", Id, ForeignKey("deposits.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("rank", Integer, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("code", "severity", "level")),
    Column("field", Text),
    *(Column(name, Text, nullable=False) for name in ("message_fr", "message_en", "remedy_fr", "remedy_en")),
    Column("lifted_at", Moment),
    *(Column(name, Text) for name in ("pack", "term", "value", "path", "behind")),
    Column("line", Integer),
)
"""What was found wrong with the document at ``position``, in order; see :data:`OWN`. ``lifted_at``: from when it does
not stand any more, the document having been completed and decided on again. ``behind`` is ``NULL`` for those of earlier
versions, whose cause was not looked for."""
OWN = -1
"""The ``position`` of findings about the deposited file itself."""
IS_OWN = findings.c.position == literal_column(str(OWN))
Index("findings_own", findings.c.deposit_id, sqlite_where=IS_OWN, postgresql_where=IS_OWN)

mises_de_cote = Table(
    "mises_de_cote",
    metadata,
    Column("id", Id, primary_key=True),
    Column("deposit_id", Id, ForeignKey("deposits.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("aside", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("reason", Text, nullable=False),
)
"""Who set a refused document aside (``position`` :data:`OWN`: the file itself), or took it up again (not ``aside``),
when and why; of a place, the last row is in force.
"""
Index("mises_de_cote_of_place", mises_de_cote.c.deposit_id, mises_de_cote.c.position)

dossiers_fournisseurs = Table(
    "dossiers_fournisseurs",
    metadata,
    Column("supplier", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("since", Moment, nullable=False),
)
"""The folder of each supplier (by ``documents.key_supplier``) at recipients that want one, named once."""

events = Table(
    "events",
    metadata,
    Column("id", Id, primary_key=True),
    Column("invoice_id", Id, ForeignKey("documents.id"), nullable=False),
    Column("status", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("motif", Text, nullable=False),
    Column("motif_codes", Text, nullable=False, server_default=text("''")),
    Column("mandat", Text, nullable=False, server_default=text("''")),
    Column("said_at", Moment),
)
"""``motif_codes`` are separated by blanks."""
Index("events_of_invoice", events.c.invoice_id)

links = Table(
    "links",
    metadata,
    Column("invoice_id", Id, ForeignKey("documents.id"), primary_key=True),
    Column("previous_id", Id, ForeignKey("documents.id"), primary_key=True),
)
"""A works piece and an earlier one it is associated with, both by invoice id."""
Index("links_back", links.c.previous_id)

actions = Table(
    "actions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("invoice_id", Id, ForeignKey("documents.id"), nullable=False),
    Column("action", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    Column("detail", Text, nullable=False),
)
"""Actions on an invoice that are no status (:class:`domain.suivi.Action`)."""
Index("actions_of_invoice", actions.c.invoice_id)

status_lines = Table(
    "status_lines",
    metadata,
    Column("deposit_id", Id, ForeignKey("deposits.id"), primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("outcome", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("invoice_id", Id),
    Column("before", Text),
    Column("after", Text),
)
"""The result of each line of a status file; its findings are at position ``rank`` of the same deposit."""

complements = Table(
    "complements",
    metadata,
    Column("deposit_id", Id, ForeignKey("deposits.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("invoice_id", Id, ForeignKey("documents.id"), nullable=False),
    Column("name", Name, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("location", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
"""Attachments that came to complete an invoice."""
Index("complements_of_invoice", complements.c.invoice_id)
Index("complements_bytes", complements.c.sha256)

doubts = Table(
    "doubts",
    metadata,
    Column("deposit_id", Id, ForeignKey("deposits.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("text", Text),
    Column("page", Integer),
    *(Column(name, Double) for name in ("box_left", "box_top", "box_right", "box_bottom", "confidence")),
    Column("label", Text),
)
"""What the page of a document that is to be completed says of each doubtful field; one row without ``text`` when it
says nothing that could be chosen."""

corrections = Table(
    "corrections",
    metadata,
    Column("id", Id, primary_key=True),
    Column("document_id", Id, ForeignKey("documents.id"), nullable=False),
    Column("field", Text, nullable=False),
    Column("old", Text),
    Column("new", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
)
"""What was supplied by hand for a document; of a field, the last one is in force."""
Index("corrections_of_document", corrections.c.document_id)

comptes = Table(
    "comptes",
    metadata,
    Column("supplier", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("invoice_id", Id, primary_key=True, autoincrement=False),
    Column("ending", Text, nullable=False),
    Column("since", Moment, nullable=False),
)
"""The bank accounts that integrated invoices name, by supplier (:mod:`domain.bank_account`), each with some of the
invoices that name it; 0 for those learnt when invoices were not kept beside.
"""
Index("comptes_of_invoice", comptes.c.invoice_id)

reglements = Table(
    "reglements",
    metadata,
    Column("deposit_id", Id, ForeignKey("deposits.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("accounts", Text, nullable=False),
    Column("bic", Text, nullable=False),
    Column("due_date", Text),
)
"""How each integrated document asks to be paid (:mod:`domain.accounting`); ``accounts`` are separated by blanks."""

ventilations = Table(
    "ventilations",
    metadata,
    Column("deposit_id", Id, ForeignKey("deposits.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("rank", Integer, primary_key=True),
    Column("category", Text, nullable=False),
    *(Column(name, Text) for name in ("rate", "base", "amount")),
)
"""The VAT of each integrated document by rate (BG-23), in its order; numbers are decimals as text."""

visits = Table(
    "visits",
    metadata,
    Column("reader", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("mark", Text),
)
"""When each reader's reports were last written; the only table that is overwritten. ``mark``: how far a notification
channel was sent (:mod:`ledger.notifications.digest`).
"""

stores = Table(
    "stores",
    metadata,
    Column("mark", Text, primary_key=True),
    Column("since", Moment, nullable=False),
)
"""The marks of the content stores this ledger has had, the last one in force
(:mod:`ledger.content_store.mark`).
"""

runs = Table(
    "runs",
    metadata,
    Column("id", Id, primary_key=True),
    Column("drop_name", Text),
    Column("began_at", Moment, nullable=False),
    Column("ended_at", Moment),
)
"""The nights: when each began and ended. ``drop_name`` is empty for the night of every drop."""

certificates = Table(
    "certificates",
    metadata,
    Column("sequence", Id, primary_key=True, autoincrement=False),
    Column("number", Text, nullable=False),
    Column("document_id", Id, ForeignKey("documents.id"), nullable=False),
    Column("canonical", Text, nullable=False),
    UniqueConstraint("number", name="certificates_number"),
)
"""``canonical`` is the exact text whose digest is the number (:func:`domain.certificate.canonical`)."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("effect", Text, nullable=False),
    Column("subject", Id, nullable=False),
    Column("target", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("holder", Text),
    Column("reason", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("added_at", Moment),
)
"""``holder``: the lease under which a task is claimed, ``NULL`` when it is free. ``added_at``: since when it is to do.
"""
TODO = outbox.c.state == literal_column("'todo'")
GIVEN_UP = outbox.c.state == literal_column("'dead'")
Index("outbox_due", outbox.c.effect, outbox.c.due_at, sqlite_where=TODO, postgresql_where=TODO)
Index("outbox_of_target", outbox.c.effect, outbox.c.target, outbox.c.due_at, sqlite_where=TODO, postgresql_where=TODO)
Index("outbox_dead", outbox.c.id, sqlite_where=GIVEN_UP, postgresql_where=GIVEN_UP)
_HELD = outbox.c.holder.is_not(None)
Index("outbox_held", outbox.c.holder, sqlite_where=_HELD, postgresql_where=_HELD)

leases = Table(
    "leases",
    metadata,
    Column("holder", Text, primary_key=True),
    Column("until", Moment, nullable=False),
)
"""Who is at work now (:mod:`ledger.leases.holder`), and until when unless it says so again, by the clock of the
database on PostgreSQL, of the machine on SQLite."""

claims = Table(
    "claims",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
)
"""Work that is no task of the outbox, by its name, and the lease under which somebody does it: a document that is being
decided on (``<deposit>/<position>``)."""
Index("claims_of_holder", claims.c.holder)

comptes_portail = Table(
    "comptes_portail",
    metadata,
    Column("id", Id, primary_key=True),
    Column("courriel", Text, nullable=False),
    Column("courriel_sought", Text, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("prenom", "nom", "mot_de_passe", "etat", "qualite", "locale")),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("courriel_sought", name="comptes_portail_once"),
)
"""Who connects to the portal; ``mot_de_passe`` is a hash (argon2id), empty for who has not chosen one yet.
What happened to an account is in ``journal_portail``; this row is as it stands.
"""

liens_portail = Table(
    "liens_portail",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("compte_id", Id, ForeignKey("comptes_portail.id"), nullable=False),
    Column("purpose", Text, nullable=False),
    Column("until", Moment, nullable=False),
    Column("used_at", Moment),
)
"""Links sent by e-mail, by the SHA-256 of their secret."""
Index("liens_portail_of_compte", liens_portail.c.compte_id)

sessions_portail = Table(
    "sessions_portail",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("compte_id", Id, ForeignKey("comptes_portail.id"), nullable=False),
    Column("csrf", Text, nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("address", Text, nullable=False),
)
"""Who is connected, by the SHA-256 of the cookie."""
Index("sessions_portail_of_compte", sessions_portail.c.compte_id)

rattachements = Table(
    "rattachements",
    metadata,
    Column("compte_id", Id, ForeignKey("comptes_portail.id"), primary_key=True),
    Column("structure", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("role", "etat", "message")),
    Column("changed_at", Moment, nullable=False),
)
"""Who is attached to which structure, as it stands (:mod:`domain.habilitation`)."""
Index("rattachements_of_structure", rattachements.c.structure)

habilitations = Table(
    "habilitations",
    metadata,
    Column("compte_id", Id, ForeignKey("comptes_portail.id"), primary_key=True),
    Column("structure", Text, primary_key=True),
    Column("service", Text, primary_key=True),
    Column("espace", Text, primary_key=True),
    Column("droit", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
)
"""The rights as they stand; ``service`` is empty for all of them, ``droit`` for a right that was withdrawn."""

structures_declarees = Table(
    "structures_declarees",
    metadata,
    Column("identifier", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("raison_sociale", "adresse")),
    Column("compte_id", Id, ForeignKey("comptes_portail.id"), nullable=False),
    Column("declared_at", Moment, nullable=False),
)
"""Suppliers that an account declared: the directory has public structures only."""

cles_api = Table(
    "cles_api",
    metadata,
    Column("id", Id, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("compte_id", Id, ForeignKey("comptes_portail.id"), nullable=False),
    *(Column(name, Text, nullable=False) for name in ("prefix", "name", "droit")),
    Column("created_at", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("ended_at", Moment),
    UniqueConstraint("digest", name="cles_api_once"),
)
"""Keys of programs, by the SHA-256 of their secret."""
Index("cles_api_of_compte", cles_api.c.compte_id)

jetons_api = Table(
    "jetons_api",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("key_id", Id, ForeignKey("cles_api.id"), nullable=False),
    Column("until", Moment, nullable=False),
)
"""Tokens that programs get for their keys, by the SHA-256 of each."""

identites_openid = Table(
    "identites_openid",
    metadata,
    *(Column(name, Text, primary_key=True) for name in ("issuer", "sub")),
    Column("compte_id", Id, ForeignKey("comptes_portail.id"), nullable=False),
    Column("linked_at", Moment, nullable=False),
)
"""By which identities of OpenID Connect providers accounts connect: ``sub`` is whom the provider ``issuer`` means."""
Index("identites_openid_of_compte", identites_openid.c.compte_id)

demandes_openid = Table(
    "demandes_openid",
    metadata,
    Column("digest", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("browser", "after")),
    Column("compte_id", Id, ForeignKey("comptes_portail.id")),
    Column("until", Moment, nullable=False),
    Column("used_at", Moment),
)
"""What browsers were sent to a provider with, by the SHA-256 of their ``state``; ``browser`` is that of a cookie,
``after`` the page to go on to, ``compte_id`` whose account the identity is to be linked to when somebody is connected.
Rows that are over are removed.
"""
Index("demandes_openid_until", demandes_openid.c.until)

liaisons_openid = Table(
    "liaisons_openid",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("compte_id", Id, ForeignKey("comptes_portail.id"), nullable=False),
    *(Column(name, Text, nullable=False) for name in ("issuer", "sub", "after")),
    Column("until", Moment, nullable=False),
    Column("used_at", Moment),
)
"""Identities whose address is that of an account, until its owner says that he is theirs; by the SHA-256 of a cookie.
Rows that are over are removed.
"""
Index("liaisons_openid_until", liaisons_openid.c.until)

essais_portail = Table(
    "essais_portail",
    metadata,
    Column("subject", Text, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
)
"""How often something was tried in the window of time that began at ``since``: wrong passwords, calls of the API. It is
overwritten.
"""

journal_portail = Table(
    "journal_portail",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("entry", Text, nullable=False),
    Column("compte_id", Id),
    *(Column(name, Text, nullable=False) for name in ("actor", "structure", "address", "detail")),
)
"""Connections, and every right given or withdrawn; it only grows."""
Index("journal_portail_of_compte", journal_portail.c.compte_id, journal_portail.c.id)
Index("journal_portail_of_structure", journal_portail.c.structure, journal_portail.c.id)

brouillons = Table(
    "brouillons",
    metadata,
    Column("id", Id, primary_key=True),
    Column("compte_id", Id, ForeignKey("comptes_portail.id"), nullable=False),
    *(Column(name, Text, nullable=False) for name in ("structure", "source")),
    Column("cle", Text),
    Column("name", Name, nullable=False),
    Column("size", Id, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("sha256", "location", "entries", "reason", "etat")),
    Column("deposit_id", Id, ForeignKey("deposits.id")),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    UniqueConstraint("compte_id", "cle", name="brouillons_once"),
    UniqueConstraint("deposit_id", name="brouillons_of_deposit"),
)
"""Drafts of deposits; ``cle`` is what a program names its request by, ``deposit_id`` what it became."""
Index("brouillons_of_compte", brouillons.c.compte_id, brouillons.c.etat, brouillons.c.changed_at)

sollicitations = Table(
    "sollicitations",
    metadata,
    Column("id", Id, primary_key=True),
    Column("invoice_id", Id, ForeignKey("documents.id")),
    Column("deposit_id", Id, ForeignKey("deposits.id")),
    Column("motif", Text, nullable=False),
    *(
        Column(f"{cote}_{part}", Text, nullable=False)
        for cote in ("emetteur", "destinataire")
        for part in ("role", "structure", "service", "nom")
    ),
    Column("etat", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
)
"""The questions about an invoice or a deposited file, of which one of both is there, as they stand
(:mod:`domain.sollicitation`); ``service`` is empty for the whole structure.
"""
for _name in ("emetteur_structure", "destinataire_structure"):
    Index(f"sollicitations_of_{_name.partition('_')[0]}", sollicitations.c[_name], sollicitations.c.id)
for _name in ("invoice_id", "deposit_id"):
    _there = sollicitations.c[_name].is_not(None)
    Index(
        f"sollicitations_of_{_name.removesuffix('_id')}",
        sollicitations.c[_name],
        sqlite_where=_there,
        postgresql_where=_there,
    )

messages_sollicitations = Table(
    "messages_sollicitations",
    metadata,
    Column("id", Id, primary_key=True),
    Column("sollicitation_id", Id, ForeignKey("sollicitations.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("compte_id", Id, ForeignKey("comptes_portail.id"), nullable=False),
    *(Column(name, Text, nullable=False) for name in ("cote", "texte", "etat", "form")),
    UniqueConstraint("compte_id", "form", name="messages_sollicitations_once"),
)
"""What each side wrote, in order, and where the question stood after it. ``form``: the digest of the form it was sent
by, so that one that is sent twice is written once.
"""
Index("messages_sollicitations_of", messages_sollicitations.c.sollicitation_id)

recherches_portail = Table(
    "recherches_portail",
    metadata,
    Column("id", Id, primary_key=True),
    Column("compte_id", Id, ForeignKey("comptes_portail.id"), nullable=False),
    *(Column(name, Text, nullable=False) for name in ("espace", "name", "query")),
    Column("created_at", Moment, nullable=False),
    Column("ended_at", Moment),
)
"""Searches that accounts saved under a name; ``ended_at``: when it was deleted."""
Index("recherches_portail_of_compte", recherches_portail.c.compte_id, recherches_portail.c.espace)

abonnements_portail = Table(
    "abonnements_portail",
    metadata,
    Column("compte_id", Id, ForeignKey("comptes_portail.id"), primary_key=True, autoincrement=False),
    Column("notices", Text, nullable=False),
    Column("since", Moment, nullable=False),
)
"""What each account chose to be told by mail, separated by blanks; empty: nothing any more. ``since``: from when."""
