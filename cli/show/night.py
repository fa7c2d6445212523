"""The table that a run ends with: counts by account, what became of earlier invoices, and what stayed undone."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from cli.show.lines import LineWriter, printable
from cli.show.tables import plain_table
from domain.text import Locale, Text
from hub.runtime.alike_troubles import told_once
from hub.runtime.run_counts import Count, RunCounts, name_of, remarks_of
from hub.runtime.unfinished import Undone, Unfinished

WIDE = 100
"""Columns from which heads need no second line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountColumn:
    """What a column counts, and its head on a wide and on a narrow terminal."""

    count: Count
    wide: Text
    narrow: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """The table of a run: its title and its columns."""

    title: Text
    columns: tuple[CountColumn, ...]


RECEIVED = CountColumn(
    count=Count.RECEIVED,
    wide=Text("Fichiers reçus", "Files received"),
    narrow=Text("Fichiers\nreçus", "Files\nreceived"),
)
ACCEPTED = CountColumn(
    count=Count.ACCEPTED,
    wide=Text("Acceptées", "Accepted"),
    narrow=Text("Accep-\ntées", "Accep-\nted"),
)
REJECTED = CountColumn(
    count=Count.REJECTED, wide=Text("Rejetées", "Rejected"), narrow=Text("Reje-\ntées", "Rejec-\nted")
)
IRRECEVABLE = CountColumn(
    count=Count.IRRECEVABLE,
    wide=Text("Irrecevables", "Inadmissible"),
    narrow=Text("Irrece-\nvables", "Inadmis-\nsible"),
)
DUPLICATES = CountColumn(
    count=Count.DOUBLON, wide=Text("Doublons", "Duplicates"), narrow=Text("Dou-\nblons", "Dupli-\ncates")
)
APPLIED = CountColumn(
    count=Count.APPLIED,
    wide=Text("Statuts suivis", "Statuses followed"),
    narrow=Text("Statuts\nsuivis", "Statuses\nfollowed"),
)
REFUSED = CountColumn(count=Count.REFUSED, wide=Text("Refusés", "Refused"), narrow=Text("Refu-\nsés", "Refu-\nsed"))
COMPLETED = CountColumn(
    count=Count.COMPLETED,
    wide=Text("Complétées", "Completed"),
    narrow=Text("Complé-\ntées", "Comple-\nted"),
)
SENT = (
    CountColumn(count=Count.DELIVERED, wide=Text("Remises", "Delivered"), narrow=Text("Remi-\nses", "Deli-\nvered")),
    CountColumn(count=Count.RETURNED, wide=Text("Retours", "Returned"), narrow=Text("Re-\ntours", "Re-\nturned")),
    CountColumn(count=Count.WAITING, wide=Text("En attente", "Waiting"), narrow=Text("En\nattente", "Wai-\nting")),
)
NIGHT = RunSummary(
    title=Text("Bilan de la nuit", "Summary of the night"),
    columns=(RECEIVED, ACCEPTED, REJECTED, IRRECEVABLE, DUPLICATES, *SENT),
)
FOLLOW_UP_RUN = RunSummary(
    title=Text("Bilan du suivi", "Summary of the follow-up"),
    columns=(RECEIVED, APPLIED, REFUSED, COMPLETED, *SENT),
)
FOLLOW_UP = (
    (
        Count.TO_COMPLETE,
        Text("facture à compléter", "invoice to complete"),
        Text("factures à compléter", "invoices to complete"),
    ),
    (Count.APPLIED, Text("statut suivi", "status followed"), Text("statuts suivis", "statuses followed")),
    (Count.REFUSED, Text("réponse refusée", "answer refused"), Text("réponses refusées", "answers refused")),
    (
        Count.COMPLETED,
        Text("facture complétée", "invoice completed"),
        Text("factures complétées", "invoices completed"),
    ),
    (
        Count.SUBMITTED,
        Text("facture remise à son valideur", "invoice submitted to its valideur"),
        Text("factures remises à leur valideur", "invoices submitted to their valideurs"),
    ),
    (
        Count.DOWNLOADED,
        Text("facture téléchargée par son destinataire", "invoice downloaded by its recipient"),
        Text("factures téléchargées par leur destinataire", "invoices downloaded by their recipients"),
    ),
    (
        Count.LAPSED,
        Text("échéance passée en silence", "deadline passed in silence"),
        Text("échéances passées en silence", "deadlines passed in silence"),
    ),
    (Count.WARNED, Text("échéance proche", "deadline near"), Text("échéances proches", "deadlines near")),
)
"""What happened to earlier invoices, one and several: shown in words, and only when it did happen."""
ACCOUNT = Text("Compte", "Account")
TOTAL = Text("Total", "Total")
FOLLOWED = Text("Suivi : {counts}.", "Follow-up: {counts}.")
WAITING = Text("En attente :", "Waiting:")
MORE = Text("… {n} de plus : `navette outbox list`", "… {n} more: `navette outbox list`")
SHOWN = 20
"""Lines of what waits."""
REMARK = Text("Remarque, {drop} : {remark}", "Remark, {drop}: {remark}")


