"""A sentence with a count is right for one as for many, in both languages: no « 1 autres », no *1 others*, and no
« fichier(s) », which is right for none.
"""

import ast
import re
from collections.abc import Iterator

import pytest

from domain.text import Locale, first_of
from tests.conftest import ROOT

ROOMS = (
    *("annuaire", "bench", "cli", "connectors", "domain", "exporters", "flows", "hub", "ledger", "parsers"),
    *("portail", "samples", "validators"),
)
SOURCES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
WRONG_OF_ONE = re.compile(r"\} (?:autres?|others?)\b|\} other \w+s\b|[a-zé]\((?:s|x|e|es|ies)\)")
"""A count before a word that has a plural; a word in both numbers at once."""


def sentences(source: str) -> Iterator[str]:
    """Every literal of a module but docstrings, those of one ``f"..."`` together."""
    tree = ast.parse(source)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (each.value if isinstance(each, ast.Constant) else "{}" for each in node.values)
            yield "".join(str(part) for part in parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_no_sentence_is_right_for_many_only() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {words}"
        for path in SOURCES
        for words in sentences(path.read_text(encoding="utf-8"))
        if WRONG_OF_ONE.search(words)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "words", ["et {n} autres", "et {} autre(s)", "and {more} others", "{n} other reasons", "{n} fichier(s) reçus"]
)
def test_what_is_right_for_many_only_is_found(words: str) -> None:
    assert WRONG_OF_ONE.search(words)


@pytest.mark.parametrize(
    ("count", "french", "english"),
    [(2, "a, b", "a, b"), (3, "a, b et 1 de plus", "a, b and 1 more"), (9, "a, b et 7 de plus", "a, b and 7 more")],
)
def test_the_first_names_and_how_many_more_there_are(count: int, french: str, english: str) -> None:
    said = first_of("abcdefghi"[:count], 2)
    assert (said.in_(Locale.FR), said.in_(Locale.EN)) == (french, english)
