"""The part of the ledger that counts and lists for reports."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from domain.accounting import LigneComptable
from domain.ageing import Unpaid, overdue_of
from domain.dashboard import Axis, Counter, Dashboard, Event, LigneFiscale, Overdue, ReportScope
from domain.deposit import DepositedInvoice
from domain.late_payment import PaymentTerms
from domain.notifications import LedgerPosition
from domain.paris_time import paris_day
from domain.sollicitation import LigneSollicitation
from domain.worklist import CorrectionDue, SetAside
from ledger.database.engine import ReadSide
from ledger.reports import (
    ageing,
    comptable,
    counters,
    dashboard,
    events,
    liste_fiscale,
    sollicitations,
    synthese,
    worklist,
)


class Reports:
    """Dashboards and lists; every method sees one state of the ledger.

    A structure's scope (``ReportScope.siret``) is the invoices it was given; a drop's, and everybody's, has what was
    refused at integration too.
    """

    def __init__(self, database: ReadSide) -> None:
        self._database = database

    def counters(self, scope: ReportScope, axis: Axis | None = None) -> tuple[Counter, ...]:
        """How many invoices of each status there are and what they amount to, whole or broken down by ``axis``.

        Credit notes take off what they amount to.
        """
        with self._database.read() as connection:
            return counters.counters(connection, scope, axis)

    def deposits_by_day(
        self, scope: ReportScope, today: date, days: int = dashboard.DAYS
    ) -> tuple[tuple[date, int], ...]:
        """How many documents came on each of the last ``days`` days in Paris, every day present, the oldest first."""
        with self._database.read() as connection:
            return counters.deposits_by_day(connection, scope, today, days)

    def unpaid(self, scope: ReportScope) -> Iterator[Unpaid]:
        """Every invoice its payer has and has not paid, in the order of deposit, streamed."""
        with self._database.read() as connection:
            yield from ageing.unpaid(connection, scope)

    def overdue(self, scope: ReportScope, now: datetime, terms: PaymentTerms) -> Iterator[Overdue]:
        """:meth:`unpaid` with ages, due days and what delays cost."""
        today = paris_day(now)
        for one in self.unpaid(scope):
            yield overdue_of(one, today, terms)

    def dashboard(
        self, scope: ReportScope, now: datetime, terms: PaymentTerms, visited: datetime | None = None
    ) -> Dashboard:
        """The whole dashboard, works pieces that wait apart; events are counted from ``visited``."""
        with self._database.read() as connection:
            return dashboard.dashboard(connection, scope, now, terms, visited)

    def synthese(
        self,
        scope: ReportScope,
        *,
        hide_old_refusals: bool = False,
        hide_downloaded: bool = False,
        only_works: bool = False,
        now: datetime,
    ) -> Iterator[DepositedInvoice]:
        """What waits for treatment, in the order of deposit, streamed; without what was refused more than 10 days
        ago, or what the recipient has downloaded, when these are hidden. ``only_works``: pieces of works.
        """
        hidden = {"hide_old_refusals": hide_old_refusals, "hide_downloaded": hide_downloaded, "only_works": only_works}
        with self._database.read() as connection:
            yield from synthese.synthese(connection, scope, now=now, **hidden)

    def liste_fiscale(self, scope: ReportScope, first: date, last: date) -> Iterator[LigneFiscale]:
        """The invoices integrated that came from ``first`` to ``last`` (days in Paris, both included), streamed."""
        with self._database.read() as connection:
            yield from liste_fiscale.liste_fiscale(connection, scope, first, last)

    def comptable(self, scope: ReportScope, first: date, last: date) -> Iterator[LigneComptable]:
        """What a payer books of the invoices that came from ``first`` to ``last`` (days in Paris, both included),
        one line for each rate of VAT, streamed.
        """
        with self._database.read() as connection:
            yield from comptable.comptable(connection, scope, first, last)

    def corrections_due(self, scope: ReportScope, now: datetime) -> tuple[CorrectionDue, ...]:
        """What a supplier's account has to correct, the newest first; nothing for other scopes."""
        with self._database.read() as connection:
            return worklist.corrections_due(connection, scope, now)

    def replaced_by(self, drop: str, deposit_ids: Iterable[int], now: datetime) -> tuple[int, ...]:
        """The earlier deposits of an account of which something that was refused is replaced by ``deposit_ids``."""
        with self._database.read() as connection:
            return worklist.replaced_by(connection, drop, deposit_ids, now)

    def set_aside(self, scope: ReportScope, now: datetime) -> tuple[SetAside, ...]:
        """What was set aside of an account's refused deposits, the newest first; nothing for other scopes."""
        with self._database.read() as connection:
            return worklist.set_aside(connection, scope, now)

    def sollicitations(self, scope: ReportScope) -> Iterator[LigneSollicitation]:
        """Every message of the questions that concern the scope, streamed: those a structure asked or is asked; of a
        drop, those its suppliers asked or are asked about what it brought.
        """
        with self._database.read() as connection:
            yield from sollicitations.lines(connection, scope)

    def has_sollicitations(self, scope: ReportScope) -> bool:
        """Whether :meth:`sollicitations` has a line."""
        with self._database.read() as connection:
            return sollicitations.are_there(connection, scope)

    def has_moved(self, structure: str, after: LedgerPosition, upto: LedgerPosition) -> bool:
        """Whether something happened to an invoice of the structure after ``after``, up to ``upto``; ``True`` too when
        so much happened in the ledger that it is not looked at.
        """
        with self._database.read() as connection:
            return events.has_moved(connection, structure, after, upto)

    def events_since(self, scope: ReportScope, since: datetime | None, limit: int | None = None) -> Iterator[Event]:
        """What happened after ``since`` (``None``: ever), the newest first, streamed."""
        with self._database.read() as connection:
            yield from events.events_since(connection, scope, since, limit)
