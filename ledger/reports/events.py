"""Status events of the invoices of a scope."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, and_, exists, func, or_, select

from domain.dashboard import Event, ReportScope
from domain.notifications import LedgerPosition
from ledger.database.row_mapping import PAGE, AnyRow, status_event
from ledger.database.schema import actions, documents, events
from ledger.reports.scope import SUPPLIER, within

_D = documents.c
_E = events.c
LOOKED_AT = 2_000
"""Rows of a kind that are looked at to learn whether one is about a structure."""
_HAPPENED = select(
    _E.invoice_id,
    _E.status,
    _E.at,
    _E.actor,
    _E.motif,
    _E.motif_codes,
    _E.mandat,
    _E.said_at,
    _D.numero_facture,
    _D.nom_fournisseur,
    func.coalesce(_D.route_raison_sociale, _D.nom_destinataire).label("nom_destinataire"),
    _D.cadre_facturation,
    SUPPLIER.label("fournisseur"),
    func.coalesce(_D.route_siret, _D.siret_destinataire).label("destinataire"),
    _D.certificate,
    _D.numero_engagement,
).join_from(documents, events, _E.invoice_id == _D.invoice_id)


def events_since(
    connection: Connection, scope: ReportScope, since: datetime | None, limit: int | None
) -> Iterator[Event]:
    """What happened after ``since`` (``None``: ever), the newest first, streamed."""
    query = _HAPPENED.where(_after(scope, since)).order_by(_E.id.desc()).limit(limit)
    for page in connection.execute(query.execution_options(yield_per=PAGE)).partitions():
        yield from map(_event, page)


def events_count(connection: Connection, scope: ReportScope, since: datetime | None) -> int:
    """How many events :func:`events_since` has without a limit."""
    query = select(func.count()).select_from(documents).join(events, _E.invoice_id == _D.invoice_id)
    return connection.execute(query.where(_after(scope, since))).scalar_one()


def moved_count(connection: Connection, scope: ReportScope, since: datetime | None) -> int:
    """How many invoices the events of :func:`events_since` are about, each once."""
    query = select(func.count(func.distinct(_E.invoice_id))).select_from(documents)
    query = query.join(events, _E.invoice_id == _D.invoice_id)
    return connection.execute(query.where(_after(scope, since))).scalar_one()


def has_moved(connection: Connection, structure: str, after: LedgerPosition, upto: LedgerPosition) -> bool:
    """Whether an invoice that is, or was, brought to the structure had a status or an action after ``after``; ``True``
    when there are more than :data:`LOOKED_AT` of the whole ledger. A works piece of anybody counts: when it came to its
    MOE is when the delay of the piece that is paid began.
    """
    spans = ((events, after.event, upto.event), (actions, after.action, upto.action))
    if any(last - first > LOOKED_AT for _, first, last in spans):
        return True
    return any(_is_about(connection, table, first, last, structure) for table, first, last in spans if first < last)


def _is_about(connection: Connection, table: Table, first: int, last: int, structure: str) -> bool:
    of_it = exists().where(
        _D.invoice_id == table.c.invoice_id, or_(_D.route_siret == structure, _D.dossier_id.is_not(None))
    )
    query = select(table.c.id).where(table.c.id > first, table.c.id <= last, of_it).limit(1)
    return connection.execute(query).first() is not None


def _after(scope: ReportScope, since: datetime | None) -> ColumnElement[bool]:
    """An invoice something happened to since then changed since then: the documents are looked at first."""
    return within(scope) if since is None else and_(within(scope), _D.changed_at > since, _E.at > since)


def _event(row: AnyRow) -> Event:
    return Event(
        invoice_id=row.invoice_id,
        numero_facture=row.numero_facture or "",
        nom_fournisseur=row.nom_fournisseur or "",
        nom_destinataire=row.nom_destinataire or "",
        cadre=row.cadre_facturation or "",
        event=status_event(row),
        fournisseur=row.fournisseur,
        destinataire=row.destinataire or "",
        certificate=row.certificate or "",
        numero_engagement=row.numero_engagement or "",
    )
