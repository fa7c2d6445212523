"""The dashboard of one scope, from one state of the ledger."""

from datetime import datetime

from sqlalchemy import Connection, select

from domain.ageing import MOST, ageing_of
from domain.dashboard import Axis, Dashboard, ReportScope
from domain.late_payment import PaymentTerms
from domain.paris_time import paris_day
from ledger.database.schema import documents
from ledger.reports import paid as payments
from ledger.reports import worklist
from ledger.reports.ageing import unpaid
from ledger.reports.counters import deposits_by_day, every_counter
from ledger.reports.events import events_count, events_since, moved_count
from ledger.reports.scope import within

DAYS = 60
_D = documents.c


def dashboard(
    connection: Connection, scope: ReportScope, now: datetime, terms: PaymentTerms, visited: datetime | None
) -> Dashboard:
    """Everything but the works pieces that wait, as ``terms`` have it."""
    today = paris_day(now)
    ageing = ageing_of(unpaid(connection, scope), today, terms)
    axes = _axes(scope)
    counted = every_counter(connection, scope, axes)
    verifications = worklist.verifications_due(connection, scope, MOST)
    is_cut = len(verifications) == MOST
    return Dashboard(
        title=_title(connection, scope),
        portee=scope,
        at=now,
        counters=counted[None],
        by_axis={axis: counted[axis] for axis in axes},
        ageing=ageing.tranches,
        late=ageing.late,
        soon=ageing.soon,
        later=ageing.later,
        awaited_total=ageing.awaited,
        paid=payments.paid(connection, scope, now, MOST),
        paid_total=payments.paid_count(connection, scope, now),
        deposits_by_day=deposits_by_day(connection, scope, today, DAYS),
        events=tuple(events_since(connection, scope, visited, MOST)),
        events_total=events_count(connection, scope, visited),
        moved_total=moved_count(connection, scope, visited),
        visited=visited,
        corrections_due=worklist.corrections_due(connection, scope, now),
        set_aside=worklist.set_aside(connection, scope, now),
        verifications_due=verifications,
        verifications_total=worklist.verifications_count(connection, scope) if is_cut else len(verifications),
    )


def _axes(scope: ReportScope) -> tuple[Axis, ...]:
    """The breakdowns of this scope: a structure is not broken down by structure."""
    return tuple(axis for axis in Axis if axis is not Axis.STRUCTURE or scope.siret is None)


def _title(connection: Connection, scope: ReportScope) -> str:
    if scope.siret is None:
        return scope.drop or "Toutes les structures"
    query = select(_D.route_raison_sociale).where(within(scope)).order_by(_D.deposited_at.desc()).limit(1)
    return connection.execute(query).scalar() or scope.siret
