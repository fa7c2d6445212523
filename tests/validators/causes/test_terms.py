"""Every rule has the terms that decide behind what it is, or says that it has none."""

import pytest

from domain.finding import Pack, Rule
from domain.tree import Syntax
from validators import RULES
from validators.causes.official_uses import ALSO_USED, WITHOUT_TERM
from validators.causes.own_rules import ABOUT, LOOSE, SUMS
from validators.causes.own_rules import ALSO_USED as OWN_USES
from validators.causes.terms import official_terms, terms_of
from validators.packs.editions import EDITIONS

OFFICIAL = {
    rule.code: rule
    for pack in (Pack.EN16931, Pack.FACTURX, Pack.BR_FR)
    for syntax in Syntax
    for rule in EDITIONS[pack].rules[syntax].values()
}
AMOUNTS = frozenset({"montant_ht", "montant_tva", "montant_ttc", "montant_a_payer"})


def test_each_official_rule_has_a_term_or_is_declared_without() -> None:
    assert len(OFFICIAL) > 2500
    without = {code for code, rule in OFFICIAL.items() if not official_terms(rule).at}
    assert {code for code in without if not WITHOUT_TERM.fullmatch(code)} == set()


def test_declared_codes_are_those_of_rules() -> None:
    assert set(ALSO_USED) <= set(OFFICIAL)
    own = {rule.code for rule in RULES}
    assert set(ABOUT) | set(OWN_USES) | SUMS | LOOSE <= own


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.field in AMOUNTS], ids=lambda rule: rule.code)
def test_a_rule_with_the_field_of_an_amount_says_what_it_is_about(rule: Rule) -> None:
    """Four amounts stand for all that is added up: a rule on VAT categories is not about the total of VAT."""
    absent = rule.code in {"MNT-01", "MNT-02", "MNT-03", "MNT-04"}
    assert absent or rule.code in LOOSE


@pytest.mark.parametrize(
    ("code", "uses"),
    [
        ("BR-CO-15", {"BT-109", "BT-110", "BT-112", "BT-5"}),
        ("BR-CO-10", {"BT-106", "BT-131"}),
        ("BR-FXEXT-CO-13", {"BT-109"}),
        ("BR-FR-CO-07_BT-9", {"BT-9", "BT-2"}),
        ("BR-S-08", {"BT-116", "BT-131", "BT-92", "BT-99"}),
    ],
)
def test_official_rules_compute_with_the_terms_that_they_name(code: str, uses: set[str]) -> None:
    assert uses <= official_terms(OFFICIAL[code]).uses


def test_our_sums_compute_with_what_the_official_rules_they_cite_do() -> None:
    for rule in RULES:
        if rule.code in SUMS:
            terms = terms_of(rule.finding(**dict.fromkeys(_places(rule), "1")))
            assert len(terms.uses) > 1, rule.code


def _places(rule: Rule) -> set[str]:
    from string import Formatter

    return {name for text in (rule.message.fr, rule.remedy.fr) for _, name, _, _ in Formatter().parse(text) if name}


def test_a_rule_that_names_one_term_is_about_it_and_one_that_names_several_about_none() -> None:
    assert official_terms(OFFICIAL["UBL-CR-665"]).at == {"BT-18"}
    assert official_terms(OFFICIAL["BR-CO-09"]).at == frozenset()
