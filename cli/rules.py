"""``navette rules``: the packs of rules that are here, and the rules of one."""

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from cli import language
from cli.show.findings import COLOURS, SEVERITIES
from cli.show.lines import LineWriter
from cli.show.tables import plain_table
from cli.usage.help_texts import documented
from cli.usage.options import DEFAULT_CONFIG, AsJson, ChosenLocale, Config, settings_or_defaults
from cli.usage.summaries import SUMMARIES
from domain.finding import Pack
from domain.paris_time import shown_day
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


@documented(
    """
    Un document est soumis aux paquets des réglages qui s'appliquent à lui ; `navette check --rules` en impose un.

    Code de sortie 0 : listé ; 2 : ce paquet n'existe pas.

    Exemple : `navette rules --pack en16931`
    """,
    """
    A document is asked the packs of the settings that apply to it; `navette check --rules` asks a pack of any.

    Exit code 0: listed; 2: there is no such pack.

    Example: `navette rules --pack en16931`
    """,
    summary=SUMMARIES["rules"],
)
def rules(
    pack: Annotated[
        Pack | None,
        typer.Option("--pack"),
        Text("Liste toutes les règles de ce paquet.", "Lists every rule of this pack."),
    ] = None,
    locale: ChosenLocale = None,
    as_json: AsJson = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Lists the packs, or the rules of ``pack``."""
    settings_or_defaults(config)
    locale = locale or language.current()
    if pack is None:
        _packs(locale, as_json=as_json)
    else:
        _rules(pack, locale, as_json=as_json)


def _packs(locale: Locale, *, as_json: bool) -> None:
    from hub.inspect import rules as rule_list
    from validators.packs.editions import EDITIONS

    counted = [(edition, len(rule_list.of_pack(edition.pack))) for edition in EDITIONS.values()]
    if as_json:
        rows = [_as_row(edition, count, locale) for edition, count in counted]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False) + "\n")
        return
    table = plain_table(*(head.in_(locale) for head in HEADS))
    for edition, count in counted:
        since = shown_day(edition.since, locale) if edition.since else ALWAYS.in_(locale)
        table.add_row(edition.pack.value, edition.version, since, str(count), escape(edition.scope.in_(locale)))
    LineWriter().console.print(table)


def _as_row(edition: "Edition", count: int, locale: Locale) -> dict[str, object]:
    return {
        "pack": edition.pack.value,
        "version": edition.version,
        "since": edition.since.isoformat() if edition.since else None,
        "rules": count,
        "syntaxes": [syntax.value for syntax in edition.bodies],
        "scope": edition.scope.in_(locale),
        "source": edition.source,
    }


def _rules(pack: Pack, locale: Locale, *, as_json: bool) -> None:
    from hub.inspect import rules as rule_list

    found = rule_list.of_pack(pack)
    if as_json:
        sys.stdout.write(json.dumps([as_row(one, locale) for one in found], ensure_ascii=False) + "\n")
        return
    writer = LineWriter()
    for one in found:
        rule = one.rule
        weight = SEVERITIES[rule.severity].in_(locale)
        head = f"[bold]{escape(rule.code)}[/] [{COLOURS[rule.severity]}]{weight}[/]"
        writer.console.print(" ".join(filter(None, (head, escape(rule.term)))), soft_wrap=True)
        writer.write(rule.message.in_(locale), indent=4)


def as_row(one: "RuleOfPack", locale: Locale) -> dict[str, object]:
    """The rule for programs."""
    rule = one.rule
    return {
        "code": rule.code,
        "pack": rule.pack.value,
        "severity": rule.severity.value,
        "severities": {syntax.value: severity.value for syntax, severity in one.severities},
        "term": rule.term or None,
        "field": rule.field,
        "message": rule.message.in_(locale),
        "remedy": rule.remedy.in_(locale),
        "source": rule.source,
        "profiles": list(one.profiles),
    }
