"""``navette rules``: the packs of rules that are here, and the rules of one."""

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from cli.options import DEFAULT_CONFIG, AsJson, Config, settings_or_defaults
from cli.show.findings import COLOURS, SEVERITIES
from cli.show.lines import Paper
from cli.show.tables import plain_table
from domain.finding import Pack
from domain.text import Locale, Text

if TYPE_CHECKING:
    from hub.inspect.rules import RuleOfPack
    from validators.packs.editions import Edition

HEADS = (
    Text("Paquet", "Pack"),
    Text("Version", "Version"),
    Text("En vigueur", "In force"),
    Text("Règles", "Rules"),
    Text("Portée", "Scope"),
)
ALWAYS = Text("toujours", "always")


def rules(
    pack: Annotated[Pack | None, typer.Option("--pack", help="Lists every rule of this pack.")] = None,
    locale: Annotated[Locale | None, typer.Option("--locale", help="Language of the sentences.")] = None,
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Lists the packs of rules: version, date of effect, how many rules, what they are about; or the rules of one.

    A document is asked the packs of the settings that apply to it; `navette check --rules` asks a pack of any.

    Exit code 0: listed; 2: there is no such pack.

    Example: `navette rules --pack en16931`
    """
    language = locale or settings_or_defaults(config).locale
    if pack is None:
        _packs(language, as_json=as_json)
    else:
        _rules(pack, language, as_json=as_json)


def _packs(language: Locale, *, as_json: bool) -> None:
    from hub.inspect import rules as regles
    from validators.packs.editions import EDITIONS

    counted = [(edition, len(regles.of_pack(edition.pack))) for edition in EDITIONS.values()]
    if as_json:
        rows = [_as_row(edition, count, language) for edition, count in counted]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False) + "\n")
        return
    table = plain_table(*(head.in_(language) for head in HEADS))
    for edition, count in counted:
        since = edition.since.strftime("%d/%m/%Y") if edition.since else ALWAYS.in_(language)
        table.add_row(edition.pack.value, edition.version, since, str(count), escape(edition.scope.in_(language)))
    Paper().console.print(table)


def _as_row(edition: "Edition", count: int, language: Locale) -> dict[str, object]:
    return {
        "pack": edition.pack.value,
        "version": edition.version,
        "since": edition.since.isoformat() if edition.since else None,
        "rules": count,
        "syntaxes": [syntax.value for syntax in edition.bodies],
        "scope": edition.scope.in_(language),
        "source": edition.source,
    }


def _rules(pack: Pack, language: Locale, *, as_json: bool) -> None:
    from hub.inspect import rules as regles

    found = regles.of_pack(pack)
    if as_json:
        sys.stdout.write(json.dumps([as_row(one, language) for one in found], ensure_ascii=False) + "\n")
        return
    paper = Paper()
    for one in found:
        rule = one.rule
        weight = SEVERITIES[rule.severity].in_(language)
        head = f"[bold]{escape(rule.code)}[/] [{COLOURS[rule.severity]}]{weight}[/]"
        paper.console.print(" ".join(filter(None, (head, escape(rule.term)))), soft_wrap=True)
        paper.write(rule.message.in_(language), indent=4)


def as_row(one: "RuleOfPack", language: Locale) -> dict[str, object]:
    """The rule for programs."""
    rule = one.rule
    return {
        "code": rule.code,
        "pack": rule.pack.value,
        "severity": rule.severity.value,
        "severities": {syntax.value: severity.value for syntax, severity in one.severities},
        "term": rule.term or None,
        "field": rule.field,
        "message": rule.message.in_(language),
        "remedy": rule.remedy.in_(language),
        "source": rule.source,
        "profiles": list(one.profiles),
    }
