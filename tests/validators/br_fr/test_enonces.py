"""The sentences of the French rules: every code has one, and a supplier can act on it."""

import re
import string

import pytest

from domain.finding import Pack, Rule, Severity
from domain.invoice import FIELDS
from validators import br_fr
from validators.br_fr import RULES
from validators.engine.official_rules import by_code

LONGEST = 240


def test_every_code_has_one_sentence_and_no_sentence_is_idle() -> None:
    assert set(by_code(RULES)) == {*br_fr.UBL.codes, *br_fr.CII.codes}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_sentence_can_be_read_and_acted_upon(rule: Rule) -> None:
    assert rule.pack is Pack.BR_FR
    assert rule.severity is Severity.FATAL
    assert re.fullmatch(r"XP Z12-012, BR-FR-([A-Z]+-)?\d+", rule.source)
    assert not rule.term or re.fullmatch(r"(B[TG]|EXT-FR-FE)-\d+", rule.term)
    assert rule.field is None or rule.field in FIELDS
    for text in (rule.message, rule.remedy):
        assert text.fr != text.en
        for said in text:
            assert 10 < len(said) <= LONGEST
            assert said[0].isupper()
            assert said.endswith((".", ")"))
            assert "  " not in said
            assert not [name for _, name, _, _ in string.Formatter().parse(said) if name is not None]


def test_french_keeps_its_blanks_and_its_elisions() -> None:
    french = [said for rule in RULES for said in (rule.message.fr, rule.remedy.fr)]
    assert not [said for said in french if re.search(r"\S[;?!:](\s|$)", said)]
    assert not [said for said in french if re.search(r"\b(de le|de les|à le|à les|que il|de un|de une)\b", said)]
