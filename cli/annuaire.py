"""``navette annuaire``: the directory of public structures: bring it in, search it, show an entry."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.markup import escape

import annuaire as directory
from cli.options import DEFAULT_CONFIG, AsJson, Config, settings_or_defaults
from cli.paper import printable
from cli.tables import plain_table
from domain.structure import Service, Structure

SHOWN = 20
"""Entries of each kind that a person is shown."""

app = typer.Typer(
    help="The directory of public structures and their services: bring it in, search it, show an entry.\n\n"
    "Example: `navette annuaire search nice`",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)


@app.command("import")
def bring_in(
    source: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder of the two official CSV files.")],
    force: Annotated[bool, typer.Option("--force", help="Even if many structures disappear.")] = False,
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Installs a new directory, all or nothing, and tells what changes; broken files are refused.

    Exit code 0: installed; 3: refused, and the directory in use is unchanged.

    Example: `navette annuaire import telechargements/annuaire`
    """
    diff = directory.install(source, _folder(config), forced=force)
    if as_json:
        sys.stdout.write(json.dumps(asdict(diff), ensure_ascii=False, default=str) + "\n")
        return
    _tell(diff)


@app.command("search")
def search(
    texte: Annotated[
        list[str] | None, typer.Argument(help="Words of a name or a town, or a postcode.", metavar="[WORD...]")
    ] = None,
    siret: Annotated[str, typer.Option("--siret", help="SIRET; * stands for anything.")] = "",
    nom: Annotated[str, typer.Option("--nom", help="Name; * stands for anything.")] = "",
    ville: Annotated[str, typer.Option("--ville", help="Town; * stands for anything.")] = "",
    code_postal: Annotated[str, typer.Option("--code-postal", help="Postcode; * stands for anything.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="Structures shown at most.")] = 20,
    offset: Annotated[int, typer.Option("--offset", min=0, help="Structures left out at the beginning.")] = 0,
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Finds structures by free words, or by SIRET, name, town or postcode; what is given must all match.

    Exit code 0: something found; 1: nothing.

    Example: `navette annuaire search alpes-maritimes`, or `navette annuaire search --nom "*port*" --siret "2206*"`
    """
    query = directory.Query(siret=siret, nom=nom, ville=ville, code_postal=code_postal, texte=" ".join(texte or ()))
    page = directory.search(directory.load(_folder(config)), query, limit=limit, offset=offset)
    if as_json:
        sys.stdout.write(json.dumps([asdict(found) for found in page.structures], ensure_ascii=False) + "\n")
    else:
        _list(page.structures, page.total)
    raise typer.Exit(0 if page.structures else 1)


@app.command("show")
def show(
    siret: Annotated[str, typer.Argument(help="SIRET of the structure.")],
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Shows a structure, what it demands, and its services.

    Exit code 0: found; 1: unknown (the nearest ones are shown).

    Example: `navette annuaire show 22060001900016`
    """
    opened = directory.load(_folder(config))
    structure = opened.structure("".join(siret.split()))
    if structure is None:
        _unknown(siret, opened.nearest_structures("".join(siret.split())), as_json=as_json)
    services = opened.services(structure.siret)
    if as_json:
        body = {**asdict(structure), "services": [asdict(service) for service in services]}
        sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
        return
    _describe(structure)
    _list_services(services)


def _unknown(siret: str, nearest: tuple[Structure, ...], *, as_json: bool) -> NoReturn:
    if as_json:
        sys.stdout.write(json.dumps(None) + "\n")
    else:
        sys.stderr.write(f"SIRET {printable(siret)} inconnu de l'annuaire.{' Les plus proches :' if nearest else ''}\n")
        if nearest:
            _list(nearest, len(nearest))
    raise typer.Exit(1)


def _tell(diff: directory.Diff) -> None:
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


def _list_entries(console: Console, label: str, entries: Sequence[directory.Entry]) -> None:
    console.print(f"{label} : {len(entries)}")
    for entry in entries[:SHOWN]:
        console.print(f"  {_name(entry)}")
    _list_more(console, len(entries))


def _list_more(console: Console, count: int) -> None:
    if count > SHOWN:
        console.print(f"  … et {count - SHOWN} de plus (tout avec --json)")


def _name(entry: directory.Entry) -> str:
    return " ".join(part for part in (entry.siret, entry.code, entry.nom) if part)


def _folder(config: Path) -> Path:
    return settings_or_defaults(config).annuaire.folder


def _list(structures: tuple[Structure, ...], total: int) -> None:
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


def _list_services(services: tuple[Service, ...]) -> None:
    if not services:
        sys.stdout.write("Aucun code service à renseigner.\n")
        return
    table = plain_table("Code service", "Nom", "Actif", "Engagement exigé")
    for service in services:
        table.add_row(escape(service.code), escape(service.nom), _yes(service.actif), _yes(service.engagement))
    Console(highlight=False).print(table)


def _describe(structure: Structure) -> None:
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
