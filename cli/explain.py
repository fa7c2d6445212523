"""``navette explain``: one rule: what it says, what to do, where it comes from, how much it weighs."""

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text as Line

from cli.options import DEFAULT_CONFIG, AsJson, Config, settings_or_defaults
from cli.rules import as_row
from cli.show.findings import COLOURS, REMEDY, SEVERITIES
from cli.show.lines import Paper, printable
from domain.finding import Severity
from domain.text import Locale, Text

if TYPE_CHECKING:
    from hub.inspect.rules import RuleOfPack

UNKNOWN = Text("Aucune règle n'a le code {code}.", "No rule has the code {code}.")
NEAREST = Text(" Codes voisins : {codes}.", " Nearest codes: {codes}.")
PACK = Text("Paquet : ", "Pack: ")
WEIGHT = Text("Gravité : ", "Severity: ")
HERE = Text("{weight} dans vos réglages", "{weight} in your settings")
TERM = Text("Terme : ", "Term: ")
FIELD = Text("Champ : ", "Field: ")
PROFILES = Text("Profils Factur-X : ", "Factur-X profiles: ")
SCOPE = Text("Portée : ", "Scope: ")
SOURCE = Text("Source : ", "Source: ")


def explain(
    code: Annotated[str, typer.Argument(help="Code of a rule, as findings give it.", metavar="CODE")],
    locale: Annotated[Locale | None, typer.Option("--locale", help="Language of the sentences.")] = None,
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Explains one rule: its sentence, its remedy, its source, its pack, what it is about, and what it weighs.

    Exit code 0: explained; 1: no rule has this code, and the nearest are named.

    Example: `navette explain BR-CO-15`
    """
    from hub.inspect import rules

    chosen = settings_or_defaults(config)
    language = locale or chosen.locale
    one = rules.found(code)
    if one is None:
        _unknown(code, language)
        raise typer.Exit(1)
    here = chosen.rules.severities.get(one.rule.code)
    if as_json:
        body = as_row(one, language) | {"severity_here": (here or one.rule.severity).value}
        sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
        return
    paper = Paper()
    paper.write(Line(one.rule.code, style=f"bold {COLOURS[one.rule.severity]}"))
    paper.write(one.rule.message.in_(language), indent=2)
    paper.write(REMEDY.in_(language) + one.rule.remedy.in_(language), indent=2)
    for title, words in _facts(one, here, language):
        paper.write(Line.assemble((title.in_(language), "dim"), words), indent=2, hanging=4)


def _facts(one: "RuleOfPack", here: Severity | None, language: Locale) -> Iterator[tuple[Text, str]]:
    from validators.packs.editions import EDITIONS

    rule, edition = one.rule, EDITIONS[one.rule.pack]
    yield PACK, f"{rule.pack.value} {edition.version}"
    yield WEIGHT, _weight(one, here, language)
    if rule.term:
        yield TERM, rule.term
    if rule.field:
        yield FIELD, rule.field
    if one.profiles:
        yield PROFILES, ", ".join(one.profiles)
    yield SCOPE, edition.scope.in_(language)
    yield SOURCE, rule.source


def _weight(one: "RuleOfPack", here: Severity | None, language: Locale) -> str:
    """Its own severity, that of each syntax where they differ, and that of the settings where it is another."""
    own = SEVERITIES[one.rule.severity].in_(language)
    if len({severity for _, severity in one.severities}) > 1:
        own = ", ".join(f"{SEVERITIES[weight].in_(language)} ({syntax.upper()})" for syntax, weight in one.severities)
    if here is None or here is one.rule.severity:
        return own
    return f"{own} ; {HERE.with_({'weight': SEVERITIES[here].in_(language)}).in_(language)}"


def _unknown(code: str, language: Locale) -> None:
    from hub.inspect import rules

    said = UNKNOWN.with_({"code": printable(code)}).in_(language)
    if near := rules.nearest(code):
        said += NEAREST.with_({"codes": ", ".join(near)}).in_(language)
    sys.stderr.write(f"navette: {said}\n")
