"""Status events of the invoices of a scope."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, select

from domain.dashboard import Event, ReportScope
from ledger.database.row_mapping import PAGE, AnyRow, status_event
from ledger.database.schema import documents, events
from ledger.reports.scope import SUPPLIER, within

_D = documents.c
_E = events.c
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
