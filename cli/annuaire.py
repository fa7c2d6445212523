"""``navette annuaire``: the directory of public structures: bring it in, search it, show an entry."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn

import typer

import annuaire as directory
from cli import language
from cli.show.annuaire import describe, list_services, list_structures, show_diff
from cli.show.lines import printable
from cli.usage.commands import TranslatedCommand, TranslatedGroup
from cli.usage.help_texts import Metavar, documented, headed
from cli.usage.options import DEFAULT_CONFIG, AsJson, Config, settings_or_defaults
from cli.usage.summaries import SUMMARIES
from domain.structure import Structure
from domain.text import Text

HELP = headed(
    SUMMARIES["annuaire"], "Exemple : `navette annuaire search nice`", "Example: `navette annuaire search nice`"
)
SIRET = Metavar("SIRET", "SIRET")
UNKNOWN = Text("SIRET {siret} inconnu de l'annuaire.", "SIRET {siret} is not in the directory.")
NEAREST = Text(" Les plus proches :", " The nearest ones:")
app = typer.Typer(cls=TranslatedGroup, no_args_is_help=True, rich_markup_mode="markdown")


@app.command("import", cls=TranslatedCommand)
@documented(
    """
    Installe un nouvel annuaire, tout ou rien, et dit ce qui change ; des fichiers abîmés sont refusés.

    Code de sortie 0 : installé ; 3 : refusé, et l'annuaire en service est inchangé.

    Exemple : `navette annuaire import telechargements/annuaire`
    """,
    """
    Installs a new directory, all or nothing, and tells what changes; broken files are refused.

    Exit code 0: installed; 3: refused, and the directory in use is unchanged.

    Example: `navette annuaire import telechargements/annuaire`
    """,
)
def bring_in(
    source: Annotated[
        Path,
        typer.Argument(exists=True, file_okay=False),
        Metavar("DOSSIER", "FOLDER"),
        Text("Dossier des deux fichiers CSV officiels.", "Folder of the two official CSV files."),
    ],
    force: Annotated[
        bool,
        typer.Option("--force"),
        Text("Même si beaucoup de structures disparaissent.", "Even if many structures disappear."),
    ] = False,
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Installs the directory files of ``source`` and shows what changed."""
    diff = directory.install(source, _folder(config), forced=force)
    if as_json:
        sys.stdout.write(json.dumps(asdict(diff), ensure_ascii=False, default=str) + "\n")
        return
    show_diff(diff, language.current())


@app.command("search", cls=TranslatedCommand)
@documented(
    """
    Trouve des structures par mots libres, ou par SIRET, nom, ville ou code postal ; tout ce qui est donné doit
    convenir.

    Code de sortie 0 : trouvé ; 1 : rien.

    Exemple : `navette annuaire search alpes-maritimes`, ou `navette annuaire search --nom "*port*" --siret "2206*"`
    """,
    """
    Finds structures by free words, or by SIRET, name, town or postcode; what is given must all match.

    Exit code 0: something found; 1: nothing.

    Example: `navette annuaire search alpes-maritimes`, or `navette annuaire search --nom "*port*" --siret "2206*"`
    """,
)
def search(
    texte: Annotated[
        list[str] | None,
        typer.Argument(),
        Metavar("MOT", "WORD"),
        Text("Mots d'un nom ou d'une ville, ou code postal.", "Words of a name or a town, or a postcode."),
    ] = None,
    siret: Annotated[
        str, typer.Option("--siret"), Text("SIRET ; * remplace n'importe quoi.", "SIRET; * stands for anything.")
    ] = "",
    nom: Annotated[
        str, typer.Option("--nom"), Text("Nom ; * remplace n'importe quoi.", "Name; * stands for anything.")
    ] = "",
    ville: Annotated[
        str, typer.Option("--ville"), Text("Ville ; * remplace n'importe quoi.", "Town; * stands for anything.")
    ] = "",
    code_postal: Annotated[
        str,
        typer.Option("--code-postal"),
        Text("Code postal ; * remplace n'importe quoi.", "Postcode; * stands for anything."),
    ] = "",
    limit: Annotated[
        int,
        typer.Option("--limit", min=1, max=1000),
        Text("Structures montrées au plus.", "Structures shown at most."),
    ] = 20,
    offset: Annotated[
        int,
        typer.Option("--offset", min=0),
        Text("Structures passées au début.", "Structures left out at the beginning."),
    ] = 0,
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Shows the structures that match every criterion."""
    query = directory.Query(siret=siret, nom=nom, ville=ville, code_postal=code_postal, texte=" ".join(texte or ()))
    page = directory.search(directory.load(_folder(config)), query, limit=limit, offset=offset)
    if as_json:
        sys.stdout.write(json.dumps([asdict(found) for found in page.structures], ensure_ascii=False) + "\n")
    else:
        list_structures(page.structures, page.total, language.current())
    raise typer.Exit(0 if page.structures else 1)


@app.command("show", cls=TranslatedCommand)
@documented(
    """
    Montre une structure, ce qu'elle exige et ses services.

    Code de sortie 0 : trouvée ; 1 : inconnue (les plus proches sont montrées).

    Exemple : `navette annuaire show 22060001900016`
    """,
    """
    Shows a structure, what it demands, and its services.

    Exit code 0: found; 1: unknown (the nearest ones are shown).

    Example: `navette annuaire show 22060001900016`
    """,
)
def show(
    siret: Annotated[str, typer.Argument(), SIRET, Text("SIRET de la structure.", "SIRET of the structure.")],
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Shows the structure of this SIRET."""
    opened = directory.load(_folder(config))
    structure = opened.structure("".join(siret.split()))
    if structure is None:
        _unknown(siret, opened.nearest_structures("".join(siret.split())), as_json=as_json)
    services = opened.services(structure.siret)
    if as_json:
        body = {**asdict(structure), "services": [asdict(service) for service in services]}
        sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
        return
    describe(structure, language.current())
    list_services(services, language.current())


def _unknown(siret: str, nearest: tuple[Structure, ...], *, as_json: bool) -> NoReturn:
    if as_json:
        sys.stdout.write(json.dumps(None) + "\n")
    else:
        locale = language.current()
        sentence = UNKNOWN.with_({"siret": printable(siret)}).in_(locale)
        sys.stderr.write(f"{sentence}{NEAREST.in_(locale) if nearest else ''}\n")
        if nearest:
            list_structures(nearest, len(nearest), locale)
    raise typer.Exit(1)


def _folder(config: Path) -> Path:
    return settings_or_defaults(config).annuaire.folder
