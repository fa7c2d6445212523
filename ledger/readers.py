"""What those ask who read the ledger without changing it: dashboards, lists, events, searches."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from domain.ageing import Unpaid, overdue_of
from domain.dashboard import Axis, Counter, Dashboard, Event, LigneFiscale, Overdue, ReportScope
from domain.deposit import DepositedInvoice
from domain.paris_time import paris_day
from domain.search_criteria import PAGE, Page, SearchCriteria
from ledger.database.engine import Database
from ledger.reports import ageing, counters, dashboard, events, liste_fiscale, synthese
from ledger.search import query


class Readers:
    """The part of :class:`ledger.Ledger` that readers use; every method sees one state of the ledger.

    A structure's scope (``Portee.siret``) is what it was given; a drop's, and everybody's, has what was refused at
    integration too.
    """

    _database: Database

    # Search

    def search(self, asked: SearchCriteria, *, after: str | None = None, size: int = PAGE) -> Page:
        """The invoices that meet every criterion, newest deposit first; ``after`` is what the page before gave.

        Only what stands, and has a number; what was refused too, unless a recipient, a valideur, a MOE or a MOA asks.
        Raises :class:`domain.errors.Unsearchable`, with the remedy, for what cannot be looked for.
        """
        with self._database.read() as connection:
            return query.search(connection, asked, after, size)

    # Dashboards

    def counters(self, portee: ReportScope, axe: Axis | None = None) -> tuple[Counter, ...]:
        """How many invoices of each status there are and what they amount to, whole or broken down by ``axe``.

        Credit notes take off what they amount to.
        """
        with self._database.read() as connection:
            return counters.counters(connection, portee, axe)

    def deposits_by_day(
        self, portee: ReportScope, today: date, days: int = dashboard.DAYS
    ) -> tuple[tuple[date, int], ...]:
        """How many documents came on each of the last ``days`` days in Paris, every day present, the oldest first."""
        with self._database.read() as connection:
            return counters.deposits_by_day(connection, portee, today, days)

    def unpaid(self, portee: ReportScope) -> Iterator[Unpaid]:
        """Every invoice its payer has and has not paid, in the order of deposit, streamed."""
        with self._database.read() as connection:
            yield from ageing.unpaid(connection, portee)

    def retards(self, portee: ReportScope, now: datetime, delays: Mapping[str, int]) -> Iterator[Overdue]:
        """:meth:`unpaid` with ages and due days; ``delays`` is in days by SIRET, 30 for the others."""
        today = paris_day(now)
        for one in self.unpaid(portee):
            yield overdue_of(one, today, delays)

    def tableau(
        self, portee: ReportScope, now: datetime, delays: Mapping[str, int], visited: datetime | None = None
    ) -> Dashboard:
        """The whole dashboard, works pieces that wait apart; events are counted from ``visited``."""
        with self._database.read() as connection:
            return dashboard.dashboard(connection, portee, now, delays, visited)

    # Lists

    def synthesis(
        self, portee: ReportScope, *, hide_old_refusals: bool = False, hide_downloaded: bool = False, now: datetime
    ) -> Iterator[DepositedInvoice]:
        """What waits for treatment, in the order of deposit, streamed; without what was refused more than 10 days
        ago, or what the recipient has downloaded, when these are hidden."""
        hidden = {"hide_old_refusals": hide_old_refusals, "hide_downloaded": hide_downloaded}
        with self._database.read() as connection:
            yield from synthese.synthesis(connection, portee, now=now, **hidden)

    def fiscal(self, portee: ReportScope, first: date, last: date) -> Iterator[LigneFiscale]:
        """The invoices integrated that came from ``first`` to ``last`` (days in Paris, both included), streamed."""
        with self._database.read() as connection:
            yield from liste_fiscale.fiscal(connection, portee, first, last)

    # Visits

    def events_since(self, portee: ReportScope, since: datetime | None, limit: int | None = None) -> Iterator[Event]:
        """What happened after ``since`` (``None``: ever), the newest first, streamed."""
        with self._database.read() as connection:
            yield from events.events_since(connection, portee, since, limit)

    def visited(self, reader: str) -> datetime | None:
        """When the reader's reports were last written; ``None``: never."""
        with self._database.read() as connection:
            return events.visited(connection, reader)

    def visit(self, reader: str, at: datetime) -> None:
        """Remembers the reader's visit; never an earlier one after a later."""
        with self._database.write() as connection:
            events.visit(connection, reader, at)
