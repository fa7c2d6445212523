"""The sentences of EN 16931: every code has one, a supplier can act on it, and nothing in it is left unfilled."""

import re
import string

import pytest

from domain.finding import Rule, Severity
from domain.invoice import FIELDS
from domain.text import Text
from domain.tree import Syntax
from validators import en16931
from validators.en16931 import RULES, rules
from validators.en16931.rules.vat_families import VAT_FAMILIES
from validators.engine.official_rules import by_code

LONGEST = 240
BODIES = tuple((syntax, body) for syntax in Syntax if (body := getattr(en16931, syntax.name, None)) is not None)


def _texts(rule: Rule) -> tuple[Text, Text]:
    return rule.message, rule.remedy


def test_a_code_has_one_rule() -> None:
    assert by_code(RULES)


@pytest.mark.parametrize(("syntax", "body"), BODIES)
def test_every_code_that_is_asked_has_its_rule(syntax: Syntax, body: object) -> None:
    asked = set(getattr(body, "codes", ()))
    assert asked
    assert asked <= set(by_code(rules(syntax)))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_sentence_can_be_read_and_acted_upon(rule: Rule) -> None:
    for text in _texts(rule):
        for said in text:
            assert 10 < len(said) <= LONGEST
            assert said[0].isupper() or said[0] in "«“"
            assert said.endswith((".", ")", "..."))
            assert "  " not in said
            names = {name for _, name, _, _ in string.Formatter().parse(said) if name is not None}
            assert names <= {"value"}
        assert text.fr != text.en
    assert rule.field is None or rule.field in FIELDS
    assert not rule.term or re.fullmatch(r"B[TG]-\d+(-\d+)?", rule.term)


def test_french_keeps_its_accents_and_its_blanks() -> None:
    french = [said for rule in RULES for said in (rule.message.fr, rule.remedy.fr)]
    bare = re.compile(r"\b(necessaire|element|prevu|numero|identite|categorie|donnee)\b")
    assert not [said for said in french if bare.search(said)]
    assert not [said for said in french if re.search(r"[^\s]([;?!])|[a-zé]: ", said)]


def test_a_family_of_vat_has_its_ten_rules() -> None:
    codes = set(by_code(RULES))
    for one in VAT_FAMILIES:
        assert {f"BR-{one.tag}-{rank:02}" for rank in range(1, 11)} <= codes


def test_a_whole_card_number_warns_in_ubl_and_refuses_in_cii() -> None:
    weigh = {syntax: by_code(rules(syntax))["BR-51"].severity for syntax in Syntax}
    assert weigh == {Syntax.UBL: Severity.WARNING, Syntax.CII: Severity.FATAL}
