"""What was paid of an account's invoices in the last weeks."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, func, select

from domain.dashboard import NEWS, Paid, ReportScope
from domain.paris_time import paris_day
from domain.status import Status
from ledger.database.column_types import euros
from ledger.database.row_mapping import AnyRow
from ledger.database.schema import documents, events
from ledger.reports.scope import within

_D = documents.c
_PAID = Status.MISE_EN_PAIEMENT.value
_PAID_AT = (
    select(func.max(func.coalesce(events.c.said_at, events.c.at)))
    .where(events.c.invoice_id == _D.invoice_id, events.c.status == _PAID)
    .correlate(documents)
    .scalar_subquery()
)
"""When it was paid, by the date that was given with the status."""
_AMOUNT = func.coalesce(_D.due_cents, _D.ttc_cents)


def paid(connection: Connection, scope: ReportScope, now: datetime, limit: int) -> tuple[Paid, ...]:
    """The invoices of a supplier's account of which the payment became known in the last
    :data:`domain.dashboard.NEWS` days, the last known first. Nothing for other scopes.
    """
    if scope.drop is None:
        return ()
    query = (
        select(_D.invoice_id, _D.numero_facture, _D.route_siret, _D.route_raison_sociale, _D.devise, _D.mandat)
        .add_columns(_AMOUNT.label("cents"), _PAID_AT.label("paid_at"), _D.status_at)
        .where(_paid_since(scope, now))
        .order_by(_D.status_at.desc(), _D.invoice_id)
        .limit(limit)
    )
    return tuple(_row(row) for row in connection.execute(query))


def paid_count(connection: Connection, scope: ReportScope, now: datetime) -> int:
    """How many :func:`paid` has without a limit."""
    if scope.drop is None:
        return 0
    query = select(func.count()).select_from(documents).where(_paid_since(scope, now))
    return connection.execute(query).scalar_one()


def _paid_since(scope: ReportScope, now: datetime) -> ColumnElement[bool]:
    """The status stands since its change: the index of changes finds them."""
    since = now - timedelta(days=NEWS)
    return and_(within(scope), _D.integrated, _D.changed_at >= since, _D.status == _PAID)


def _row(row: AnyRow) -> Paid:
    return Paid(
        invoice_id=row.invoice_id,
        numero_facture=row.numero_facture or "",
        destinataire=row.route_siret or "",
        nom_destinataire=row.route_raison_sociale or "",
        devise=row.devise or "",
        amount=euros(row.cents),
        paid_on=paris_day(row.paid_at or row.status_at),
        mandat=row.mandat or "",
    )
