"""Where to look after the demonstration, and how to go on: files that are there, commands that work when pasted."""

import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console

from samples import next_day

CERTIFICATE = "Un certificat de dépôt"
AGAIN = ("changements_", "cpp-statut_", "cdar_")
"""Files that each run adds to."""


def show_places(console: Console, place: Path) -> None:
    """Where to look, with files that are there, and commands that work when they are pasted."""
    accounts, recipients = place / "sftp" / "fournisseurs", place / "sftp" / "destinataires"
    examples = (
        (CERTIFICATE, accounts, "papeterie/retours/certificat_PAP-*.pdf"),
        ("Un compte rendu de dépôt", accounts, "papeterie/retours/compte-rendu_*.html"),
        ("Le dossier d'un service", recipients, "*/CULTURE"),
        ("La pièce qui manquait, remise avec sa facture", recipients, "*/DSN/*_complement*"),
        ("Le tableau de bord d'une structure, à ouvrir", recipients, "22060001900016/rapports/tableau-de-bord_*.html"),
        ("Une signature, remise avec la facture qu'elle signe", recipients, "*/*/*_signature01_*"),
        ("L'état d'une structure (CSV)", recipients, "22060001900016/rapports/statuts_*.csv"),
        ("Le modèle à remplir pour répondre (CSV)", recipients, "22060001900016/rapports/modele-statuts_*.csv"),
        ("Ce qu'il est advenu de ses réponses", recipients, "22060001900016/rapports/compte-rendu_*.html"),
        ("Les changements rendus au fournisseur (CSV)", accounts, "papeterie/retours/changements_*.csv"),
        ("Les mêmes en CPPStatut", accounts, "papeterie/retours/cpp-statut_*.xml"),
        ("Les mêmes en CDAR", accounts, "papeterie/retours/cdar_*.xml"),
        ("L'état d'un fournisseur (CSV)", accounts, "papeterie/retours/statuts_*.csv"),
        ("Les fichiers refusés", accounts, "papeterie/rejets"),
        ("Un fichier laissé en cours d'écriture", accounts, "papeterie/depot/*.part"),
    )
    found = [(label, first) for label, base, pattern in examples if (first := _shown(base.glob(pattern)))]
    console.print("\n[bold]Où regarder[/bold]")
    for label, path in found:
        _line(console, f"  {label}", f"    {path}")
    console.print("\n[bold]Et maintenant[/bold]")
    for label, command in _commands(place, dict(found).get(CERTIFICATE)):
        _line(console, f"  {label}", f"    {command}")


def _shown(found: Iterable[Path]) -> Path | None:
    """The first of what was found; of what is told again and again, the last."""
    paths = sorted(found)
    again = paths and paths[0].name.startswith(AGAIN)
    return (paths[-1] if again else paths[0]) if paths else None


def _commands(place: Path, certificate: Path | None) -> Iterator[tuple[str, str]]:
    """Labels and commands as a shell reads them."""
    program = Path(sys.argv[0])
    navette = "navette" if shutil.which("navette") else shlex.quote(str(program))
    config = shlex.quote(str(place / "navette.toml"))
    yield "Suivre une facture, tous ses dépôts et leurs motifs", f"{navette} status PAP-2026-0101 -c {config}"
    yield "Ce qui attend d'être complété", f"{navette} complete --list -c {config}"
    if certificate:
        yield "Vérifier un certificat", f"{navette} verify {shlex.quote(str(certificate))} -c {config}"
    if (place / "sftp" / "fournisseurs" / next_day.CHANTIER[0].name).exists():
        yield "Le dossier de travaux, et qui doit agir", f"{navette} dossier {next_day.DOSSIER} -c {config}"
    yield "Tout l'état, pour un tableur", f"{navette} export {shlex.quote(str(place / 'etats.csv'))} -c {config}"
    yield "Chercher une structure", f"{navette} annuaire search alpes-maritimes -c {config}"


def _line(console: Console, *parts: str) -> None:
    for part in parts:
        console.print(part, markup=False, soft_wrap=True)
