"""Which findings of a status file, or of one of its lines, only follow from another.

A line is behind what says that it is not understood, or that it means no invoice; a status that cannot be given is
told before the reason it would need: whether another one needs a reason is seen when it is given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from domain.finding import Finding, Severity
from validators.causes import with_causes

EVERYTHING = frozenset[str]()
"""All other findings of the line."""
FOLLOWS: Mapping[str, frozenset[str]] = {
    "SUI-18": EVERYTHING,  # the cells are not under their headings
    "SUI-10": EVERYTHING,  # no invoice
    "SUI-15": frozenset({"SUI-20", "SUI-21", "SUI-22", "SUI-23"}),  # the number is not the one that was written
    "SUI-20": EVERYTHING,
    "SUI-21": EVERYTHING,
    **dict.fromkeys(("SUI-12", "SUI-24", "SUI-25", "SUI-28", "SUI-29", "SUI-30"), frozenset({"SUI-26"})),
}
"""By the code of a refusal, in the order in which they may become headlines, the codes that follow from it."""


def with_line_causes(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of one line, in the same order, each with the code of its headline, empty for the headlines."""
    every = with_causes(findings)
    refusals = {one.code for one in every if one.severity is Severity.FATAL}
    for head in (code for code in FOLLOWS if code in refusals):
        if any(one.code == head and not one.behind for one in every):
            every = tuple(_behind(one, head) if _follows(one, head) else one for one in every)
    return every


def _follows(finding: Finding, head: str) -> bool:
    """Whether ``finding`` follows from ``head``; with what it was the headline of, which has its code."""
    told = finding.behind or finding.code
    return head not in {finding.code, told} and (FOLLOWS[head] == EVERYTHING or told in FOLLOWS[head])


def _behind(finding: Finding, head: str) -> Finding:
    return replace(finding, behind=head)
