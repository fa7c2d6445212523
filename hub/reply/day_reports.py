"""The *compte rendu* of a day, for accounts that have one page and one CSV of all their deposits of a day.

Both files are made anew from the ledger whenever an answer about that day is due, and replace those that are there: a
run that is cut leaves the page as it was, and the next one makes it whole. Two runs may write the page of one day at
the same time, and the one that writes last may have read the ledger first: so each reads it again once its files are
there, and writes anew what has changed meanwhile. An answer counts as given only after that.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from connectors import Connector, Put
from domain.dashboard import ReportScope
from domain.day_report import DayReport, FollowUpFile
from domain.deposit import Deposit, DepositKind, Effect, Task
from domain.errors import NavetteError, Undecided
from domain.paris_time import PARIS, paris_day
from domain.phase import Phase
from domain.status import MADE_AVAILABLE, Status
from domain.status_facts import PHASES
from domain.suivi import StatusChange
from domain.text import Locale, Text
from exporters.common import file_names
from exporters.compte_rendu import day_csv, day_page
from hub.intake.deposit_folders import DepositFolder, name_of
from hub.runtime.station import Station
from hub.runtime.unexpected import as_fault

TURNS = 20
"""How often the files of a day are written anew, because the ledger changed meanwhile, before it is left to later."""
_ON_ITS_WAY = MADE_AVAILABLE | {status for status, phase in PHASES.items() if phase is Phase.ACHEMINEMENT}
Faults = dict[int, NavetteError]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """The two files of a day; ``left_out``: by deposit, why it is not on them."""

    html: bytes
    csv: bytes
    left_out: Mapping[int, NavetteError]


def leave(station: Station, folder: DepositFolder, connector: Connector, tasks: Sequence[Task]) -> Faults:
    """Writes the files of every day that ``tasks`` (REPORT or STATUS) are about; by id, the tasks that are not
    answered, each with its fault.
    """
    by_day = _days(station, folder.acteur.name, tasks)
    faults: Faults = {}
    for day in sorted(by_day):
        for task_id, fault in _leave_day(station, folder, connector, day, by_day[day]).items():
            faults.setdefault(task_id, fault)
    return faults


def _leave_day(
    station: Station, folder: DepositFolder, connector: Connector, day: date, tasks: Sequence[Task]
) -> Faults:
    every = [task.id for task in tasks]
    try:
        made = _made(gathered(station, folder, day), folder.locale)
        for _ in range(TURNS):
            if fault := _put(connector, folder, day, made):
                return dict.fromkeys(every, fault)
            before, made = made, _made(gathered(station, folder, day), folder.locale)
            if (made.html, made.csv) == (before.html, before.csv):
                return {
                    task.id: made.left_out[task.subject]
                    for task in tasks
                    if task.effect is Effect.REPORT and task.subject in made.left_out
                }
    except BaseException as error:  # noqa: BLE001 - what one day raises holds up no other
        return dict.fromkeys(every, as_fault(error, file_names.stem_of_day(day)))
    return dict.fromkeys(every, _busy(day))


def _put(connector: Connector, folder: DepositFolder, day: date, made: _Made) -> NavetteError | None:
    """Why the files could not be left; the CSV goes first, so that a page never names one that is not there."""
    stem = file_names.stem_of_day(day)
    files = (
        Put(folder=folder.answers, name=f"{stem}.csv", content=made.csv),
        Put(folder=folder.answers, name=f"{stem}.html", content=made.html),
    )
    return next((fault for _, fault in connector.put(files) if fault is not None), None)


def _days(station: Station, drop: str, tasks: Sequence[Task]) -> dict[date, list[Task]]:
    """The tasks by the days they are about: a deposit's own, those on which its documents changed since, and those of
    what was refused and a deposit replaces.
    """
    reports = {task.subject: task for task in tasks if task.effect is Effect.REPORT}
    statuses = {task.subject: task for task in tasks if task.effect is Effect.STATUS}
    found: defaultdict[date, dict[int, Task]] = defaultdict(dict)
    for deposit in station.ledger.deposits.by_ids(list(reports)):
        found[paris_day(deposit.received_at)][deposit.id] = reports[deposit.id]
    for invoice in station.ledger.invoices.of_deposits(*reports):
        if invoice.status_at:
            found[paris_day(invoice.status_at)][invoice.deposit_id] = reports[invoice.deposit_id]
    replaced = station.ledger.reports.replaced_by(drop, reports, station.clock())
    for deposit in station.ledger.deposits.by_ids(replaced):
        found[paris_day(deposit.received_at)].update(reports)
    by_day = {day: list(mine.values()) for day, mine in found.items()}
    for change in station.ledger.follow_up.changes(list(statuses)):
        by_day.setdefault(paris_day(change.at), []).append(statuses[change.event_id])
    return by_day


def gathered(station: Station, folder: DepositFolder, day: date) -> DayReport:
    """What the ledger has of ``day`` for the account of ``folder``."""
    drop, ledger = folder.acteur.name, station.ledger
    since, until = _midnight(day), _midnight(day + timedelta(days=1))
    names = tuple(name_of(kind, drop) for kind in DepositKind)
    deposits = tuple(replace(one, taken=False) for one in ledger.deposits.received_between(names, since, until))
    own = tuple(one for one in deposits if one.kind is DepositKind.FACTURES)
    ids = {one.id for one in own}
    scope = ReportScope(drop=drop)
    return DayReport(
        day=day,
        account=station.settings.drop(drop).nom or drop,
        deposits=own,
        invoices=ledger.invoices.of_deposits(*ids),
        follow_up=tuple(
            FollowUpFile(deposit=one, lines=ledger.follow_up.lines_of(one.id))
            for one in deposits
            if one.kind is not DepositKind.FACTURES
        ),
        changes=tuple(
            change for change in ledger.follow_up.changes_between(drop, since, until) if _is_news(change, day)
        ),
        open_places=frozenset(
            (one.deposit_id, one.position)
            for one in ledger.reports.corrections_due(scope, until)
            if one.deposit_id in ids and one.status in (None, Status.REJETEE)
        ),
        set_aside=tuple(one for one in ledger.reports.set_aside(scope, until) if one.deposit_id in ids),
    )


def _is_news(change: StatusChange, day: date) -> bool:
    """Whether a change is told: the way of an invoice to its recipient is not, nor what its own table of the day says
    already.
    """
    if change.actor == "navette" and change.status in _ON_ITS_WAY:
        return False
    first = change.previous is None or change.status is Status.DEPOSEE
    return not (first and paris_day(change.deposited_at) == day)


def _made(report: DayReport, locale: Locale) -> _Made:
    """The files; a deposit that cannot be shown, whatever it raises, is left out and its answer stays due."""
    try:
        return _Made(html=day_page.as_html(report, locale), csv=day_csv.as_csv(report, locale), left_out={})
    except BaseException:
        left_out = dict(_not_shown(report, locale))
        if not left_out:
            raise
    kept = replace(
        report,
        deposits=_without(report.deposits, left_out),
        invoices=tuple(one for one in report.invoices if one.deposit_id not in left_out),
        follow_up=tuple(one for one in report.follow_up if one.deposit.id not in left_out),
    )
    return replace(_made(kept, locale), left_out=left_out)


def _not_shown(report: DayReport, locale: Locale) -> Iterator[tuple[int, NavetteError]]:
    """The deposits that cannot be shown even alone, and why."""
    nothing = replace(report, deposits=(), invoices=(), follow_up=(), changes=(), set_aside=())
    for deposit in (*report.deposits, *(file.deposit for file in report.follow_up)):
        alone = replace(
            nothing,
            deposits=tuple(one for one in report.deposits if one.id == deposit.id),
            invoices=tuple(one for one in report.invoices if one.deposit_id == deposit.id),
            follow_up=tuple(one for one in report.follow_up if one.deposit.id == deposit.id),
        )
        try:
            day_page.as_html(alone, locale)
            day_csv.as_csv(alone, locale)
        except BaseException as error:  # noqa: BLE001 - whatever one deposit raises holds up no other
            yield deposit.id, as_fault(error, deposit.name)


def _without(deposits: Iterable[Deposit], left_out: Mapping[int, NavetteError]) -> tuple[Deposit, ...]:
    return tuple(one for one in deposits if one.id not in left_out)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), PARIS).astimezone(UTC)


def _busy(day: date) -> NavetteError:
    return Undecided(
        Text(
            f"Le compte rendu du {day.isoformat()} change plus vite qu'il ne s'écrit.",
            f"The report of {day.isoformat()} changes faster than it is written.",
        ),
        Text("Le prochain passage l'écrira.", "The next run writes it."),
    )
