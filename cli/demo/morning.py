"""The day after the demonstration's night: the files each actor drops, and how they are processed."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from rich.markup import escape
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Line

from cli.dossier import delay_of
from cli.show.console import Console
from cli.show.dossier import show as show_dossier
from cli.show.lines import LineWriter, printable
from domain.causes import by_cause
from domain.deposit import DepositKind
from domain.paris_time import paris_day, shown_moment
from domain.suivi import LigneSuivi, Outcome
from domain.text import Locale, Text
from exporters.common.actor_names import actor_name
from exporters.common.cause_sentences import sentence
from exporters.common.state_labels import STATUS_LABELS
from hub import settings
from hub.intake.deposit_folders import name_of
from hub.runtime.station import ledger_url
from ledger import Ledger
from samples import next_day
from samples.next_day import DroppedFile

MESSAGES = {
    "changements_": Text("tableau (CSV)", "table (CSV)"),
    "cpp-statut_": Text("CPPStatut", "CPPStatut"),
    "cdar_": Text("CDAR", "CDAR"),
    "compte-rendu_20": Text("page du jour", "page of the day"),
}
"""By the beginning of its file's name: what an answer about statuses is called."""
COLOURS = {Outcome.APPLIED: "green", Outcome.ALREADY: "yellow", Outcome.NOTED: "yellow", Outcome.REFUSED: "red"}
LEFT_BY = Text("[bold]{by}[/] : {says}", "[bold]{by}[/]: {says}")
REFUSED = Text("[{colour}]✗ « {code} » refusé[/] : {reasons}", "[{colour}]✗ “{code}” refused[/]: {reasons}")
BECAME = Text("[{colour}]✓ {new}[/]", "[{colour}]✓ {new}[/]")
BEFORE = Text(" (était : {before})", " (was: {before})")
RETURNS = Text("Ce que les fournisseurs retrouvent dans retours/", "What suppliers find in retours/")
RETURNED = Text("[bold]{account}[/] : {counts}", "[bold]{account}[/]: {counts}")
STEP_BY_STEP = Text("La facture {number}, pas à pas", "Invoice {number}, step by step")
STEP = Text("{at}  {status}{motif} (par {actor})", "{at}  {status}{motif} (by {actor})")
MOTIF = Text(" : {motif}", ": {motif}")
WORKS = Text("Le dossier de travaux {number}", "Works dossier {number}")


def chapter(console: Console, title: str) -> None:
    """Prints the heading of a part of the day."""
    console.print()
    console.print(Rule(f"[bold]{title}[/bold]", align="left", style="dim"))


def show_files(console: Console, files: Iterable[DroppedFile], locale: Locale) -> None:
    """Who drops which file where, and its content."""
    writer = LineWriter(console)
    for file in files:
        values = {"by": escape(file.by.in_(locale)), "says": escape(file.says.in_(locale))}
        writer.write(Line.from_markup(LEFT_BY.with_(values).in_(locale)), indent=1, hanging=3)
        writer.write(Line(f"{file.folder}/{file.name}", style="dim"), indent=3)


def show_answers(console: Console, config: Path, files: Iterable[DroppedFile], locale: Locale) -> None:
    """What became of each line of the status files among ``files``."""
    ledger = Ledger.open(ledger_url(settings.load(config)))
    for file in files:
        if not file.folder.endswith("/statuts"):
            continue
        siret = file.folder.removeprefix("destinataires/").removesuffix("/statuts")
        digest = sha256(file.content).hexdigest()
        found = ledger.deposits.accepted_files(name_of(DepositKind.STATUTS, siret), [digest], DepositKind.STATUTS)
        for deposit in found.values():
            console.print(f"\n [bold]{escape(file.by.in_(locale))}[/] [dim]{escape(deposit.name)}[/]")
            table = Table(box=None, show_header=False, expand=True, padding=(0, 1))
            for ratio in (3, 9):
                table.add_column(ratio=ratio, overflow="fold")
            for line in ledger.follow_up.lines_of(deposit.id):
                table.add_row(f"  {escape(printable(line.number))}", _outcome(line, locale))
            console.print(table)


def _outcome(line: LigneSuivi, locale: Locale) -> str:
    values = {"colour": COLOURS[line.outcome], "code": escape(printable(line.code))}
    if line.outcome is Outcome.REFUSED:
        reasons = " ".join(sentence(cause, locale) for cause in by_cause(line.findings))
        return REFUSED.with_({**values, "reasons": escape(printable(reasons))}).in_(locale)
    new = STATUS_LABELS[line.after].in_(locale) if line.after else line.code
    became = BECAME.with_({**values, "new": escape(printable(new))}).in_(locale)
    if line.before is None:
        return became
    return became + BEFORE.with_({"before": STATUS_LABELS[line.before].in_(locale).lower()}).in_(locale)


def returned(root: Path) -> frozenset[tuple[Path, str]]:
    """Every answer about statuses that is in the suppliers' ``retours/``, with its digest: a page is made anew."""
    found = (path for path in root.glob("fournisseurs/*/retours/*") if path.name.startswith(tuple(MESSAGES)))
    pages = (path for path in found if not path.name.startswith("compte-rendu_") or path.suffix == ".html")
    return frozenset((path, sha256(path.read_bytes()).hexdigest()) for path in pages)


def show_returns(console: Console, root: Path, before: frozenset[tuple[Path, str]], locale: Locale) -> None:
    """What suppliers find since ``before``: the changes of their invoices, in each format."""
    writer = LineWriter(console)
    console.print(f"\n[bold]{RETURNS.in_(locale)}[/bold]")
    new = sorted(path for path, _ in returned(root) - before)
    for account, paths in groupby(new, key=lambda path: path.parent.parent.name):
        names = [path.name for path in paths]
        kinds = ((label, sum(name.startswith(kind) for name in names)) for kind, label in MESSAGES.items())
        counts = ", ".join(f"{count} {label.in_(locale)}" for label, count in kinds if count)
        line = RETURNED.with_({"account": escape(account), "counts": counts}).in_(locale)
        writer.write(Line.from_markup(line), indent=1, hanging=3)


def show_steps(console: Console, config: Path, number: str, locale: Locale) -> None:
    """Every step of one invoice, in order."""
    chapter(console, STEP_BY_STEP.with_({"number": number}).in_(locale))
    writer = LineWriter(console)
    for history in Ledger.open(ledger_url(settings.load(config))).invoices.find(number):
        route = history.invoice.route
        for event in history.events:
            actor = actor_name(event.actor, {route.siret: route.raison_sociale} if route else {})
            values = {
                "at": shown_moment(event.at, locale),
                "status": STATUS_LABELS[event.status].in_(locale),
                "motif": MOTIF.with_({"motif": printable(event.motif)}).in_(locale) if event.motif else "",
                "actor": printable(actor),
            }
            writer.write(STEP.with_(values).in_(locale), indent=1, hanging=22)


def show_works(console: Console, config: Path, now: datetime, locale: Locale) -> None:
    """The works dossier, as ``navette dossier`` shows it."""
    chapter(console, WORKS.with_({"number": next_day.DOSSIER}).in_(locale))
    chosen = settings.load(config)
    ledger, writer = Ledger.open(ledger_url(chosen)), LineWriter(console)
    for dossier in ledger.follow_up.dossiers(next_day.DOSSIER):
        complements = ledger.follow_up.complements_of([piece.invoice_id for piece in dossier.pieces])
        show_dossier(writer, dossier, complements, paris_day(now), delay_of(chosen, dossier), locale)
