"""Official rules on a document's XML: turns the failures of a rule body into findings."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from domain.finding import Finding, Pack, Rule, Severity, excerpt
from domain.text import Text
from domain.tree import Syntax, Tree
from validators.engine.rule_body import Failure, RuleBody

SHOWN_PER_RULE = 20
"""Occurrences of one rule reported one by one."""
STEPS = 2
"""Elements of a path shown in a message."""
MORE_OCCURRENCES = Rule(
    code="NAV-00",
    pack=Pack.NAVETTE,
    severity=Severity.INFO,
    message=Text(
        "{code} : occurrences qui ne sont pas détaillées : {count}.",
        "{code}: occurrences that are not listed: {count}.",
    ),
    remedy=Text("Corrigez d'abord les premières.", "Correct the first ones."),
    source="Navette",
)
_PLACE = Text(" Ligne {line}, {path}.", " Line {line}, {path}.")
_PLACE_AND_VALUE = Text(" Ligne {line}, {path} : « {value} ».", " Line {line}, {path}: “{value}”.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why a rule failed in a document, in place of the rule's own sentences."""

    message: Text
    remedy: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialRules:
    """The rules of a pack for one syntax."""

    pack: Pack
    syntax: Syntax
    body: RuleBody
    rules: Mapping[str, Rule]
    """Rules of the body by code."""
    causes: Mapping[str, Callable[[Tree], Cause | None]] = field(default_factory=dict)
    """By code, a question on the document that failed: its cause, ``None`` when the rule's sentence says it."""


def findings(official: OfficialRules, tree: Tree) -> Iterator[Finding]:
    """Findings of ``official`` on ``tree``, the first :data:`SHOWN_PER_RULE` of each rule. Call within a decimal
    context without traps.
    """
    counts: dict[str, int] = {}
    for failure in official.body.failures(tree):
        counts[failure.code] = count = counts.get(failure.code, 0) + 1
        if count <= SHOWN_PER_RULE:
            yield official_finding(_explained(official, failure.code, tree), failure)
    for code, count in counts.items():
        if count > SHOWN_PER_RULE:
            more = count - SHOWN_PER_RULE
            yield replace(MORE_OCCURRENCES.finding(code=code, count=more), value=str(more), behind=code)


def _explained(official: OfficialRules, code: str, tree: Tree) -> Rule:
    """The rule of ``code``, with the sentences of its cause in this document when there is one."""
    rule, question = official.rules[code], official.causes.get(code)
    cause = question(tree) if question is not None else None
    return rule if cause is None else replace(rule, message=cause.message, remedy=cause.remedy)


def official_finding(rule: Rule, failure: Failure) -> Finding:
    """Finding of one failure: the rule's sentence, its path and line."""
    node = failure.node
    value = excerpt(" ".join(node.text.split()))
    finding = rule.finding(value=value)
    path = node.path
    place = (_PLACE_AND_VALUE if value else _PLACE).with_({"line": node.line, "path": _shown(path), "value": value})
    return replace(
        finding,
        message=Text(finding.message.fr + place.fr, finding.message.en + place.en),
        value=value,
        line=node.line,
        path=path,
    )


def _shown(path: str) -> str:
    """Last elements of ``path`` for a message; the finding has the full path."""
    steps = path.split("/")
    return path if len(steps) <= STEPS + 1 else "…/" + "/".join(steps[-STEPS:])


def by_code(rules: Iterable[Rule]) -> dict[str, Rule]:
    """``rules`` by code.

    Raises :class:`ValueError` on a duplicate code.
    """
    found: dict[str, Rule] = {}
    for rule in rules:
        if rule.code in found:
            raise ValueError(f"{rule.code} is there twice.")
        found[rule.code] = rule
    return found
