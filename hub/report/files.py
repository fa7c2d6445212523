"""One reader's report files, written to the staging folder: the lists, the workbook, the page that links to them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from domain.dashboard import Dashboard, ReportScope
from domain.deposit import DepositKind
from domain.errors import NavetteError
from domain.paris_time import paris_day
from domain.text import Locale, Text
from exporters import tableau_de_bord
from exporters.common.file_names import stem_of_day
from exporters.compte_rendu.day_page import page_title
from exporters.reports import csv_writer, xlsx_writer
from exporters.statuts import template_csv
from exporters.tableau_de_bord import FileLink
from hub.intake.deposit_folders import name_of
from hub.report.tables import (
    ReportKind,
    ReportRequest,
    accounting_export,
    feuille,
    payment_terms,
    status_report,
    tableau,
    whole,
)
from hub.runtime.loss import Loss
from hub.runtime.station import Station, worker_station
from hub.runtime.worker_starts import no_workers
from hub.settings import Settings

MONTHS = 12
"""Months of the *liste fiscale* that are written again at most, when there was no visit for long."""


LARGE = 1_000
"""Invoices and events: above, a workbook's rows are buffered on the disk."""
DAYS = timedelta(days=7)
"""How far back a dashboard has a link to each day's page; what is to be corrected has one, however old."""
BUDGET = 3_600.0
"""Seconds one reader's reports may take: a million invoices take minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContext:
    """Who the reports are for, in which language, and since when changes count."""

    portee: ReportScope
    locale: Locale
    now: datetime
    since: datetime | None = None
    """Start of the status report."""
    visited: datetime | None = None
    """The last visit of an earlier day; ``None``: this is the first."""
    title: str = ""
    """A supplier's name, when the settings give it."""
    by_day: bool = False
    """Whether a supplier has one *compte rendu* a day, in the same folder."""

    @property
    def day(self) -> date:
        """Today in Paris."""
        return paris_day(self.now)

    def months(self) -> tuple[date, ...]:
        """The first day of each month whose *liste fiscale* is not final since the last visit; this month is last."""
        begun = paris_day(self.visited) if self.visited else self.day - timedelta(days=1)
        months = [self.day.replace(day=1)]
        while months[-1] > begun and len(months) < MONTHS:
            months.append((months[-1] - timedelta(days=1)).replace(day=1))
        return tuple(reversed(months))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFile:
    """A file of the reader's folder, waiting in the staging folder."""

    name: str
    body: Path
    label: Text
    lines: int = 0


@contextmanager
def files(station: Station, context: ReportContext) -> Iterator[tuple[ReportFile, ...]]:
    """Every report file, the status report first and the page last; their bodies are removed when the block ends.

    A reader for whom nothing was ever deposited finds the status report alone, with its heading. They are written by
    the worker pool, or in this process when there is none. Raises :class:`domain.errors.NavetteError` when they cannot
    be.
    """
    if station.pool is None:
        found = _written(station, context)
    else:
        (answer,) = station.pool.map(partial(_apart, station.settings), (context,), 1, _lost, BUDGET)
        if isinstance(answer, NavetteError):
            raise answer
        found = answer
    try:
        yield found
    finally:
        for one in found:
            one.body.unlink(missing_ok=True)


def _apart(settings: Settings, contexts: tuple[ReportContext, ...]) -> list[tuple[ReportFile, ...] | NavetteError]:
    """The report files of each reader, written in a worker."""
    station = worker_station(settings)
    return [_files_of(station, context) for context in contexts]


def _files_of(station: Station, context: ReportContext) -> tuple[ReportFile, ...] | NavetteError:
    try:
        return _written(station, context)
    except NavetteError as fault:
        return fault


def _lost(context: ReportContext, loss: Loss) -> NavetteError:
    if loss is Loss.NO_WORKER:
        return no_workers()
    return NavetteError.about(
        str(context.portee.siret or context.portee.drop),
        Text(
            f"Les états de {{name}} n'ont pas pu être faits ({loss.text.fr}).",
            f"The reports of {{name}} could not be made ({loss.text.en}).",
        ),
        Text("Le registre a tout ; signalez ceci.", "The ledger has it all; report this."),
    )


def _written(station: Station, context: ReportContext) -> tuple[ReportFile, ...]:
    """The files, in the staging folder; none is left there when one cannot be written."""
    with ExitStack() as gone:
        writer = _ReportWriter(station=station, context=context, asked=_asked(station, context), gone=gone)
        found = [writer.listed(ReportKind.STATUTS)]
        reports = station.ledger.reports
        if reports.counters(context.portee) or reports.corrections_due(context.portee, context.now):
            found += writer.lists()
            found += writer.questions()
            found += writer.dashboard(tuple(found))
        gone.pop_all()
        return tuple(found)


