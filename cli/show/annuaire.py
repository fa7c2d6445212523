"""What ``navette annuaire`` shows: what an import changed, structures, their services and their requirements."""

import sys
from collections.abc import Sequence

from rich.markup import escape

import annuaire as directory
from cli.show.console import Console
from cli.show.tables import plain_table
from domain.structure import Service, Structure
from domain.text import Locale, Text
from exporters.common.number_formats import count

SHOWN = 20
"""Entries of each kind that are shown."""
UNCHANGED = Text("Annuaire inchangé.", "The directory is unchanged.")
STRUCTURES_ADDED = Text("Structures ajoutées", "Structures added")
STRUCTURES_REMOVED = Text("Structures retirées", "Structures removed")
STRUCTURES_CHANGED = Text("Structures modifiées", "Structures changed")
SERVICES_ADDED = Text("Services ajoutés", "Services added")
SERVICES_REMOVED = Text("Services retirés", "Services removed")
SERVICES_CHANGED = Text("Services modifiés", "Services changed")
COUNTED = Text("{label} : {count}", "{label}: {count}")
CHANGE = Text("{field} : {before} → {after}", "{field}: {before} → {after}")
MORE = Text("  … et {count} de plus (tout avec --json)", "  … and {count} more (all with --json)")
NONE_FOUND = Text("Aucune structure trouvée.", "No structure found.")
STRUCTURE_HEADS = (
    Text("SIRET", "SIRET"),
    Text("Raison sociale", "Name"),
    Text("Code postal", "Postcode"),
    Text("Ville", "Town"),
    Text("Active", "Active"),
)
OF = Text("{shown} sur {total}", "{shown} of {total}")
NO_SERVICE = Text("Aucun code service à renseigner.", "No service code to give.")
SERVICE_HEADS = (
    Text("Code service", "Service code"),
    Text("Nom", "Name"),
    Text("Actif", "Active"),
    Text("Engagement exigé", "Engagement demanded"),
)
SERVICE = Text("code service obligatoire", "service code required")
ENGAGEMENT = Text("numéro d'engagement obligatoire", "engagement number required")
EITHER = Text("code service ou engagement obligatoire", "service code or engagement required")
WORKS_ONLY = Text("factures de travaux uniquement (MOA)", "works invoices only (MOA)")
INACTIVE = Text("INACTIVE", "INACTIVE")
DEMANDS = Text("Exige : {demands}", "Demands: {demands}")
SIRET_ONLY = Text("rien de plus que le SIRET", "nothing more than the SIRET")
YES = Text("oui", "yes")
NO = Text("non", "no")


def show_diff(diff: directory.Diff, locale: Locale) -> None:
    """What an import changed."""
    console = Console(highlight=False, markup=False, soft_wrap=True)
    if diff.empty:
        console.print(UNCHANGED.in_(locale))
        return
    for label, entries in (
        (STRUCTURES_ADDED, diff.structures_added),
        (STRUCTURES_REMOVED, diff.structures_removed),
        (SERVICES_ADDED, diff.services_added),
        (SERVICES_REMOVED, diff.services_removed),
    ):
        _list(console, label, [_name(entry) for entry in entries], locale)
    for label, changes in (
        (STRUCTURES_CHANGED, diff.structures_changed),
        (SERVICES_CHANGED, diff.services_changed),
    ):
        _list(console, label, [_change(change, locale) for change in changes], locale)


def _list(console: Console, label: Text, lines: Sequence[str], locale: Locale) -> None:
    console.print(COUNTED.with_({"label": label.in_(locale), "count": count(len(lines), locale)}).in_(locale))
    for line in lines[:SHOWN]:
        console.print(f"  {line}")
    if len(lines) > SHOWN:
        console.print(MORE.with_({"count": count(len(lines) - SHOWN, locale)}).in_(locale))


def _change(change: directory.EntryChange, locale: Locale) -> str:
    fields = (CHANGE.with_({"field": f.field, "before": f.before, "after": f.after}).in_(locale) for f in change.fields)
    return f"{_name(change.entry)} — {', '.join(fields)}"


def _name(entry: directory.DirectoryEntry) -> str:
    return " ".join(part for part in (entry.siret, entry.code, entry.nom) if part)


def list_structures(structures: tuple[Structure, ...], total: int, locale: Locale) -> None:
    """The structures found, ``total`` in all."""
    if not structures:
        sys.stdout.write(NONE_FOUND.in_(locale) + "\n")
        return
    table = plain_table(*(head.in_(locale) for head in STRUCTURE_HEADS))
    for found in structures:
        table.add_row(
            found.siret,
            escape(found.raison_sociale),
            escape(found.place.code_postal),
            escape(found.place.ville),
            _yes(found.active, locale),
        )
    Console(highlight=False).print(table)
    numbers = {"shown": count(len(structures), locale), "total": count(total, locale)}
    sys.stdout.write(OF.with_(numbers).in_(locale) + "\n")


def list_services(services: tuple[Service, ...], locale: Locale) -> None:
    """The services of one structure."""
    if not services:
        sys.stdout.write(NO_SERVICE.in_(locale) + "\n")
        return
    table = plain_table(*(head.in_(locale) for head in SERVICE_HEADS))
    for service in services:
        flags = (_yes(service.actif, locale), _yes(service.engagement, locale))
        table.add_row(escape(service.code), escape(service.nom), *flags)
    Console(highlight=False).print(table)


def describe(structure: Structure, locale: Locale) -> None:
    """The structure's name and address, and what it demands of an invoice."""
    demands = [
        label.in_(locale)
        for label, wanted in (
            (SERVICE, structure.service),
            (ENGAGEMENT, structure.engagement),
            (EITHER, structure.service_ou_engagement),
            (WORKS_ONLY, structure.moa_uniquement),
            (INACTIVE, not structure.active),
        )
        if wanted
    ]
    console = Console(highlight=False)
    console.print(f"[bold]{structure.siret}  {escape(structure.raison_sociale)}[/bold]")
    console.print(
        f"{structure.place.adresse} {structure.place.code_postal} {structure.place.ville}".strip(), markup=False
    )
    asked = ", ".join(demands) or SIRET_ONLY.in_(locale)
    console.print(DEMANDS.with_({"demands": asked}).in_(locale), markup=False)


def _yes(flag: bool, locale: Locale) -> str:
    return (YES if flag else NO).in_(locale)
