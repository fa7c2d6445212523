"""The table a night ends with, and what stayed undone, said once."""

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape

from cli.paper import Paper, printable
from cli.tables import plain_table
from hub.tally import Count, Tally

WIDE = 100
"""Columns from which heads need no second line."""
COLUMNS = (
    (Count.RECEIVED, "Fichiers reçus", "Fichiers\nreçus"),
    (Count.ACCEPTED, "Acceptées", "Accep-\ntées"),
    (Count.REJECTED, "Rejetées", "Reje-\ntées"),
    (Count.IRRECEVABLE, "Irrecevables", "Irrece-\nvables"),
    (Count.DOUBLON, "Doublons", "Dou-\nblons"),
    (Count.DELIVERED, "Remises", "Remi-\nses"),
    (Count.RETURNED, "Retours", "Re-\ntours"),
    (Count.WAITING, "En attente", "En\nattente"),
)
"""What is counted, and its head on a wide and on a narrow terminal."""


def show(tallies: Iterable[Tally], trouble: str = "", console: Console | None = None) -> None:
    """One line a supplier's account, a total when there are several, and ``trouble``: what stayed undone, in words."""
    console = console or Console(highlight=False)
    counted = list(tallies)
    table = plain_table(title="Bilan de la nuit")
    table.padding = (0, 1) if console.width >= WIDE else (0, 0)
    table.add_column("Compte", vertical="bottom", overflow="fold", min_width=12)
    for _, wide, narrow in COLUMNS:
        table.add_column(wide if console.width >= WIDE else narrow, justify="right", vertical="bottom")
    for tally in counted:
        table.add_row(escape(printable(tally.drop)), *(str(tally.of(kind)) for kind, *_ in COLUMNS))
    if len(counted) > 1:
        table.add_section()
        sums = (str(sum(tally.of(kind) for tally in counted)) for kind, *_ in COLUMNS)
        table.add_row("Total", *sums, style="bold")
    console.print()
    console.print(table)
    show_trouble(trouble, console)


def show_trouble(trouble: str, console: Console) -> None:
    """What stayed undone, one thing a line."""
    paper = Paper(console)
    for rank, part in enumerate(part.strip() for part in trouble.split(" | ")):
        if part:
            paper.write(
                f"! {printable(part)}" if rank == 0 else printable(part), indent=0 if rank == 0 else 2, hanging=2
            )
