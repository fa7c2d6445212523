"""The day after the demonstration's night: who leaves what, and what is made of it."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Line

from cli.dossier import delay_of
from cli.show.dossier import show as show_dossier
from cli.show.lines import Paper, printable
from domain.deposit import DepositKind
from domain.paris_time import jour_a_paris, moment
from domain.status import LABELS
from domain.suivi import LigneSuivi, Outcome
from hub import settings
from hub.intake.inboxes import name_of
from hub.runtime.station import ledger_url
from ledger import Ledger
from samples import next_day
from samples.next_day import DroppedFile

MESSAGES = {"changements_": "tableau (CSV)", "cpp-statut_": "CPPStatut", "cdar_": "CDAR"}
"""How the messages about statuses begin, and what they are called."""
MARKS = {Outcome.APPLIED: "green", Outcome.ALREADY: "yellow", Outcome.NOTED: "yellow", Outcome.REFUSED: "red"}


def chapter(console: Console, title: str) -> None:
    """A heading of the story."""
    console.print()
    console.print(Rule(f"[bold]{title}[/bold]", align="left", style="dim"))


def show_plis(console: Console, plis: Iterable[DroppedFile]) -> None:
    """Who leaves which file where, and what it says."""
    paper = Paper(console)
    for pli in plis:
        paper.write(Line.from_markup(f"[bold]{escape(pli.qui)}[/] : {escape(pli.dit)}"), indent=1, hanging=3)
        paper.write(Line(f"{pli.dossier}/{pli.name}", style="dim"), indent=3)


def show_answers(console: Console, config: Path, plis: Iterable[DroppedFile]) -> None:
    """What became of each line of the status files among ``plis``."""
    ledger = Ledger.open(ledger_url(settings.load(config)))
    for pli in plis:
        speaker = pli.dossier.removeprefix("destinataires/").removesuffix("/statuts")
        if not pli.dossier.endswith("/statuts"):
            continue
        digest = sha256(pli.content).hexdigest()
        found = ledger.accepted_files(name_of(DepositKind.STATUTS, speaker), [digest], DepositKind.STATUTS)
        for deposit in found.values():
            console.print(f"\n [bold]{escape(pli.qui)}[/] [dim]{escape(deposit.name)}[/]")
            table = Table(box=None, show_header=False, expand=True, padding=(0, 1))
            for ratio in (3, 9):
                table.add_column(ratio=ratio, overflow="fold")
            for line in ledger.lines_of(deposit.id):
                table.add_row(f"  {escape(printable(line.number))}", _became(line))
            console.print(table)


def _became(line: LigneSuivi) -> str:
    colour = MARKS[line.outcome]
    if line.outcome is Outcome.REFUSED:
        reasons = " ".join(finding.message.fr for finding in line.findings)
        return f"[{colour}]✗ « {escape(printable(line.code))} » refusé[/] : {escape(printable(reasons))}"
    new = LABELS[line.after] if line.after else line.code
    before = f" (était : {LABELS[line.before].lower()})" if line.before else ""
    return f"[{colour}]✓ {escape(printable(new))}[/]{before}"


def returned(world: Path) -> frozenset[Path]:
    """Every message about statuses that lies in the suppliers' ``retours/``."""
    found = world.glob("fournisseurs/*/retours/*")
    return frozenset(path for path in found if path.name.startswith(tuple(MESSAGES)))


def show_returns(console: Console, world: Path, before: frozenset[Path]) -> None:
    """What suppliers find since ``before``: the changes of their invoices, in each format."""
    paper = Paper(console)
    console.print("\n[bold]Ce que les fournisseurs retrouvent dans retours/[/bold]")
    news = sorted(returned(world) - before)
    for account, paths in groupby(news, key=lambda path: path.parent.parent.name):
        names = [path.name for path in paths]
        kinds = ((label, sum(name.startswith(kind) for name in names)) for kind, label in MESSAGES.items())
        told = ", ".join(f"{count} {label}" for label, count in kinds if count)
        paper.write(Line.from_markup(f"[bold]{escape(account)}[/] : {told}"), indent=1, hanging=3)


def show_life(console: Console, config: Path, number: str) -> None:
    """Every step of one invoice, in order."""
    chapter(console, f"La facture {number}, pas à pas")
    paper = Paper(console)
    for history in Ledger.open(ledger_url(settings.load(config))).find(number):
        route = history.invoice.route
        for event in history.events:
            motif = f" : {printable(event.motif)}" if event.motif else ""
            actor = route.raison_sociale if route and event.actor == route.siret else event.actor
            told = f"{LABELS[event.status]}{motif} (par {printable(actor)})"
            paper.write(f"{moment(event.at)}  {told}", indent=1, hanging=22)


def show_works(console: Console, config: Path, now: datetime) -> None:
    """The works dossier as `navette dossier` tells it."""
    chapter(console, f"Le dossier de travaux {next_day.DOSSIER}")
    chosen = settings.load(config)
    ledger, paper = Ledger.open(ledger_url(chosen)), Paper(console)
    for dossier in ledger.dossiers(next_day.DOSSIER):
        complements = ledger.complements_of([piece.invoice_id for piece in dossier.pieces])
        show_dossier(paper, dossier, complements, jour_a_paris(now), delay_of(chosen, dossier), chosen.locale)
