"""What ``navette annuaire`` shows a person: what an import changed, structures, their services and demands."""

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape

import annuaire as directory
from cli.show.tables import plain_table
from domain.structure import Service, Structure

SHOWN = 20
"""Entries of each kind that a person is shown."""


def show_diff(diff: directory.Diff) -> None:
    """What an import changed."""
    console = Console(highlight=False, markup=False, soft_wrap=True)
    if diff.empty:
        console.print("Annuaire inchangé.")
        return
    for label, entries in (
        ("Structures ajoutées", diff.structures_added),
        ("Structures retirées", diff.structures_removed),
        ("Services ajoutés", diff.services_added),
        ("Services retirés", diff.services_removed),
    ):
        _list_entries(console, label, entries)
    for label, changes in (
        ("Structures modifiées", diff.structures_changed),
        ("Services modifiés", diff.services_changed),
    ):
        console.print(f"{label} : {len(changes)}")
        for change in changes[:SHOWN]:
            fields = ", ".join(f"{f.field} : {f.before} → {f.after}" for f in change.fields)
            console.print(f"  {_name(change.entry)} — {fields}")
        _list_more(console, len(changes))


def _list_entries(console: Console, label: str, entries: Sequence[directory.DirectoryEntry]) -> None:
    console.print(f"{label} : {len(entries)}")
    for entry in entries[:SHOWN]:
        console.print(f"  {_name(entry)}")
    _list_more(console, len(entries))


def _list_more(console: Console, count: int) -> None:
    if count > SHOWN:
        console.print(f"  … et {count - SHOWN} de plus (tout avec --json)")


def _name(entry: directory.DirectoryEntry) -> str:
    return " ".join(part for part in (entry.siret, entry.code, entry.nom) if part)


def list_structures(structures: tuple[Structure, ...], total: int) -> None:
    """The structures found, ``total`` in all."""
    if not structures:
        sys.stdout.write("Aucune structure trouvée.\n")
        return
    table = plain_table("SIRET", "Raison sociale", "Code postal", "Ville", "Active")
    for found in structures:
        table.add_row(
            found.siret,
            escape(found.raison_sociale),
            escape(found.place.code_postal),
            escape(found.place.ville),
            _yes(found.active),
        )
    Console(highlight=False).print(table)
    sys.stdout.write(f"{len(structures)} sur {total}\n")


def list_services(services: tuple[Service, ...]) -> None:
    """The services of one structure."""
    if not services:
        sys.stdout.write("Aucun code service à renseigner.\n")
        return
    table = plain_table("Code service", "Nom", "Actif", "Engagement exigé")
    for service in services:
        table.add_row(escape(service.code), escape(service.nom), _yes(service.actif), _yes(service.engagement))
    Console(highlight=False).print(table)


def describe(structure: Structure) -> None:
    """Who the structure is and what it demands of an invoice."""
    demands = [
        label
        for label, wanted in (
            ("code service obligatoire", structure.service),
            ("numéro d'engagement obligatoire", structure.engagement),
            ("code service ou engagement obligatoire", structure.service_ou_engagement),
            ("factures de travaux uniquement (MOA)", structure.moa_uniquement),
            ("INACTIVE", not structure.active),
        )
        if wanted
    ]
    console = Console(highlight=False)
    console.print(f"[bold]{structure.siret}  {escape(structure.raison_sociale)}[/bold]")
    console.print(
        f"{structure.place.adresse} {structure.place.code_postal} {structure.place.ville}".strip(), markup=False
    )
    console.print(f"Exige : {', '.join(demands) or 'rien de plus que le SIRET'}", markup=False)


def _yes(flag: bool) -> str:
    return "oui" if flag else "non"
