"""The table that a run ends with: counts by account, what became of earlier invoices, and what stayed undone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text as Line

from cli.show.console import Console
from cli.show.lines import LineWriter, printable
from cli.show.tables import plain_table
from domain.text import Locale, Text
from hub.runtime.run_counts import Count, RunCounts, remarks_of
from hub.runtime.troubles import name_of, told_once
from hub.runtime.unfinished import Undone, Unfinished

LEAST_NAME = 12
"""Least width of the column of accounts, in columns of the terminal; longer names are folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountColumn:
    """What a column counts, and its head on a wide and on a narrow terminal."""

    count: Count
    wide: Text
    narrow: Text

    def head(self, locale: Locale, *, wide: bool) -> str:
        """The head, of one line when ``wide``."""
        return (self.wide if wide else self.narrow).in_(locale)


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
    CountColumn(
        count=Count.UNDELIVERED,
        wide=Text("Non remises", "Not delivered"),
        narrow=Text("Non re-\nmises", "Not de-\nlivered"),
    ),
    CountColumn(count=Count.RETURNED, wide=Text("Retours", "Returned"), narrow=Text("Re-\ntours", "Re-\nturned")),
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
LEFT = (
    Text("1 fichier laissé dans son dossier (envoi en cours).", "1 file left in its folder (still being sent)."),
    Text(
        "{n} fichiers laissés dans leur dossier (envoi en cours).", "{n} files left in their folder (still being sent)."
    ),
)
"""Of :attr:`Count.WAITING`, one file and several: said in words, since no invoice waits."""
MORE = Text("… {n} de plus : `navette outbox list`", "… {n} more: `navette outbox list`")
SHOWN = 20
"""Lines of what waits."""
RETURNED = Text(
    "Retours : certificats, comptes rendus et changements de statut rendus aux fournisseurs, plusieurs par facture.",
    "Returned: certificates, comptes rendus and status changes given to suppliers, several an invoice.",
)
REMARK = Text("Remarque, {drop} : {remark}", "Remark, {drop}: {remark}")


def show(
    counts: Iterable[RunCounts], locale: Locale, console: Console | None = None, summary: RunSummary = NIGHT
) -> None:
    """One line an account, a total when there are several, then in words what the table does not count. What does not
    fit a line is one table an account.
    """
    console = console or Console(highlight=False)
    counted = list(counts)
    shown = {column.count for column in summary.columns}
    console.print()
    for table in _tables(counted, summary, locale, console.width):
        console.print(table)
    writer = LineWriter(console)
    if any(one.of(Count.RETURNED) for one in counted):
        writer.write(RETURNED.in_(locale), hanging=2)
    for one in counted:
        if left := one.of(Count.WAITING):
            sentence = LEFT[left > 1].with_({"n": left}).about(printable(name_of(one.drop, locale)))
            writer.write(sentence.in_(locale), hanging=2)
    unshown = ((sum(one.of(kind) for one in counted), one, many) for kind, one, many in FOLLOW_UP if kind not in shown)
    if words := [f"{number} {(one if number == 1 else many).in_(locale)}" for number, one, many in unshown if number]:
        writer.write(FOLLOWED.with_({"counts": ", ".join(words)}).in_(locale), hanging=2)
    for remark in remarks_of(counted):
        values = {"drop": printable(name_of(remark.subject, locale)), "remark": printable(remark.text.in_(locale))}
        writer.write(REMARK.with_(values).in_(locale), hanging=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A line of the table: an account or the total, with one figure a column."""

    name: str
    figures: tuple[str, ...]
    style: str = ""


def _tables(counted: list[RunCounts], summary: RunSummary, locale: Locale, width: int) -> Iterator[RenderableType]:
    """The table of the run, with names of accounts on one line when they fit, and heads too; on a terminal too narrow
    for its figures, its title and one table an account.
    """
    rows = list(_rows(counted, summary, locale))
    title, name = summary.title.in_(locale), max((cell_len(row.name) for row in rows), default=0)
    for least, wide in ((name, True), (name, False), (LEAST_NAME, True), (LEAST_NAME, False)):
        heads = [column.head(locale, wide=wide) for column in summary.columns]
        if max(least, LEAST_NAME) + _width(heads, rows, wide=wide) <= width:
            yield _table(title, heads, rows, locale, wide=wide)
            return
    yield Line(title, style="bold")
    for row in rows:
        yield Line()
        yield _of_account(row, [column.head(locale, wide=True) for column in summary.columns])


def _rows(counted: list[RunCounts], summary: RunSummary, locale: Locale) -> Iterator[_Row]:
    kinds = [column.count for column in summary.columns]
    rows = [one for one in counted if _is_shown(one, {*kinds, Count.WAITING})]
    for one in rows:
        yield _Row(name=printable(name_of(one.drop, locale)), figures=tuple(str(one.of(kind)) for kind in kinds))
    if len(rows) > 1:
        sums = tuple(str(sum(one.of(kind) for one in counted)) for kind in kinds)
        yield _Row(name=TOTAL.in_(locale), figures=sums, style="bold")


def _width(heads: list[str], rows: list[_Row], *, wide: bool) -> int:
    """Columns of the terminal that the figures need, with their heads and what is between columns."""
    figures = (
        max(cell_len(line) for line in (*head.split("\n"), *(row.figures[rank] for row in rows)))
        for rank, head in enumerate(heads)
    )
    return sum(figures) + len(heads) * (3 if wide else 1)


def _table(title: str, heads: list[str], rows: list[_Row], locale: Locale, *, wide: bool) -> Table:
    table = plain_table(title=title)
    table.padding = (0, 1) if wide else (0, 0)
    table.add_column(ACCOUNT.in_(locale), vertical="bottom", overflow="fold", min_width=LEAST_NAME)
    for head in heads:
        table.add_column(head, justify="right", vertical="bottom", no_wrap=True)
    for row in rows:
        if row.style:
            table.add_section()
        table.add_row(escape(row.name), *row.figures, style=row.style)
    return table


def _of_account(row: _Row, heads: list[str]) -> Table:
    table = plain_table(title=escape(row.name))
    table.show_header = False
    table.add_column(overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    for head, figure in zip(heads, row.figures, strict=True):
        table.add_row(f"  {head}", figure, style=row.style)
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
