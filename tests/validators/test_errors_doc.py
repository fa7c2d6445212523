"""docs/errors.md is what the rules say. ``NAVETTE_UPDATE=1`` writes it anew; the diff is the review."""

import os
from importlib import import_module

from domain.finding import Rule
from tests.conftest import ROOT
from validators import RULES
from validators.catalogue import as_markdown

DOC = ROOT / "docs" / "errors.md"
OTHERS = ("hub.incidents", "parsers", "parsers.archive", "parsers.suivi")
"""Where other rooms declare rules, in their ``RULES``."""


def every_rule() -> tuple[Rule, ...]:
    """The rules of all rooms, each once, reading first."""
    gathered: dict[str, Rule] = {}
    for name in OTHERS:
        for rule in getattr(import_module(name), "RULES", ()):
            gathered.setdefault(rule.code, rule)
    return (*sorted(gathered.values(), key=lambda rule: rule.code), *RULES)


def test_the_document_says_what_the_rules_say() -> None:
    text = as_markdown(every_rule())
    if os.environ.get("NAVETTE_UPDATE") == "1":
        DOC.write_text(text, encoding="utf-8")
    assert DOC.is_file(), "run NAVETTE_UPDATE=1 pytest tests/validators/test_errors_doc.py"
    assert DOC.read_text(encoding="utf-8") == text


def test_no_two_rooms_use_one_code() -> None:
    codes = [rule.code for rule in every_rule()]
    assert len(codes) == len(set(codes))
