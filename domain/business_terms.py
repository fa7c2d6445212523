"""Business terms of EN 16931 (``BT-112``, ``BG-23``) and of the French extension, in sentences of rules.

A rule's sentence names its terms in parentheses, after the words for them. Who has to correct an invoice reads the
words alone: a finding has no term in its sentences, the rule keeps them (``navette explain CODE``).
"""

import re
from functools import lru_cache

TERM = re.compile(r"\b(?:B[TG]-(?:X-)?\d+(?:-\d+)*|EXT-FR-FE(?:-BG)?-\d+)")
"""A business term or group."""
_LINKED = re.compile(rf"{TERM.pattern}(?:,? (?:et|ou|à|and|or|to) |, ?| ?: ?|/)?")
_PARENTHESES = re.compile(r"(\s?)\(([^()]*)\)")
_EDGES = " ,;:"


@lru_cache(maxsize=20_000)
def without_terms(sentence: str) -> str:
    """``sentence`` without the terms in its parentheses, and without those that named terms alone."""
    return _PARENTHESES.sub(_kept, sentence) if TERM.search(sentence) else sentence


def _kept(found: re.Match[str]) -> str:
    blank, inside = found.groups()
    if not TERM.search(inside):
        return found.group()
    rest = _LINKED.sub("", inside).strip(_EDGES)
    return f"{blank}({rest})" if rest else ""
