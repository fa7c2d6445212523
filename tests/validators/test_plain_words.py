"""What a person reads first names no business term: the numbers of the norm are in the rule's source."""

import re
from dataclasses import replace
from importlib import import_module
from pkgutil import walk_packages

import pytest

import parsers
from domain.business_terms import TERM, without_terms
from domain.finding import Pack, Rule
from domain.text import Text
from validators import RULES
from validators.packs.editions import EDITIONS

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
        assert not TERM.search(text), text


ARTEFACTS = re.compile(r"\(\s*[,;:)]|[,;:\s]\)|  ")
"""What a term taken out of a sentence may leave: empty parentheses, two blanks."""
ENGLISH = re.compile(r"\b(?:the|must|shall|should|which|with|and|invoice|amount)\b")
FRENCH = re.compile(r"\b(?:le|les|la|une?|des|doit|facture|montant)\b")


@pytest.mark.parametrize("pack", [pack for pack in EDITIONS if EDITIONS[pack].rules], ids=str)
def test_findings_of_every_official_rule_are_in_plain_words_of_one_language(pack: Pack) -> None:
    """Each may be told first: the rule's own sentence keeps its terms, which say what follows from what."""
    told = 0
    for rules in EDITIONS[pack].rules.values():
        for rule in rules.values():
            finding = rule.finding(value="1")
            for text in (finding.message, finding.remedy):
                assert not TERM.search(text.fr + text.en), text
                assert not ARTEFACTS.search(text.fr + text.en), text
                assert not ENGLISH.search(text.fr), text
                assert not FRENCH.search(text.en), text
                assert text.fr.endswith(".") and text.en.endswith("."), text
            told += 1
    assert told > 190


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Le net à payer (BT-115) est absent.", "Le net à payer est absent."),
        ("ni n° de TVA (BT-31), ni identifiant (BT-32).", "ni n° de TVA, ni identifiant."),
        ("au code (BT-121, liste VATEX) ou (BT-81, code 30 ou 58)", "au code (liste VATEX) ou (code 30 ou 58)"),
        ("la facture d'origine (BG-3 : BT-25 et BT-26).", "la facture d'origine."),
        ("une charge (BT-99, BT-X-272), le représentant (BT-31, ou BT-63)", "une charge, le représentant"),
        ("un repère (GlobalID, BT-157) et (EXT-FR-FE-BG-06)", "un repère (GlobalID) et"),
        ("L'élément ID (dans Party) de (BT-29-1) n'est pas prévu.", "L'élément ID (dans Party) de n'est pas prévu."),
        ("La date (jj/mm/aaaa) est {value}.", "La date (jj/mm/aaaa) est {value}."),
    ],
)
def test_terms_leave_the_sentence_with_their_parentheses(sentence: str, words: str) -> None:
    assert without_terms(sentence) == words


def test_a_value_of_the_document_that_looks_like_a_term_stays() -> None:
    rule = replace(OWN["NUM-03"], message=Text("Le numéro (BT-1) « {value} ».", "The number (BT-1) “{value}”."))
    assert rule.finding(value="(BT-12)").message == Text("Le numéro « (BT-12) ».", "The number “(BT-12)”.")


def test_office_documents_old_and_new_have_one_remedy() -> None:
    assert OWN["ARC-12"].remedy == OWN["LEC-018"].remedy
