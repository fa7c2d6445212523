"""The business term that a format's table reads at a path of the document."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from parsers.xml.field_table import Reader, rows_below

BUSINESS = ("BT-", "BG-", "EXT-FR-")
"""What a business term begins with; the formats' own names do not."""
_BUYER = {"BT-27": "BT-44", "BT-29": "BT-46", "BT-30": "BT-47", "BT-31": "BT-48", "BT-34": "BT-49", "BG-5": "BG-8"}
"""Term of the buyer for each of the seller's that both have."""
_SELLER = frozenset(
    {*_BUYER, "BT-28", "BT-32", "BT-33", "BT-59", *(f"BT-{number}" for number in range(35, 44)), "BG-6"}
)
_PARTIES = frozenset({"BG-4", "BG-7", "BG-10", "BG-11", "BG-13", "EXT-FR-FE-BG-01", "EXT-FR-FE-BG-03"})
TermAt = Callable[[Sequence[str]], str]
"""From local names of elements, from the one below the root down, to a business term; empty where none is read."""


def terms_of(reader: Reader[Any]) -> TermAt:
    """The business terms of the table of ``reader``, by the local names of a path.

    An element that only holds the one of a term is that term's too.
    """
    found: dict[tuple[str, ...], str] = {}
    for names, term in _places(reader, ()):
        found.setdefault(names, term)
    above: dict[tuple[str, ...], set[str]] = {}
    for names, term in found.items():
        for length in range(1, len(names)):
            above.setdefault(names[:length], set()).add(term)
    only = {names: terms.pop() for names, terms in above.items() if len(terms) == 1}
    return lambda names: found.get(tuple(names)) or only.get(tuple(names), "")


def _places(
    reader: Reader[Any], above: tuple[str, ...], party: str = "", depth: int = 12
) -> Iterator[tuple[tuple[str, ...], str]]:
    for names, row, group in rows_below(reader):
        place = (*above, *names)
        if row.term.startswith(BUSINESS) and (term := _of_party(row.term, party)):
            yield place, term
        if group is not None and len(place) < depth:
            yield from _places(group, place, row.term if row.term in _PARTIES else party, depth)


def _of_party(term: str, party: str) -> str:
    """``term`` of the table of a party, which has those of the seller, as the term of that party; empty for none."""
    if not party or term not in _SELLER:
        return term
    return term if party == "BG-4" else _BUYER.get(term, "") if party == "BG-7" else ""
