"""The official rules asked of a document's XML: failures of a body become findings people can act on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from domain.finding import Finding, Pack, Rule, Severity, excerpt
from domain.text import Text
from domain.tree import Syntax, Tree
from validators.engine.rule_body import Body, Failure

TOLD = 20
"""Occurrences of one rule that are told one by one."""
STEPS = 2
"""Elements of a path that a sentence names."""
MORE = Rule(
    code="NAV-00",
    pack=Pack.NAVETTE,
    severity=Severity.INFO,
    message=Text(
        "{code} : {count} autres occurrences ne sont pas détaillées.", "{code}: {count} other occurrences not listed."
    ),
    remedy=Text("Corrigez d'abord les premières.", "Correct the first ones."),
    source="Navette",
)
_PLACE = Text(" Ligne {line}, {path}.", " Line {line}, {path}.")
_PLACE_AND_VALUE = Text(" Ligne {line}, {path} : « {value} ».", " Line {line}, {path}: “{value}”.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """The rules of a pack for one syntax."""

    pack: Pack
    syntax: Syntax
    body: Body
    rules: Mapping[str, Rule]
    """Every code of the body."""


def findings(official: Official, tree: Tree) -> Iterator[Finding]:
    """What does not hold, the first :data:`TOLD` of each rule; to be asked within a calm decimal context."""
    counts: dict[str, int] = {}
    for failure in official.body.failures(tree):
        counts[failure.code] = count = counts.get(failure.code, 0) + 1
        if count <= TOLD:
            yield official_finding(official.rules[failure.code], failure)
    for code, count in counts.items():
        if count > TOLD:
            yield MORE.finding(code=code, count=count - TOLD)


def official_finding(rule: Rule, failure: Failure) -> Finding:
    """The finding of one failure: the rule's sentence, and where it happened."""
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
    """What a sentence says of ``path``: its end, which tells the most; the finding has it whole."""
    steps = path.split("/")
    return path if len(steps) <= STEPS + 1 else "…/" + "/".join(steps[-STEPS:])


def by_code(rules: Iterable[Rule]) -> dict[str, Rule]:
    """``rules`` by their codes; a code twice is a mistake of ours.

    Raises :class:`ValueError` then.
    """
    found: dict[str, Rule] = {}
    for rule in rules:
        if rule.code in found:
            raise ValueError(f"{rule.code} is there twice.")
        found[rule.code] = rule
    return found
