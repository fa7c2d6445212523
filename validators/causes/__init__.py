"""Which findings only follow from another: decided once, when all findings of a document are known.

A finding is behind another, its headline, that is at least as grave:

1. when the headline says that the file cannot be read, or is no invoice: everything is behind it;
2. when it says that the recipient is nobody, or nobody any more: what is asked of the recipient is behind it;
3. when it says that a value is missing or cannot be read: every rule that computes with this value is behind it;
4. when several sums do not hold: they are behind the fewest amounts that explain them all (:mod:`.sums`);
5. when it says in plain words, on the same business term, what an official rule or a schema says in its own;
6. when it says that a rate or a category of VAT does not exist: the same elsewhere, and the VAT of its group, are
   behind it;
7. when both are about one field of the invoice (:data:`domain.invoice.FIELDS`) and neither is a sum.

Everything else is a headline of its own: two independent faults are never told as one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from domain.causes import LOUDEST, REST
from domain.finding import Finding, Severity
from validators.causes import families, sums
from validators.causes.terms import Terms, terms_of


def with_causes(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """``findings``, in the same order, each with the code of its headline, empty for the headlines."""
    every = tuple(findings)
    if not every:
        return ()
    terms = {id(one): terms_of(one) for one in every}
    behind: dict[int, Finding] = {}
    heads: list[Finding] = []
    for one in sorted(every, key=lambda one: families.rank(one, terms[id(one)])):
        cause = next((head for head in heads if _explains(head, one, terms)), None)
        if cause is None:
            heads.append(one)
        else:
            behind[id(one)] = cause
    behind |= sums.causes(_open_sums(every, behind, terms))
    return tuple(_settled(one, behind, every) for one in every)


def _settled(finding: Finding, behind: dict[int, Finding], every: Sequence[Finding]) -> Finding:
    """``finding`` with the code of its headline: that of its cause's cause, where its cause has one."""
    cause = behind.get(id(finding))
    if finding.code == REST or finding.code in families.COUNTS:
        counted = finding.behind if finding.code == REST else families.COUNTS[finding.code]
        cause = next((one for one in every if one.code == counted), cause)
    seen: set[int] = set()
    while cause is not None and id(cause) in behind and id(cause) not in seen:
        seen.add(id(cause))
        cause = behind[id(cause)]
    return replace(finding, behind=cause.code if cause is not None and cause.code != finding.code else "")


def _open_sums(
    every: Sequence[Finding], behind: dict[int, Finding], terms: dict[int, Terms]
) -> list[tuple[Finding, Terms]]:
    return [(one, terms[id(one)]) for one in every if terms[id(one)].is_sum and id(one) not in behind]


def _explains(head: Finding, other: Finding, terms: dict[int, Terms]) -> bool:
    """Whether ``other``, which comes after ``head``, follows from it."""
    if LOUDEST.index(head.severity) > LOUDEST.index(other.severity):
        return False
    first, second = terms[id(head)], terms[id(other)]
    if families.is_stopper(head):
        return True
    if families.names_nobody(head) and families.is_of_recipient(other, second):
        return True
    if families.is_of_rate(head, other, second) or families.is_of_category(head, other):
        return True
    if families.is_of_unread(head, other):
        return True
    if first.is_sum and second.is_sum:
        return False  # decided together, by the amounts they share
    wrong = head.severity is Severity.FATAL and head.field is not None and not first.loose and not first.official
    if (first.missing or wrong) and first.at & (second.uses - second.at):
        return True
    if first.missing and first.at & second.at and (not second.missing or other.field in (None, head.field)):
        return True
    if _tells_the_same(head, other, first, second):
        return True
    return head.field is not None and head.field == other.field and not (first.loose or second.loose)


def _tells_the_same(head: Finding, other: Finding, first: Terms, second: Terms) -> bool:
    """Whether ``other`` is an official rule or a schema on what ``head`` says."""
    if not second.official:
        return False
    if first.cites(other.code):
        return True
    if head.path and not head.path.startswith("/") and other.path.endswith(head.path) and other.value == head.value:
        return True  # reading knows the end of the path only
    if not first.official:
        return bool(first.at & second.at)
    if not second.at and head.value and (head.path, head.value) == (other.path, other.value):
        return True  # of a type of data, on the element that the head names
    return bool(first.at & second.at) and (families.is_single(first.at & second.at) or _is_near(head.path, other.path))


def _is_near(path: str, other: str) -> bool:
    """Whether one path is that of the same element, or of one that contains it."""
    longer, shorter = max(path, other, key=len), min(path, other, key=len)
    return bool(shorter.strip("/").count("/")) and (longer == shorter or longer.startswith(f"{shorter}/"))
