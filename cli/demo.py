"""``navette demo``: a whole night on this machine, from three suppliers' SFTP drops to the services and back."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from cli import prefect_home
from cli.demo_server import Served, serving
from cli.night_report import show
from cli.run import night
from domain.deposit import DepositedInvoice, Disposition
from domain.errors import NavetteError
from domain.finding import Finding, Severity
from hub import settings
from hub.station import ledger_url
from ledger import Ledger
from samples import depot

MARK = ".navette-demo"
ROOT = Path(__file__).resolve().parent.parent
SETTINGS = """\
# Settings of the demonstration, written by `navette demo`.
[ledger]
url = "sqlite:///navette.db"
[store]
folder = "store"
[annuaire]
folder = "annuaire"

[doors.sftp]
connector = "sftp"
host = "127.0.0.1"
port = {port}
username = "{username}"
root = "/"
key_file = "{key_file}"
host_key = "{host_key}"

{drops}
[recipients]
door = "sftp"
folder = "destinataires"

[run]
quiet = 1.0
"""
DROP = """\
[[drops]]
name = "{name}"
door = "sftp"
folder = "fournisseurs/{name}"
deposants = {deposants}
"""


def demo(
    folder: Annotated[Path, typer.Option("--folder", help="Where the demonstration is laid out.")] = Path("demo"),
) -> None:
    """Lays out three suppliers' drop folders, runs the night through Prefect, and shows what became of each invoice.

    Everything happens on this machine, on loopback, below one folder that is made anew.

    Example: `navette demo`
    """
    started = perf_counter()
    console = Console(highlight=False)
    place = _fresh(folder)
    world = place / "sftp"
    for account in depot.ACCOUNTS:
        (world / "fournisseurs" / account.name).mkdir(parents=True)
    (world / "destinataires").mkdir()
    depot.fill(world / "fournisseurs")
    shutil.copytree(ROOT / "samples" / "annuaire", place / "annuaire")
    prefect_home.prepare(apart=True)
    with serving(world, place / "secrets") as served:
        config = _write_settings(place, served)
        console.print(f"Serveur SFTP de démonstration : 127.0.0.1:{served.port}, trois comptes fournisseurs remplis.")
        console.print("La nuit commence (Prefect démarre, une vingtaine de secondes la première fois)…")
        tallies, trouble = night(config, None, reports=True)
    _tell(console, config)
    show(tallies, console)
    if trouble:
        console.print(f"! {trouble}", style="yellow", markup=False)
    _where(console, place, world)
    console.print(f"Durée : {perf_counter() - started:.0f} s")


def _fresh(folder: Path) -> Path:
    """The demonstration's folder, empty. Raises when it holds something a demonstration did not make."""
    if folder.exists():
        if any(folder.iterdir()) and not (folder / MARK).exists():
            raise NavetteError(f"{folder} is not a demonstration's folder.", "Choose another one with --folder.")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / MARK).touch()
    return folder.absolute()


def _write_settings(place: Path, served: Served) -> Path:
    drops = "\n".join(DROP.format(name=a.name, deposants=list(a.deposants)) for a in depot.ACCOUNTS).replace("'", '"')
    config = place / "navette.toml"
    config.write_text(
        SETTINGS.format(
            port=served.port,
            username=served.username,
            key_file=served.key_file.relative_to(place),
            host_key=served.host_key,
            drops=drops,
        ),
        encoding="utf-8",
    )
    Ledger.create(ledger_url(settings.load(config)))
    return config


def _tell(console: Console, config: Path) -> None:
    ledger = Ledger.open(ledger_url(settings.load(config)))
    for account in depot.ACCOUNTS:
        table = Table(title=f"Compte « {account.name} »", title_justify="left", title_style="bold", header_style="bold")
        table.add_column("Fichier", overflow="fold", max_width=44)
        table.add_column("Facture", no_wrap=True)
        table.add_column("Décision", no_wrap=True)
        table.add_column("Service destinataire, ou motifs", overflow="fold")
        for row in _rows(ledger.status_rows(since=None, siret=None, drop=account.name)):
            table.add_row(*row)
        for deposit in ledger.remarked(account.name):
            table.add_row(escape(deposit.name), "", "[magenta]irrecevable", _reasons(deposit.findings))
        console.print(table)


def _rows(invoices: Iterable[DepositedInvoice]) -> Iterable[tuple[str, str, str, str]]:
    for invoice in invoices:
        name = " › ".join(part for part in (invoice.deposit_name, invoice.member) if part)
        number = invoice.values["numero_facture"] or ""
        if invoice.disposition in (Disposition.ACCEPTED, Disposition.RECYCLED) and invoice.route:
            desk = f"{invoice.route.raison_sociale} — {invoice.route.nom_service or 'structure'}"
            yield escape(name), escape(number), "[green]acceptée", escape(desk)
        else:
            colour = "yellow" if invoice.disposition is Disposition.DOUBLON else "red"
            word = {Disposition.DOUBLON: "doublon", Disposition.IRRECEVABLE: "irrecevable"}.get(
                invoice.disposition, "rejetée"
            )
            yield escape(name), escape(number), f"[{colour}]{word}", _reasons(invoice.findings)


def _reasons(findings: Iterable[Finding]) -> str:
    shown = [f for f in findings if f.severity is Severity.FATAL] or list(findings)
    return "\n".join(f"{finding.code} {escape(finding.message.fr)}" for finding in shown[:3])


def _where(console: Console, place: Path, world: Path) -> None:
    table = Table(title="Où regarder", title_justify="left", title_style="bold", show_header=False, box=None)
    for label, path in (
        ("Certificats, comptes rendus, états CSV", world / "fournisseurs" / "*" / "retours"),
        ("Fichiers rangés", world / "fournisseurs" / "*" / "{traites,rejets}"),
        ("Dossiers des destinataires", world / "destinataires" / "<SIRET>" / "<code service>"),
        ("États CSV des destinataires", world / "destinataires" / "<SIRET>" / "rapports"),
        ("Registre et contenus", place / "navette.db"),
    ):
        table.add_row(label, str(path), style=None)
    console.print(table)
    console.print(
        f"Ensuite : navette status NUMERO -c {place}/navette.toml ; navette verify CERTIFICAT -c …", markup=False
    )
