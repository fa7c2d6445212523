"""The morning page of one reader, from one state of the ledger."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, select

from domain.ageing import MOST, ageing_of
from domain.dashboard import Axis, Dashboard, ReportScope
from domain.paris_time import paris_day
from ledger.database.schema import documents
from ledger.reports.ageing import unpaid
from ledger.reports.counters import counters, deposits_by_day
from ledger.reports.events import events_count, events_since
from ledger.reports.scope import within

DAYS = 60
_D = documents.c


def dashboard(
    connection: Connection, portee: ReportScope, now: datetime, delays: Mapping[str, int], visited: datetime | None
) -> Dashboard:
    """Everything but the works pieces that wait; ``delays`` is in days by SIRET, 30 for the others."""
    today = paris_day(now)
    ageing = ageing_of(unpaid(connection, portee), today, delays)
    return Dashboard(
        title=_title(connection, portee),
        portee=portee,
        at=now,
        counters=counters(connection, portee, None),
        by_axis={axe: counters(connection, portee, axe) for axe in _axes(portee)},
        ageing=ageing.tranches,
        late=ageing.late,
        soon=ageing.soon,
        deposits_by_day=deposits_by_day(connection, portee, today, DAYS),
        events=tuple(events_since(connection, portee, visited, MOST)),
        events_total=events_count(connection, portee, visited),
        visited=visited,
    )


def _axes(portee: ReportScope) -> tuple[Axis, ...]:
    """What tells something of this scope: a structure is not broken down by structure."""
    return tuple(axe for axe in Axis if axe is not Axis.STRUCTURE or portee.siret is None)


def _title(connection: Connection, portee: ReportScope) -> str:
    if portee.siret is None:
        return portee.drop or "Toutes les structures"
    query = select(_D.route_raison_sociale).where(within(portee)).order_by(_D.deposited_at.desc()).limit(1)
    return connection.execute(query).scalar() or portee.siret