def _asked(station: Station, context: ReportContext) -> ReportRequest:
    return ReportRequest(
        portee=context.portee,
        now=context.now,
        terms=payment_terms(station.settings),
        first=context.day.replace(day=1),
        last=context.day,
        since=context.since,
        visited=context.visited,
        title=context.title,
        statuts=status_report(station.settings, context.portee),
        comptable=accounting_export(station.settings),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReportWriter:
    """Writes one reader's files to the staging folder; ``gone`` removes them."""

    station: Station
    context: ReportContext
    asked: ReportRequest
    gone: ExitStack

    def lists(self) -> Iterator[ReportFile]:
        """A recipient's template and lists; none for a supplier, which has its status report and its page."""
        table = self.station.settings.reports
        if self.context.portee.siret is None:
            return
        if table.modele:
            yield self._modele()
        if not table.csv:
            return
        for rapport in (ReportKind.SYNTHESE, ReportKind.VIEILLISSEMENT, ReportKind.EVENEMENTS):
            yield self.listed(rapport)
        for first in self.context.months():
            last = min(self.context.day, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
            of_month = replace(self.asked, first=first, last=last)
            yield self.listed(ReportKind.FISCAL, of_month, f"{first:%Y-%m}")
            if table.comptable.write:
                yield self.listed(ReportKind.COMPTABLE, of_month, f"{first:%Y-%m}")

    def questions(self) -> Iterator[ReportFile]:
        """The questions that the reader asked or is asked, when there are any."""
        is_wanted = self.station.settings.reports.csv or self.context.portee.siret is None
        if is_wanted and self.station.ledger.reports.has_sollicitations(self.context.portee):
            yield self.listed(ReportKind.SOLLICITATIONS)

    def _modele(self) -> ReportFile:
        """The status file to fill in, with the invoices that wait for an answer of the recipient."""
        waiting = self.station.ledger.reports.synthese(self.context.portee, now=self.context.now)
        body, file = self.staged()
        with file:
            file.write(template_csv.as_csv(waiting, self.context.locale, self.context.portee.siret or ""))
        return ReportFile(name=self.named(MODELE, "", "csv"), body=body, label=TO_FILL)

    def listed(self, rapport: ReportKind, asked: ReportRequest | None = None, period: str = "") -> ReportFile:
        """A report as CSV, named after the day or after its period."""
        found = feuille(self.station.ledger, rapport, asked or self.asked)
        body, file = self.staged()
        with file:
            lines = csv_writer.write(found.report, found.rows, file, self.context.locale)
        label = Text(*(" ".join(filter(None, (words, period, "(CSV)"))) for words in found.report.title))
        return ReportFile(name=self.named(found.report.key, period, "csv"), body=body, lines=lines, label=label)

    def dashboard(self, others: tuple[ReportFile, ...]) -> Iterator[ReportFile]:
        """The workbook, for a recipient, and the page that links to it and to ``others``."""
        table = self.station.settings.reports
        xlsx = table.xlsx and self.context.portee.siret is not None
        if not (xlsx or table.html):
            return
        shown = tableau(self.station.ledger, self.asked)
        book = [self._book(shown)] if xlsx else []
        yield from book
        if table.html:
            yield self._page(shown, [*book, *others])

    def _book(self, shown: Dashboard) -> ReportFile:
        body, file = self.staged()
        with file:
            lines = xlsx_writer.write(
                whole(self.station.ledger, self.asked, shown),
                file,
                title=shown.title,
                at=self.context.now,
                locale=self.context.locale,
                scratch=self.station.store.staging() if _is_large(shown) else None,
            )
        return ReportFile(name=self.named(DASHBOARD, "", "xlsx"), body=body, lines=lines, label=BOOK)

    def _page(self, shown: Dashboard, others: list[ReportFile]) -> ReportFile:
        by_day = self.context.by_day
        links = [*(self._days() if by_day else ()), *(FileLink(label=one.label, name=one.name) for one in others)]
        body, file = self.staged()
        with file:
            file.write(tableau_de_bord.as_html(shown, links, self.context.locale, by_day=by_day))
        return ReportFile(name=self.named(DASHBOARD, "", "html"), body=body, label=PAGE)

    def _days(self) -> Iterator[FileLink]:
        """The pages of the last days on which the account deposited something, the newest first."""
        drop, since = self.context.portee.drop or "", self.context.now - DAYS
        names = tuple(name_of(kind, drop) for kind in DepositKind)
        found = self.station.ledger.deposits.received_between(names, since, self.context.now)
        for day in sorted({paris_day(one.received_at) for one in found}, reverse=True):
            yield FileLink(label=page_title(day, self.context.locale), name=f"{stem_of_day(day)}.html")

    def named(self, key: str, period: str, ending: str) -> str:
        """``key_2026-11-21.csv``: written again the same day (or for the same period), it replaces the earlier file."""
        return f"{key}_{period or self.context.day.isoformat()}.{ending}"

    def staged(self) -> tuple[Path, BinaryIO]:
        """A new open file in the staging folder; removed with the others."""
        body = self.station.store.staging() / f"etat-{uuid4().hex}"
        self.gone.callback(body.unlink, missing_ok=True)
        return body, body.open("xb")


def _is_large(shown: Dashboard) -> bool:
    """Whether the workbook's rows do not fit a few megabytes."""
    return sum(one.count for one in shown.counters) + shown.events_total > LARGE


DASHBOARD, MODELE = "tableau-de-bord", "modele-statuts"
BOOK = Text("Tout, dans un classeur (XLSX)", "Everything, in a workbook (XLSX)")
TO_FILL = Text("Statuts à compléter et à redéposer (CSV)", "Statuses to fill in and drop back (CSV)")
PAGE = Text("Tableau de bord", "Dashboard")
