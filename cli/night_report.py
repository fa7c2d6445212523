"""The table a night ends with."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from hub.tally import Count, Tally

COLUMNS = (
    (Count.RECEIVED, "Reçus"),
    (Count.ACCEPTED, "Acceptées"),
    (Count.REJECTED, "Rejetées"),
    (Count.IRRECEVABLE, "Irrecevables"),
    (Count.DOUBLON, "Doublons"),
    (Count.DELIVERED, "Remises"),
    (Count.RETURNED, "Retours"),
    (Count.WAITING, "En attente"),
)


def show(tallies: Iterable[Tally], console: Console | None = None) -> None:
    """One line a supplier's account, its counts and what stayed undone."""
    table = Table(title="Bilan de la nuit", title_justify="left", header_style="bold")
    table.add_column("Compte fournisseur")
    for _, label in COLUMNS:
        table.add_column(label, justify="right")
    troubles, remarks = [], []
    for tally in tallies:
        table.add_row(tally.drop, *(str(tally.of(kind)) for kind, _ in COLUMNS))
        troubles += [f"{tally.drop} : {trouble}" for trouble in tally.troubles]
        remarks += [f"{tally.drop} : {remark}" for remark in tally.remarks]
    console = console or Console(highlight=False)
    console.print(table)
    for trouble in troubles:
        console.print(f"! {trouble}", style="yellow", markup=False)
    for remark in remarks:
        console.print(f"- {remark}", markup=False)
