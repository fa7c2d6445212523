"""What became of each document of the demonstration's night, by account."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from rich.markup import escape
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Line

from cli.show.console import Console
from cli.show.lines import LineWriter, printable
from domain.causes import by_cause
from domain.deposit import Deposit, DepositedInvoice, Disposition
from domain.finding import Finding, Severity
from domain.route import Route
from domain.text import Locale, Text
from exporters.common.cause_sentences import sentence
from hub import settings
from hub.runtime.station import ledger_url
from ledger import Ledger
from samples import depot

WIDE = 120
"""Columns from which the invoice's number has a column of its own."""
REASONS = 3
"""Reasons that are shown of a refusal; ``navette status`` shows all, with the remedies."""
ACCOUNT = Text("[bold]{name}[/bold] (compte « {account} »)", "[bold]{name}[/bold] (account “{account}”)")
STRUCTURE = Text("la structure", "the structure")
MORE = Text("… et {count} de plus", "… and {count} more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One document, as markup: its file, its invoice's number, and its service or the reasons of its refusal."""

    file: str
    number: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The documents of one decision, and how it is shown."""

    title: Text
    colour: str
    dispositions: frozenset[Disposition]


GROUPS = (
    Group(
        title=Text("✓ acceptées, remises au service", "✓ accepted, delivered to the service"),
        colour="green",
        dispositions=frozenset({Disposition.ACCEPTED, Disposition.RECYCLED}),
    ),
    Group(
        title=Text("= doublons, intégrés une seule fois", "= duplicates, integrated once only"),
        colour="yellow",
        dispositions=frozenset({Disposition.DOUBLON}),
    ),
    Group(
        title=Text("? à compléter", "? to be completed"),
        colour="yellow",
        dispositions=frozenset({Disposition.A_COMPLETER}),
    ),
    Group(
        title=Text("✗ factures rejetées", "✗ invoices rejected"),
        colour="red",
        dispositions=frozenset({Disposition.REJECTED}),
    ),
    Group(
        title=Text("✗ fichiers irrecevables", "✗ files that cannot be received"),
        colour="magenta",
        dispositions=frozenset({Disposition.IRRECEVABLE}),
    ),
)


def show_accounts(console: Console, config: Path, locale: Locale) -> None:
    """For each account: what was accepted and for which service, what was refused and why."""
    ledger = Ledger.open(ledger_url(settings.load(config)))
    for account in depot.ACCOUNTS:
        console.print()
        title = ACCOUNT.with_({"name": escape(account.nom), "account": account.name}).in_(locale)
        console.print(Rule(title, align="left", style="dim"))
        documents = sorted(ledger.invoices.status_rows(drop=account.name), key=lambda invoice: invoice.deposit_name)
        for group in GROUPS:
            rows = [_row(document, locale) for document in documents if document.disposition in group.dispositions]
            if group is GROUPS[0]:
                rows.sort(key=lambda row: row.outcome)
            if Disposition.IRRECEVABLE in group.dispositions:
                rows += [_remark(deposit, locale) for deposit in ledger.deposits.with_findings(account.name)]
            if rows:
                _show_group(console, group, rows, locale)


def _show_group(console: Console, group: Group, rows: list[Row], locale: Locale) -> None:
    console.print(f"\n[bold {group.colour}]{group.title.in_(locale)} ({len(rows)})[/]")
    if group is not GROUPS[0]:
        _show_rows(console, rows)
        return
    for desk, delivered in groupby(rows, key=lambda row: row.outcome):
        LineWriter(console).write(Line.from_markup(f"[{group.colour}]→[/] {desk}"), indent=1, hanging=3)
        table = _table(4, 2, 9) if console.width >= WIDE else _table(3, 2)
        for row in delivered:
            table.add_row(f"  {row.file}", row.number)
        console.print(table)


def _show_rows(console: Console, rows: list[Row]) -> None:
    wide = console.width >= WIDE
    table = _table(4, 2, 9) if wide else _table(6, 7)
    for row in rows:
        if wide:
            table.add_row(row.file, row.number, row.outcome)
        else:
            table.add_row(f"{row.file}\n[dim]{row.number}[/]" if row.number else row.file, row.outcome)
    console.print(table)


def _table(*ratios: int) -> Table:
    table = Table(box=None, show_header=False, expand=True, padding=(0, 1))
    for ratio in ratios:
        table.add_column(ratio=ratio, overflow="fold")
    return table


def _row(document: DepositedInvoice, locale: Locale) -> Row:
    name = " › ".join(part for part in (document.deposit_name, document.member) if part)
    number = escape(printable(document.values["numero_facture"] or ""))
    route = document.route
    if route and document.disposition in GROUPS[0].dispositions:
        desk = escape(f"{route.raison_sociale} — {_service(route, locale)}")
        return Row(file=_named(name), number=number, outcome=desk)
    return Row(file=_named(name), number=number, outcome=_reasons(document.findings, locale))


def _service(route: Route, locale: Locale) -> str:
    if not route.code_service:
        return STRUCTURE.in_(locale)
    named = route.nom_service and route.nom_service != route.code_service
    return f"{route.code_service} ({route.nom_service})" if named else route.code_service


def _remark(deposit: Deposit, locale: Locale) -> Row:
    return Row(file=_named(deposit.name), number="", outcome=_reasons(deposit.findings, locale))


def _named(name: str) -> str:
    return escape(printable(name))


def _reasons(findings: Iterable[Finding], locale: Locale) -> str:
    everything = by_cause(findings)
    fatal = [cause for cause in everything if cause.headline.severity is Severity.FATAL] or everything
    shown = [f"[bold]{cause.headline.code}[/] {escape(sentence(cause, locale))}" for cause in fatal[:REASONS]]
    more = len(fatal) - REASONS
    rest = MORE.with_({"count": more})
    return "\n".join([*shown, rest.in_(locale)] if more > 0 else shown)
