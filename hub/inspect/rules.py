"""Every rule of every package, by pack: the content of `navette rules`, `navette explain` and docs/errors.md."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

import parsers
import validators
from domain import unchecked
from domain.errors import SettingsError
from domain.finding import Pack, Rule, Severity
from domain.text import Text
from domain.tree import Syntax
from hub.decide import unreadable_files
from parsers import suivi
from parsers.archives import reader
from validators.engine.official_rules import MORE_OCCURRENCES
from validators.packs.editions import EDITIONS, Edition, profiles_asked
from validators.packs.scope import OFFICIAL

_NEAREST = 5
_PARTS = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOfPack:
    """A rule and the pack it belongs to."""

    rule: Rule
    severities: tuple[tuple[Syntax, Severity], ...] = ()
    """By syntax, for a rule of the XML."""
    profiles: tuple[str, ...] = ()
    """The profiles of Factur-X it applies to, for a rule of EN 16931."""


@cache
def own() -> tuple[Rule, ...]:
    """The rules of Navette's own packs, each once, those of reading first."""
    gathered: dict[str, Rule] = {}
    for rules in (
        unreadable_files.RULES,
        parsers.RULES,
        reader.RULES,
        suivi.RULES,
        unchecked.RULES,
        (MORE_OCCURRENCES,),
    ):
        for rule in rules:
            gathered.setdefault(rule.code, rule)
    return (*sorted(gathered.values(), key=lambda rule: rule.code), *validators.RULES)


@cache
def official() -> tuple[RuleOfPack, ...]:
    """The rules of official packs, each code once, in the order of their packs."""
    first: dict[str, RuleOfPack] = {}
    for pack in EDITIONS:
        for regle in of_pack(pack) if pack in OFFICIAL else ():
            first.setdefault(regle.rule.code, regle)
    return tuple(first.values())


def every() -> tuple[Rule, ...]:
    """Every rule, each code once."""
    return (*own(), *(regle.rule for regle in official()))


def of_pack(pack: Pack) -> tuple[RuleOfPack, ...]:
    """The rules of ``pack``; those of Factur-X are the rules of EN 16931 that apply to a profile, and the profiles'."""
    if EDITIONS[pack].bodies:
        return tuple(sorted(_of(EDITIONS[pack]), key=lambda regle: _natural(regle.rule.code)))
    return tuple(RuleOfPack(rule=rule) for rule in own() if rule.pack is pack)


def found(code: str) -> RuleOfPack | None:
    """The rule of this code, in any case."""
    return _by_code().get(code.strip().upper())


def nearest(code: str) -> Sequence[str]:
    """Codes that resemble ``code``."""
    known = _by_code()
    return [known[name].rule.code for name in get_close_matches(code.strip().upper(), known, _NEAREST)]


def must_exist(severities: Iterable[str]) -> None:
    """Raises :class:`SettingsError` for a code of ``[rules.severities]`` that no rule has: it would weigh nothing, in
    silence. Codes are written as the rules write them.
    """
    for code in severities:
        rule = found(code)
        if rule is None or rule.rule.code != code:
            near = ", ".join(nearest(code)) or "`navette rules`"
            raise SettingsError(
                Text(
                    f"rules.severities : aucun contrôle n'a le code « {code} ».",
                    f"rules.severities: no rule has the code “{code}”.",
                ),
                Text(f"Les plus proches : {near}.", f"The nearest: {near}."),
            )


@cache
def _by_code() -> dict[str, RuleOfPack]:
    alone = {rule.code.upper(): RuleOfPack(rule=rule) for rule in own()}
    return alone | {regle.rule.code.upper(): regle for regle in official()}


def _natural(code: str) -> tuple[tuple[int, str], ...]:
    """Sort key of a code: its numbers compare as numbers."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in _PARTS.split(code))


def _of(edition: Edition) -> list[RuleOfPack]:
    first: dict[str, Rule] = {}
    weights: dict[str, list[tuple[Syntax, Severity]]] = {}
    for syntax, body in edition.bodies.items():
        rules = edition.rules[syntax]
        for code in body.codes:
            first.setdefault(code, rules[code])
            weights.setdefault(code, []).append((syntax, rules[code].severity))
    return [
        RuleOfPack(rule=rule, severities=tuple(weights[code]), profiles=_profiles(edition, code, weights[code]))
        for code, rule in first.items()
    ]


def _profiles(edition: Edition, code: str, weights: list[tuple[Syntax, Severity]]) -> tuple[str, ...]:
    if edition.pack is Pack.BR_FR or Syntax.CII not in dict(weights):
        return ()
    return profiles_asked(code)
