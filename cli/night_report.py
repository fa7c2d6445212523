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
FOLLOW_UP = (
    (Count.APPLIED, "statut suivi", "statuts suivis"),
    (Count.REFUSED, "réponse refusée", "réponses refusées"),
    (Count.COMPLETED, "facture complétée", "factures complétées"),
    (Count.SUBMITTED, "facture remise à son valideur", "factures remises à leur valideur"),
    (Count.DOWNLOADED, "facture téléchargée par son destinataire", "factures téléchargées par leur destinataire"),
    (Count.LAPSED, "échéance passée en silence", "échéances passées en silence"),
    (Count.WARNED, "échéance proche", "échéances proches"),
)
"""What happened to earlier invoices: said in words, and only when it did."""
NIGHT = "Bilan de la nuit"


def show(tallies: Iterable[Tally], trouble: str = "", console: Console | None = None, title: str = NIGHT) -> None:
    """One line a supplier's account, a total when there are several, what became of earlier invoices, and ``trouble``:
    what stayed undone, in words."""
    console = console or Console(highlight=False)
    counted = list(tallies)
    table = plain_table(title=title)
    table.padding = (0, 1) if console.width >= WIDE else (0, 0)
    table.add_column("Compte", vertical="bottom", overflow="fold", min_width=12)
    for _, wide, narrow in COLUMNS:
        table.add_column(wide if console.width >= WIDE else narrow, justify="right", vertical="bottom")
    rows = [tally for tally in counted if _is_shown(tally)]
    for tally in rows:
        table.add_row(escape(printable(tally.drop)), *(str(tally.of(kind)) for kind, *_ in COLUMNS))
    if len(rows) > 1:
        table.add_section()
        sums = (str(sum(tally.of(kind) for tally in counted)) for kind, *_ in COLUMNS)
        table.add_row("Total", *sums, style="bold")
    console.print()
    console.print(table)
    followed = [(sum(tally.of(kind) for tally in counted), one, many) for kind, one, many in FOLLOW_UP]
    if said := [f"{count} {one if count == 1 else many}" for count, one, many in followed if count]:
        Paper(console).write("Suivi : " + ", ".join(said) + ".", hanging=2)
    for remark in (f"{tally.drop} : {remark}" for tally in counted for remark in tally.remarks):
        Paper(console).write(f"Remarque, {printable(remark)}", hanging=2)
    show_trouble(trouble, console)


def _is_shown(tally: Tally) -> bool:
    """Whether the tally is one of invoices: what only speaks of earlier ones is said below the table."""
    if tally.remarks and not tally.counts and not tally.troubles:
        return False
    counted = {kind for kind, *_ in COLUMNS}
    return not tally.counts or any(tally.of(kind) for kind in counted) or not any(tally.counts.values())


def show_trouble(trouble: str, console: Console) -> None:
    """What stayed undone, one thing a line."""
    paper = Paper(console)
    for rank, part in enumerate(part.strip() for part in trouble.split(" | ")):
        if part:
            paper.write(
                f"! {printable(part)}" if rank == 0 else printable(part), indent=0 if rank == 0 else 2, hanging=2
            )
