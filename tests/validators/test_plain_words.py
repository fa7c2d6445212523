"""What a person reads first names no business term: the numbers of the norm are in the rule's source."""

import re
from importlib import import_module
from pkgutil import walk_packages

import pytest

import parsers
from domain.finding import Rule
from validators import RULES

_TERM = re.compile(r"\b(?:B[TG]|EXT-FR-FE)-\d+")
READ = {
    rule.code: rule
    for module in walk_packages(parsers.__path__, "parsers.")
    for rule in vars(import_module(module.name)).values()
    if isinstance(rule, Rule)
}
OWN = {**READ, **{rule.code: rule for rule in RULES}}


@pytest.mark.parametrize("code", sorted(OWN))
def test_our_sentences_name_no_business_term(code: str) -> None:
    rule = OWN[code]
    for text in (rule.message.fr, rule.message.en, rule.remedy.fr, rule.remedy.en):
        assert not _TERM.search(text), text


def test_office_documents_old_and_new_have_one_remedy() -> None:
    assert OWN["ARC-12"].remedy == OWN["LEC-018"].remedy
