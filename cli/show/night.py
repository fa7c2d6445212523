"""The table a night ends with, and what stayed undone, said once."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape

from cli.show.lines import Paper, printable
from cli.show.tables import plain_table
from hub.runtime.run_counts import Count, RunCounts

WIDE = 100
"""Columns from which heads need no second line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """What a run's table is called, and what it counts: each with its head on a wide and on a narrow terminal."""

    title: str
    columns: tuple[tuple[Count, str, str], ...]


_RECEIVED = (Count.RECEIVED, "Fichiers reçus", "Fichiers\nreçus")
_SENT = (
    (Count.DELIVERED, "Remises", "Remi-\nses"),
    (Count.RETURNED, "Retours", "Re-\ntours"),
    (Count.WAITING, "En attente", "En\nattente"),
)
NIGHT = RunSummary(
    title="Bilan de la nuit",
    columns=(
        _RECEIVED,
        (Count.ACCEPTED, "Acceptées", "Accep-\ntées"),
        (Count.REJECTED, "Rejetées", "Reje-\ntées"),
        (Count.IRRECEVABLE, "Irrecevables", "Irrece-\nvables"),
        (Count.DOUBLON, "Doublons", "Dou-\nblons"),
        *_SENT,
    ),
)
SUIVI = RunSummary(
    title="Bilan du suivi",
    columns=(
        _RECEIVED,
        (Count.APPLIED, "Statuts suivis", "Statuts\nsuivis"),
        (Count.REFUSED, "Refusés", "Refu-\nsés"),
        (Count.COMPLETED, "Complétées", "Complé-\ntées"),
        *_SENT,
    ),
)
FOLLOW_UP = (
    (Count.TO_COMPLETE, "facture à compléter", "factures à compléter"),
    (Count.APPLIED, "statut suivi", "statuts suivis"),
    (Count.REFUSED, "réponse refusée", "réponses refusées"),
    (Count.COMPLETED, "facture complétée", "factures complétées"),
    (Count.SUBMITTED, "facture remise à son valideur", "factures remises à leur valideur"),
    (Count.DOWNLOADED, "facture téléchargée par son destinataire", "factures téléchargées par leur destinataire"),
    (Count.LAPSED, "échéance passée en silence", "échéances passées en silence"),
    (Count.WARNED, "échéance proche", "échéances proches"),
)
"""What happened to earlier invoices: said in words, and only when it did."""


def show(
    tallies: Iterable[RunCounts], trouble: str = "", console: Console | None = None, bilan: RunSummary = NIGHT
) -> None:
    """One line an account, a total when there are several, in words what became of earlier invoices that the table
    does not count, and ``trouble``: what stayed undone."""
    console = console or Console(highlight=False)
    counted = list(tallies)
    columns = {kind for kind, *_ in bilan.columns}
    table = plain_table(title=bilan.title)
    table.padding = (0, 1) if console.width >= WIDE else (0, 0)
    table.add_column("Compte", vertical="bottom", overflow="fold", min_width=12)
    for _, wide, narrow in bilan.columns:
        table.add_column(wide if console.width >= WIDE else narrow, justify="right", vertical="bottom")
    rows = [tally for tally in counted if _is_shown(tally, columns)]
    for tally in rows:
        table.add_row(escape(printable(tally.drop)), *(str(tally.of(kind)) for kind, *_ in bilan.columns))
    if len(rows) > 1:
        table.add_section()
        sums = (str(sum(tally.of(kind) for tally in counted)) for kind, *_ in bilan.columns)
        table.add_row("Total", *sums, style="bold")
    console.print()
    console.print(table)
    unsaid = [said for said in FOLLOW_UP if said[0] not in columns]
    followed = [(sum(tally.of(kind) for tally in counted), one, many) for kind, one, many in unsaid]
    if said := [f"{count} {one if count == 1 else many}" for count, one, many in followed if count]:
        Paper(console).write("Suivi : " + ", ".join(said) + ".", hanging=2)
    for remark in (f"{tally.drop} : {remark}" for tally in counted for remark in tally.remarks):
        Paper(console).write(f"Remarque, {printable(remark)}", hanging=2)
    show_trouble(trouble, console)


def _is_shown(tally: RunCounts, columns: set[Count]) -> bool:
    """Whether the tally is one of invoices: what only speaks of earlier ones is said below the table."""
    if tally.remarks and not tally.counts and not tally.troubles:
        return False
    return not tally.counts or any(tally.of(kind) for kind in columns) or not any(tally.counts.values())


def show_trouble(trouble: str, console: Console) -> None:
    """What stayed undone, one thing a line."""
    paper = Paper(console)
    for rank, part in enumerate(part.strip() for part in trouble.split(" | ")):
        if part:
            paper.write(
                f"! {printable(part)}" if rank == 0 else printable(part), indent=0 if rank == 0 else 2, hanging=2
            )
