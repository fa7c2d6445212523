"""Sums that do not hold, and the amounts that explain them.

An amount that is wrong breaks every sum it is in. The total of VAT and the VAT of the groups that add up to it are one
amount there. Of all choices of amounts such that each broken sum has one of them,
the smallest explains the document: the sums of one amount are one fault, and are told by the sum that computes it.
"""

from collections.abc import Sequence
from itertools import combinations

from domain.causes import LOUDEST
from domain.finding import Finding, Severity
from validators.causes.terms import Terms

_VAT, _VAT_OF_GROUP = "BT-110", "BT-117"
_MOST = 3
"""Most wrong amounts looked for; with more, every sum tells its own."""
Sum = tuple[Finding, Terms]


def causes(broken: Sequence[Sum]) -> dict[int, Finding]:
    """By ``id`` of a finding, the finding that tells it, for those of ``broken`` that another tells."""
    refused = [one for one in broken if one[0].severity is Severity.FATAL]
    found: dict[int, Finding] = {}
    groups = _same_sums(refused or broken)
    for group in _by_amount(_tied([_amounts(group) for group in groups])):
        members = [one for rank in group for one in groups[rank]]
        head = _head(members, _shared(members))
        found |= {id(one): head for one, _ in members if one is not head}
    return found


def _same_sums(broken: Sequence[Sum]) -> list[list[Sum]]:
    """The findings about one sum together: ours, and the official ones that it cites or that compute the same."""
    groups: list[list[Sum]] = []
    for one, terms in sorted(broken, key=lambda found: found[1].official):
        group = next((group for group in groups if _is_same(group[0], (one, terms))), None)
        if group is None:
            groups.append([(one, terms)])
        else:
            group.append((one, terms))
    return groups


def _is_same(first: Sum, other: Sum) -> bool:
    (one, terms), (found, of_found) = first, other
    return one.code == found.code or terms.cites(found.code) or terms.uses == of_found.uses


def _amounts(group: Sequence[Sum]) -> frozenset[str]:
    return frozenset[str]().union(*(terms.uses for _, terms in group))


def _tied(sums: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """``sums`` with the VAT of the groups in those that have its total, unless that total is not their sum."""
    if any({_VAT, _VAT_OF_GROUP} <= one for one in sums):
        return list(sums)
    return [one | {_VAT_OF_GROUP} if _VAT in one else one for one in sums]


def _by_amount(sums: Sequence[frozenset[str]]) -> list[list[int]]:
    """Ranks of ``sums`` by the amount that explains them, with the fewest amounts."""
    if len(sums) < 2:
        return [[rank] for rank in range(len(sums))]
    amounts = sorted({amount for one in sums for amount in one if sum(amount in other for other in sums) > 1})
    for size in range(1, _MOST + 1):
        for chosen in combinations([*amounts, *_alone(sums, amounts)], size):
            if all(any(amount in one for amount in chosen) for one in sums):
                return [group for group in _shares(sums, chosen) if group]
    return [[rank] for rank in range(len(sums))]


def _alone(sums: Sequence[frozenset[str]], shared: Sequence[str]) -> list[str]:
    """One amount of each sum that no other has: that sum explained by itself."""
    return [own[0] for one in sums if (own := sorted(one.difference(shared)))]


def _shares(sums: Sequence[frozenset[str]], chosen: Sequence[str]) -> list[list[int]]:
    shares: list[list[int]] = [[] for _ in chosen]
    for rank, one in enumerate(sums):
        shares[next(place for place, amount in enumerate(chosen) if amount in one)].append(rank)
    return shares


def _shared(members: Sequence[Sum]) -> frozenset[str]:
    return frozenset.intersection(*(terms.uses for _, terms in members))


def _head(members: Sequence[Sum], shared: frozenset[str]) -> Finding:
    """The sum that computes the shared amount; ours before an official one."""
    return min(
        members,
        key=lambda one: (LOUDEST.index(one[0].severity), one[1].official, not one[1].at <= shared),
    )[0]
