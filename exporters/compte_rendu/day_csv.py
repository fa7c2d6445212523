"""The *compte rendu* of a day as CSV: the lines of every deposit of the day, refusals of all of them first."""

from collections import defaultdict
from collections.abc import Iterator

from domain.causes import Cause, by_cause
from domain.day_report import DayReport, FollowUpFile
from domain.deposit import DepositedInvoice, Disposition
from domain.finding import Severity
from domain.suivi import Outcome
from domain.text import Locale
from exporters.compte_rendu.csv_lines import COMPTE_RENDU, FindingLine, lines_of
from exporters.compte_rendu.status_file_summary import summarise as summarise_lines
from exporters.compte_rendu.summary import summarise
from exporters.reports import csv_writer

_FIRST = frozenset({Disposition.REJECTED, Disposition.IRRECEVABLE})
_NEXT = frozenset({Disposition.A_COMPLETER})


def as_csv(report: DayReport, locale: Locale) -> bytes:
    """A line for each cause, one for what has none, in the columns of the *compte rendu* of a deposit."""
    return csv_writer.as_csv(COMPTE_RENDU, sorted(_lines(report), key=_rank), locale)


def _lines(report: DayReport) -> Iterator[FindingLine]:
    documents: defaultdict[int, list[DepositedInvoice]] = defaultdict(list)
    for invoice in report.invoices:
        documents[invoice.deposit_id].append(invoice)
    for deposit in report.deposits:
        found = tuple(lines_of(deposit, summarise(documents[deposit.id])))
        yield from found or (FindingLine(deposit=deposit, invoice=None, cause=None),)
    for file in report.follow_up:
        yield from _of_follow_up(file)


def _of_follow_up(file: FollowUpFile) -> Iterator[FindingLine]:
    for cause in by_cause(file.deposit.findings):
        yield FindingLine(deposit=file.deposit, invoice=None, cause=cause)
    for line in summarise_lines(file.lines).lines:
        causes: tuple[Cause | None, ...] = by_cause(line.findings)
        for cause_found in causes or (None,):
            yield FindingLine(deposit=file.deposit, invoice=None, cause=cause_found, line=line)


def _rank(line: FindingLine) -> int:
    """Refused, to be completed, the rest; each in the order of the files."""
    if line.invoice:
        return 0 if line.invoice.disposition in _FIRST else 1 if line.invoice.disposition in _NEXT else 2
    if line.line:
        return 0 if line.line.outcome is Outcome.REFUSED else 2
    return 0 if line.cause and line.cause.headline.severity is Severity.FATAL else 2
