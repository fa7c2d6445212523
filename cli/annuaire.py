"""``navette annuaire``: the directory of public structures: bring it in, search it, show an entry."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn

import typer

import annuaire as directory
from cli.options import DEFAULT_CONFIG, AsJson, Config, settings_or_defaults
from cli.show.annuaire import describe, list_services, list_structures, show_diff
from cli.show.lines import printable
from domain.structure import Structure

app = typer.Typer(
    help="The directory of public structures and their services: bring it in, search it, show an entry.\n\n"
    "Example: `navette annuaire search nice`",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)


@app.command("import")
def bring_in(
    source: Annotated[
        Path,
        typer.Argument(exists=True, file_okay=False, help="Folder of the two official CSV files.", metavar="FOLDER"),
    ],
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
    show_diff(diff)


@app.command("search")
def search(
    texte: Annotated[
        list[str] | None, typer.Argument(help="Words of a name or a town, or a postcode.", metavar="WORD")
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
        list_structures(page.structures, page.total)
    raise typer.Exit(0 if page.structures else 1)


@app.command("show")
def show(
    siret: Annotated[str, typer.Argument(help="SIRET of the structure.", metavar="SIRET")],
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
    describe(structure)
    list_services(services)


def _unknown(siret: str, nearest: tuple[Structure, ...], *, as_json: bool) -> NoReturn:
    if as_json:
        sys.stdout.write(json.dumps(None) + "\n")
    else:
        sys.stderr.write(f"SIRET {printable(siret)} inconnu de l'annuaire.{' Les plus proches :' if nearest else ''}\n")
        if nearest:
            list_structures(nearest, len(nearest))
    raise typer.Exit(1)


def _folder(config: Path) -> Path:
    return settings_or_defaults(config).annuaire.folder
