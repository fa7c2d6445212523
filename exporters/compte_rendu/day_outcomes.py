"""The documents and files of a day by what their depositor does with them, and what is left to do in one sentence."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from domain.day_report import DayReport
from domain.deposit import Deposit, DepositedInvoice, Disposition
from domain.finding import Severity
from domain.status import FluxStatus, Status
from domain.suivi import LigneSuivi, Outcome, StatusChange
from domain.text import Text
from exporters.common.next_steps import next_step


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOutcomes:
    """The day's facts by what the reader does with them."""

    to_correct: tuple[DepositedInvoice, ...]
    files_to_correct: tuple[Deposit, ...]
    replaced: tuple[DepositedInvoice, ...]
    waiting: tuple[DepositedInvoice, ...]
    accepted: tuple[DepositedInvoice, ...]
    doublons: tuple[DepositedInvoice, ...]
    received: tuple[Deposit, ...]
    refused_lines: tuple[tuple[Deposit, LigneSuivi | None], ...]
    """``None``: the file as a whole."""
    changes: tuple[StatusChange, ...]
    """The last one of each invoice."""

    @property
    def to_take_up(self) -> int:
        """Invoices of which the last change asks something of their depositor: sent back, suspended, refused."""
        return sum(_asks(change) for change in self.changes)


def sorted_by_outcome(report: DayReport) -> DayOutcomes:
    """The day's facts, each group in the order of the files."""
    by_outcome: defaultdict[Disposition, list[DepositedInvoice]] = defaultdict(list)
    for invoice in report.invoices:
        by_outcome[invoice.disposition].append(invoice)
    refused = [*by_outcome[Disposition.REJECTED], *by_outcome[Disposition.IRRECEVABLE]]
    aside = {(one.deposit_id, one.position) for one in report.set_aside}
    still = [one for one in refused if (one.deposit_id, one.position) in report.open_places]
    gone = [one for one in refused if one not in still and (one.deposit_id, one.position) not in aside]
    return DayOutcomes(
        to_correct=tuple(still),
        files_to_correct=tuple(_files_to_correct(report)),
        replaced=tuple(gone),
        waiting=tuple(by_outcome[Disposition.A_COMPLETER]),
        accepted=(*by_outcome[Disposition.ACCEPTED], *by_outcome[Disposition.RECYCLED]),
        doublons=tuple(by_outcome[Disposition.DOUBLON]),
        received=tuple(
            one
            for one in (*report.deposits, *(file.deposit for file in report.follow_up))
            if one.status is FluxStatus.IN_RECU
        ),
        refused_lines=tuple(_lines_refused(report)),
        changes=tuple({change.invoice_id: change for change in report.changes}.values()),
    )


def _asks(change: StatusChange) -> bool:
    """Whether there is something to do; not of what waited and was refused because another deposit replaced it."""
    return next_step(change) is not None and not (change.previous is Status.A_COMPLETER and change.actor == "navette")


def _files_to_correct(report: DayReport) -> Iterator[Deposit]:
    """Files of which nothing could be used, and lots of which a part could not be read."""
    with_documents = {invoice.deposit_id for invoice in report.invoices}
    for deposit in report.deposits:
        fatal = any(finding.severity is Severity.FATAL for finding in deposit.findings)
        if (deposit.id, None) in report.open_places or (fatal and deposit.id in with_documents):
            yield deposit


def _lines_refused(report: DayReport) -> Iterator[tuple[Deposit, LigneSuivi | None]]:
    for file in report.follow_up:
        if any(finding.severity is Severity.FATAL for finding in file.deposit.findings):
            yield file.deposit, None
        for line in sorted(file.lines, key=lambda one: one.rank):
            if line.outcome is Outcome.REFUSED:
                yield file.deposit, line


def tone(found: DayOutcomes) -> str:
    """``bad``, ``part`` or ``good``, as the style sheet has it."""
    if found.to_correct or found.files_to_correct or found.refused_lines or found.to_take_up:
        return "bad"
    return "part" if found.waiting or found.received else "good"


def conclusion(found: DayOutcomes) -> Text:
    """What is left to do, in one sentence."""
    correct = len(found.to_correct) + len(found.files_to_correct) + len(found.refused_lines)
    parts = (
        (Text("à corriger", "to correct"), correct),
        (Text("à reprendre (renvoyées ou refusées)", "to take up (sent back or refused)"), found.to_take_up),
        (Text("à compléter", "to be completed"), len(found.waiting)),
        (Text("reçus, en cours de traitement", "received, being processed"), len(found.received)),
    )
    left = [(label, number) for label, number in parts if number]
    if not left:
        return ALL_DONE
    return Text(
        f"{' ; '.join(f'{label.fr} : {number}' for label, number in left).capitalize()}. {LEFT.fr}",
        f"{'; '.join(f'{label.en}: {number}' for label, number in left).capitalize()}. {LEFT.en}",
    )


LEFT = Text(
    "Ne renvoyez que ce qui est à corriger : le reste est déjà pris en compte.",
    "Send again only what is to be corrected: the rest is taken into account.",
)
ALL_DONE = Text(
    "Tout ce qui a été déposé ce jour est pris en compte. Vous n'avez rien à refaire.",
    "Everything deposited this day is taken into account. There is nothing left to do.",
)
