"""What the demonstration ends with: what became of each document."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Line

from cli.show.lines import Paper, printable
from domain.deposit import Deposit, DepositedInvoice, Disposition
from domain.finding import Finding, Severity
from domain.route import Route
from hub import settings
from hub.runtime.station import ledger_url
from ledger import Ledger
from samples import depot

WIDE = 120
"""Columns from which the invoice's number has a column of its own."""
REASONS = 3
"""Reasons that are shown of a refusal; `navette status` tells them all, with the remedies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One document: its file, its invoice's number, and where it went or why it did not. All of it as markup."""

    file: str
    number: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The documents of one decision, and how it is shown."""

    title: str
    colour: str
    dispositions: frozenset[Disposition]


GROUPS = (
    Group(
        title="✓ acceptées, remises au service",
        colour="green",
        dispositions=frozenset({Disposition.ACCEPTED, Disposition.RECYCLED}),
    ),
    Group(title="= doublons, intégrés une seule fois", colour="yellow", dispositions=frozenset({Disposition.DOUBLON})),
    Group(title="? à compléter", colour="yellow", dispositions=frozenset({Disposition.A_COMPLETER})),
    Group(title="✗ factures rejetées", colour="red", dispositions=frozenset({Disposition.REJECTED})),
    Group(title="✗ fichiers irrecevables", colour="magenta", dispositions=frozenset({Disposition.IRRECEVABLE})),
)


def show_accounts(console: Console, config: Path) -> None:
    """For each account: what was accepted and for which service, what was refused and why."""
    ledger = Ledger.open(ledger_url(settings.load(config)))
    for account in depot.ACCOUNTS:
        console.print()
        console.print(
            Rule(f"[bold]{escape(account.nom)}[/bold] (compte « {account.name} »)", align="left", style="dim")
        )
        documents = sorted(ledger.status_rows(drop=account.name), key=lambda invoice: invoice.deposit_name)
        for group in GROUPS:
            rows = [_row(document) for document in documents if document.disposition in group.dispositions]
            if group is GROUPS[0]:
                rows.sort(key=lambda row: row.told)
            if Disposition.IRRECEVABLE in group.dispositions:
                rows += [_remark(deposit) for deposit in ledger.remarked(account.name)]
            if rows:
                _show_group(console, group, rows)


def _show_group(console: Console, group: Group, rows: list[Row]) -> None:
    console.print(f"\n[bold {group.colour}]{group.title} ({len(rows)})[/]")
    if group is not GROUPS[0]:
        _show_rows(console, rows)
        return
    for desk, delivered in groupby(rows, key=lambda row: row.told):
        Paper(console).write(Line.from_markup(f"[{group.colour}]→[/] {desk}"), indent=1, hanging=3)
        table = _table(4, 2, 9) if console.width >= WIDE else _table(3, 2)
        for row in delivered:
            table.add_row(f"  {row.file}", row.number)
        console.print(table)


def _show_rows(console: Console, rows: list[Row]) -> None:
    wide = console.width >= WIDE
    table = _table(4, 2, 9) if wide else _table(6, 7)
    for row in rows:
        if wide:
            table.add_row(row.file, row.number, row.told)
        else:
            table.add_row(f"{row.file}\n[dim]{row.number}[/]" if row.number else row.file, row.told)
    console.print(table)


def _table(*ratios: int) -> Table:
    table = Table(box=None, show_header=False, expand=True, padding=(0, 1))
    for ratio in ratios:
        table.add_column(ratio=ratio, overflow="fold")
    return table


def _row(document: DepositedInvoice) -> Row:
    name = " › ".join(part for part in (document.deposit_name, document.member) if part)
    number = escape(printable(document.values["numero_facture"] or ""))
    route = document.route
    if route and document.disposition in GROUPS[0].dispositions:
        return Row(file=_named(name), number=number, told=escape(f"{route.raison_sociale} — {_service(route)}"))
    return Row(file=_named(name), number=number, told=_reasons(document.findings))


def _service(route: Route) -> str:
    if not route.code_service:
        return "la structure"
    named = route.nom_service and route.nom_service != route.code_service
    return f"{route.code_service} ({route.nom_service})" if named else route.code_service


def _remark(deposit: Deposit) -> Row:
    return Row(file=_named(deposit.name), number="", told=_reasons(deposit.findings))


def _named(name: str) -> str:
    return escape(printable(name))


def _reasons(findings: Iterable[Finding]) -> str:
    everything = list(findings)
    fatal = [finding for finding in everything if finding.severity is Severity.FATAL] or everything
    told = [f"[bold]{finding.code}[/] {escape(finding.message.fr)}" for finding in fatal[:REASONS]]
    more = len(fatal) - REASONS
    return "\n".join([*told, f"… et {more} autre{'s' if more > 1 else ''}"] if more > 0 else told)
