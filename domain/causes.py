"""Findings grouped by cause: what is said first, and what only follows from it.

Which finding is behind which is decided once, with the decision (:mod:`validators.causes`), and kept in
:attr:`domain.finding.Finding.behind`. Findings for which it was not, such as those recorded by earlier versions, are
grouped by field.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from domain.finding import Finding, Level, Pack, Severity

LOUDEST = (Severity.FATAL, Severity.WARNING, Severity.INFO)
"""Severities, the gravest first."""
REST = "NAV-00"
"""Code of the finding that counts the occurrences of another code which are not told one by one; its value is their
number."""
_RANKS = re.compile(r"\[\d+\]")
_ROUTING = frozenset({"siret_destinataire", "code_service", "numero_engagement", "numero_marche"})
_OFFICIAL = frozenset({Pack.EN16931, Pack.FACTURX, Pack.BR_FR})
"""Packs whose sentences come after ours."""
_STRUCTURE = ("UBL-", "CII-")


class Topic(IntEnum):
    """What a finding is about, in the order in which causes are told."""

    FILE = 0
    ROUTING = 1
    VALUES = 2
    FORM = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One fault: the finding that says it, and those that follow from it."""

    headline: Finding
    repeated: tuple[Finding, ...] = ()
    """Other occurrences of the headline's rule, in the order of the document."""
    behind: tuple[Finding, ...] = ()
    """Findings of other rules that follow from it."""
    count: int = 1
    """Occurrences of the headline's rule, with those that are only counted."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the findings behind, each once, without those that only count others."""
        found = dict.fromkeys(one.code for one in self.behind)
        return tuple(code for code in found if code not in (self.headline.code, REST))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of the cause, the headline first."""
        return (self.headline, *self.repeated, *self.behind)


def by_cause(findings: Iterable[Finding]) -> tuple[Cause, ...]:
    """``findings`` grouped: refusals before warnings, then file, routing, values, form; our own
    sentences before those of official rules.

    Every finding is in one cause; a cause is as grave as the gravest of its findings.
    """
    every = tuple(findings)
    first = _first_of_fields(every)
    codes = {one.code for one in every}
    groups: dict[tuple[object, ...], list[Finding]] = {}
    others: list[Finding] = []
    for one in sorted(every, key=_weight):
        if _is_headline(one, codes, first):
            groups.setdefault(place(one), []).append(one)
        else:
            others.append(one)
    heads = [group[0] for group in groups.values()]
    behind: list[list[Finding]] = [[] for _ in heads]
    for one in others:
        behind[_cause_of(one, heads, first)].append(one)
    causes = (_cause(group, rest) for group, rest in zip(groups.values(), behind, strict=True))
    return tuple(sorted(causes, key=_order))


def told(findings: Iterable[Finding]) -> tuple[tuple[Finding, str | None], ...]:
    """``findings`` in the order of their causes, each headline before what follows from it, with the code of the
    headline for those behind one.
    """
    return tuple(
        pair
        for cause in by_cause(findings)
        for pair in (
            *((one, None) for one in (cause.headline, *cause.repeated)),
            *((one, cause.headline.code) for one in cause.behind),
        )
    )


def topic(finding: Finding) -> Topic:
    """What ``finding`` is about."""
    if finding.level is not Level.FACTURE:
        return Topic.FILE
    if finding.pack is Pack.ACHEMINEMENT or finding.field in _ROUTING:
        return Topic.ROUTING
    return Topic.FORM if finding.pack is Pack.XSD or finding.code.startswith(_STRUCTURE) else Topic.VALUES


def place(finding: Finding) -> tuple[object, ...]:
    """What ``finding`` repeats: two findings of one rule with the same place are one fault in several lines. Without a
    path they are one when they say the same.
    """
    where = _RANKS.sub("", finding.path) or finding.message.fr
    return (finding.code, finding.field, finding.term, where)


def _first_of_fields(every: Iterable[Finding]) -> dict[str, str]:
    """By field, the code of its gravest finding among those whose causes were not looked for."""
    first: dict[str, str] = {}
    for one in sorted((one for one in every if one.behind is None and one.field), key=_weight):
        first.setdefault(one.field or "", one.code)
    return first


def _is_headline(finding: Finding, codes: Collection[str], first: Mapping[str, str]) -> bool:
    if finding.behind is None:
        return finding.field is None or first[finding.field] == finding.code
    return finding.behind == finding.code or finding.behind not in codes


def _weight(finding: Finding) -> int:
    return LOUDEST.index(finding.severity)


def _cause_of(finding: Finding, heads: Sequence[Finding], first: Mapping[str, str]) -> int:
    """Rank in ``heads`` of the cause of ``finding``: of those with the right code, one about the same thing."""
    wanted = first[finding.field or ""] if finding.behind is None else finding.behind
    fitting = [rank for rank, head in enumerate(heads) if head.code == wanted]
    about = [rank for rank in fitting if _is_about(finding, heads[rank])]
    return (about or fitting or [0])[0]


def _is_about(finding: Finding, head: Finding) -> bool:
    if finding.term and finding.term == head.term:
        return True
    return finding.field is not None and finding.field == head.field


def _cause(group: Sequence[Finding], behind: Sequence[Finding]) -> Cause:
    first, *repeated = group
    return Cause(
        headline=first,
        repeated=tuple(repeated),
        behind=tuple(sorted(behind, key=_weight)),
        count=len(group) + sum(int(one.value) for one in behind if one.code == REST and one.value.isdecimal()),
    )


def _order(cause: Cause) -> tuple[int, int, bool]:
    return _weight(cause.headline), topic(cause.headline), cause.headline.pack in _OFFICIAL