def show(
    counts: Iterable[RunCounts], locale: Locale, console: Console | None = None, summary: RunSummary = NIGHT
) -> None:
    """One line an account, a total when there are several, then in words what the table does not count."""
    console = console or Console(highlight=False)
    counted = list(counts)
    shown = {column.count for column in summary.columns}
    console.print()
    console.print(_table(counted, summary, locale, wide=console.width >= WIDE))
    writer = LineWriter(console)
    unshown = ((sum(one.of(kind) for one in counted), one, many) for kind, one, many in FOLLOW_UP if kind not in shown)
    if words := [f"{number} {(one if number == 1 else many).in_(locale)}" for number, one, many in unshown if number]:
        writer.write(FOLLOWED.with_({"counts": ", ".join(words)}).in_(locale), hanging=2)
    for remark in remarks_of(counted):
        values = {"drop": printable(name_of(remark.subject, locale)), "remark": printable(remark.text.in_(locale))}
        writer.write(REMARK.with_(values).in_(locale), hanging=2)


def _table(counted: list[RunCounts], summary: RunSummary, locale: Locale, *, wide: bool) -> Table:
    table = plain_table(title=summary.title.in_(locale))
    table.padding = (0, 1) if wide else (0, 0)
    table.add_column(ACCOUNT.in_(locale), vertical="bottom", overflow="fold", min_width=12)
    for column in summary.columns:
        head = (column.wide if wide else column.narrow).in_(locale)
        table.add_column(head, justify="right", vertical="bottom")
    rows = [one for one in counted if _is_shown(one, {column.count for column in summary.columns})]
    for one in rows:
        table.add_row(
            escape(printable(name_of(one.drop, locale))), *(str(one.of(column.count)) for column in summary.columns)
        )
    if len(rows) > 1:
        table.add_section()
        sums = (str(sum(one.of(column.count) for one in counted)) for column in summary.columns)
        table.add_row(TOTAL.in_(locale), *sums, style="bold")
    return table


def _is_shown(counts: RunCounts, columns: set[Count]) -> bool:
    """Whether the account has a line: not when it has counts of earlier invoices only, shown in words."""
    if not counts.is_account or (counts.remarks and not counts.counts and not counts.troubles):
        return False
    return not counts.counts or any(counts.of(kind) for kind in columns) or not any(counts.counts.values())


def show_undone(undone: Undone, locale: Locale, console: Console) -> None:
    """What stayed undone: each error, its troubles one line a cause, and its remedy."""
    writer = LineWriter(console)
    for error in undone:
        writer.write(f"! {printable(error.message.in_(locale))}", hanging=2)
        for trouble in told_once(error.troubles) if isinstance(error, Unfinished) else ():
            writer.write(printable(trouble.in_(locale)), indent=2, hanging=2)
        waiting = error.waiting if isinstance(error, Unfinished) else ()
        if waiting:
            writer.write(WAITING.in_(locale), indent=2, hanging=2)
        for found in waiting[:SHOWN]:
            writer.write(printable(found.text.about(found.target).in_(locale)), indent=4, hanging=4)
        if len(waiting) > SHOWN:
            writer.write(MORE.with_({"n": len(waiting) - SHOWN}).in_(locale), indent=4, hanging=4)
        if remedy := error.remedy.in_(locale):
            writer.write(printable(remedy), indent=2, hanging=2)
