"""``navette explain``: one rule: its sentence, its remedy, its source and its severity."""

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text as Line

from cli import language
from cli.rules import as_row
from cli.show.findings import COLOURS, REMEDY, SEVERITIES
from cli.show.lines import LineWriter, printable
from cli.usage.help_texts import Metavar, documented
from cli.usage.options import DEFAULT_CONFIG, AsJson, ChosenLocale, Config, settings_or_defaults
from cli.usage.summaries import SUMMARIES
from domain.finding import Severity
from domain.text import Locale, Text

if TYPE_CHECKING:
    from hub.inspect.rules import RuleOfPack

UNKNOWN = Text("Aucune règle n'a le code {code}.", "No rule has the code {code}.")
NEAREST = Text(" Codes voisins : {codes}.", " Nearest codes: {codes}.")
PACK = Text("Paquet : ", "Pack: ")
WEIGHT = Text("Gravité : ", "Severity: ")
SEPARATOR = Text(" ; ", "; ")
HERE = Text("{weight} dans vos réglages", "{weight} in your settings")
TERM = Text("Terme : ", "Term: ")
FIELD = Text("Champ : ", "Field: ")
PROFILES = Text("Profils Factur-X : ", "Factur-X profiles: ")
SCOPE = Text("Portée : ", "Scope: ")
SOURCE = Text("Source : ", "Source: ")


@documented(
    """
    Code de sortie 0 : expliquée ; 1 : aucune règle n'a ce code, et les plus proches sont nommées.

    Exemple : `navette explain BR-CO-15`
    """,
    """
    Exit code 0: explained; 1: no rule has this code, and the nearest are named.

    Example: `navette explain BR-CO-15`
    """,
    summary=SUMMARIES["explain"],
)
def explain(
    code: Annotated[
        str,
        typer.Argument(),
        Metavar("CODE", "CODE"),
        Text("Code d'une règle, tel que les constats le donnent.", "Code of a rule, as findings give it."),
    ],
    locale: ChosenLocale = None,
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Shows one rule."""
    from hub.inspect import rules

    chosen = settings_or_defaults(config)
    locale = locale or language.current()
    one = rules.found(code)
    if one is None:
        _show_unknown(code, locale, as_json=as_json)
        raise typer.Exit(1)
    here = chosen.rules.severities.get(one.rule.code)
    if as_json:
        body = as_row(one, locale) | {"severity_here": (here or one.rule.severity).value}
        sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
        return
    writer = LineWriter()
    writer.write(Line(one.rule.code, style=f"bold {COLOURS[one.rule.severity]}"))
    writer.write(one.rule.message.in_(locale), indent=2)
    writer.write(REMEDY.in_(locale) + one.rule.remedy.in_(locale), indent=2)
    for title, words in _facts(one, here, locale):
        writer.write(Line.assemble((title.in_(locale), "dim"), words), indent=2, hanging=4)


def _facts(one: "RuleOfPack", here: Severity | None, locale: Locale) -> Iterator[tuple[Text, str]]:
    from validators.packs.editions import EDITIONS

    rule, edition = one.rule, EDITIONS[one.rule.pack]
    yield PACK, f"{rule.pack.value} {edition.version}"
    yield WEIGHT, _weight(one, here, locale)
    if rule.term:
        yield TERM, rule.term
    if rule.field:
        yield FIELD, rule.field
    if one.profiles:
        yield PROFILES, ", ".join(one.profiles)
    yield SCOPE, edition.scope.in_(locale)
    yield SOURCE, rule.source


def _weight(one: "RuleOfPack", here: Severity | None, locale: Locale) -> str:
    """Its own severity, that of each syntax where they differ, and that of the settings where it is another."""
    own = SEVERITIES[one.rule.severity].in_(locale)
    if len({severity for _, severity in one.severities}) > 1:
        own = ", ".join(f"{SEVERITIES[weight].in_(locale)} ({syntax.upper()})" for syntax, weight in one.severities)
    if here is None or here is one.rule.severity:
        return own
    separator = SEPARATOR.in_(locale)
    return f"{own}{separator}{HERE.with_({'weight': SEVERITIES[here].in_(locale)}).in_(locale)}"


def _show_unknown(code: str, locale: Locale, *, as_json: bool) -> None:
    """No rule has ``code``: one sentence that names the nearest codes, or in JSON ``error`` and ``nearest``."""
    from hub.inspect import rules

    near = rules.nearest(code)
    sentence = UNKNOWN.with_({"code": printable(code)}).in_(locale)
    if as_json:
        sys.stdout.write(json.dumps({"error": sentence, "nearest": list(near)}, ensure_ascii=False) + "\n")
        return
    if near:
        sentence += NEAREST.with_({"codes": ", ".join(near)}).in_(locale)
    sys.stderr.write(f"navette: {sentence}\n")
