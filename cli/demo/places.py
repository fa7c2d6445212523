"""What to open and what to run after the demonstration: files that exist, commands that can be pasted."""

import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from cli.demo.portal_accounts import ACCOUNTS
from cli.show.console import Console
from domain.text import Locale, Text
from hub.settings.tables import PortailTable
from samples import next_day

WHERE = Text("Où regarder", "Where to look")
NOW = Text("Et maintenant", "And now")
PORT = PortailTable().port
CERTIFICATE = Text("Un certificat de dépôt", "A certificate of deposit")
PORTAL = Text("Le portail", "The portal")
OPEN = Text("L'ouvrir (Ctrl-C l'arrête)", "Open it (Ctrl-C stops it)")
ADDRESS = Text("Son adresse, sur cette machine seulement", "Its address, on this machine only")
PASSWORD = Text("Mot de passe des trois comptes : {password}", "Password of the three accounts: {password}")
AGAIN = ("changements_", "cpp-statut_", "cdar_")
"""Beginnings of the files of which each run writes another."""


def show_places(console: Console, home: Path, locale: Locale) -> None:
    """Lists files that exist, and commands that can be pasted."""
    accounts, recipients = home / "sftp" / "fournisseurs", home / "sftp" / "destinataires"
    examples = (
        (CERTIFICATE, accounts, "papeterie/retours/certificat_PAP-*.pdf"),
        (
            Text("Le compte rendu du jour d'un petit fournisseur", "A small supplier's report of the day"),
            accounts,
            "papeterie/retours/compte-rendu_*.html",
        ),
        (
            Text("Le compte rendu d'un dépôt, à un opérateur", "The report of one deposit, to an operator"),
            accounts,
            "operateur-edi/retours/compte-rendu_*.html",
        ),
        (Text("Le dossier d'un service", "The folder of a service"), recipients, "*/CULTURE"),
        (
            Text(
                "La pièce qui manquait, remise avec sa facture",
                "The piece that was missing, delivered with its invoice",
            ),
            recipients,
            "*/DSN/*_complement*",
        ),
        (
            Text("Le tableau de bord d'une structure, à ouvrir", "The dashboard of a structure, to open"),
            recipients,
            "22060001900016/rapports/tableau-de-bord_*.html",
        ),
        (
            Text(
                "Une signature, remise avec la facture qu'elle signe",
                "A signature, delivered with the invoice that it signs",
            ),
            recipients,
            "*/*/*_signature01_*",
        ),
        (
            Text("L'état d'une structure (CSV)", "The report of a structure (CSV)"),
            recipients,
            "22060001900016/rapports/statuts_*.csv",
        ),
        (
            Text("Le modèle à remplir pour répondre (CSV)", "The template to fill in for an answer (CSV)"),
            recipients,
            "22060001900016/rapports/modele-statuts_*.csv",
        ),
        (
            Text("Ce qu'il est advenu de ses réponses", "What became of its answers"),
            recipients,
            "22060001900016/rapports/compte-rendu_*.html",
        ),
        (
            Text("Les changements rendus au fournisseur (CSV)", "The changes returned to the supplier (CSV)"),
            accounts,
            "*/retours/changements_*.csv",
        ),
        (Text("Les mêmes en CPPStatut", "The same in CPPStatut"), accounts, "*/retours/cpp-statut_*.xml"),
        (Text("Les mêmes en CDAR", "The same in CDAR"), accounts, "*/retours/cdar_*.xml"),
        (
            Text("L'état d'un fournisseur (CSV)", "The report of a supplier (CSV)"),
            accounts,
            "papeterie/retours/statuts_*.csv",
        ),
        (Text("Les fichiers refusés", "The files that were refused"), accounts, "papeterie/rejets"),
        (
            Text("Un fichier laissé en cours d'écriture", "A file left while it is being written"),
            accounts,
            "papeterie/depot/*.part",
        ),
    )
    found = [(label, first) for label, base, pattern in examples if (first := _shown(base.glob(pattern)))]
    console.print(f"\n[bold]{WHERE.in_(locale)}[/bold]")
    for label, path in found:
        _line(console, f"  {label.in_(locale)}", f"    {path}")
    console.print(f"\n[bold]{NOW.in_(locale)}[/bold]")
    for label, command in _commands(home, dict(found).get(CERTIFICATE)):
        _line(console, f"  {label.in_(locale)}", f"    {command}")


def show_portal(console: Console, home: Path, locale: Locale, password: str) -> None:
    """How the portal is opened, its address, and the accounts that may connect with ``password``."""
    command = f"{_program()} portail -c {shlex.quote(str(home / 'navette.toml'))}"
    console.print(f"\n[bold]{PORTAL.in_(locale)}[/bold]")
    _line(console, f"  {OPEN.in_(locale)}", f"    {command}")
    _line(console, f"  {ADDRESS.in_(locale)}", f"    http://127.0.0.1:{PORT}")
    for one in ACCOUNTS:
        _line(console, f"  {one.courriel}, {one.who.in_(locale)}")
    _line(console, f"  {PASSWORD.with_({'password': password}).in_(locale)}")


def _program() -> str:
    return "navette" if shutil.which("navette") else shlex.quote(str(Path(sys.argv[0])))


def _shown(found: Iterable[Path]) -> Path | None:
    """The first of what was found; the last of the files of which each run writes another."""
    paths = sorted(found)
    again = paths and paths[0].name.startswith(AGAIN)
    return (paths[-1] if again else paths[0]) if paths else None


def _commands(home: Path, certificate: Path | None) -> Iterator[tuple[Text, str]]:
    """Labels and commands as a shell reads them."""
    navette = _program()
    config = shlex.quote(str(home / "navette.toml"))
    yield (
        Text(
            "Suivre une facture, tous ses dépôts et leurs motifs",
            "Follow an invoice, all its deposits and their reasons",
        ),
        f"{navette} status PAP-2026-0101 -c {config}",
    )
    yield Text("Ce qui attend d'être complété", "What waits to be completed"), f"{navette} complete --list -c {config}"
    if certificate:
        yield (
            Text("Vérifier un certificat", "Verify a certificate"),
            f"{navette} verify {shlex.quote(str(certificate))} -c {config}",
        )
    if (home / "sftp" / "fournisseurs" / next_day.CHANTIER[0].name).exists():
        yield (
            Text("Le dossier de travaux, et qui doit agir", "The works dossier, and who must act"),
            f"{navette} dossier {next_day.DOSSIER} -c {config}",
        )
    yield (
        Text("Tout l'état, pour un tableur", "The whole report, for a spreadsheet"),
        f"{navette} export {shlex.quote(str(home / 'etats.csv'))} -c {config}",
    )
    yield (
        Text("Chercher une structure", "Look for a structure"),
        f"{navette} annuaire search alpes-maritimes -c {config}",
    )


def _line(console: Console, *parts: str) -> None:
    for part in parts:
        console.print(part, markup=False, soft_wrap=True)
