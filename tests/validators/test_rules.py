"""Every rule stops what it must and nothing else; its code is for ever."""

import pickle
import string
from dataclasses import replace
from importlib import import_module
from pkgutil import walk_packages

import pytest

import validators
from domain.finding import Finding, Pack, Rule, Severity
from domain.invoice import FIELDS, Invoice
from tests.validators.cases import CASES, Sample
from tests.validators.good import CONTEXT, GOOD, context, invoice
from validators import CHECKS, RULES, Context, check, suivi
from validators.chorus_pro import unicite
from validators.chorus_pro.travaux import association, unknown_moe
from validators.engine.rule import Check
from validators.navette import bank_account_change, origine
from validators.suivi import complements

SETTLED = {
    rule.code
    for room in (unicite, origine, bank_account_change, association, unknown_moe, suivi, complements)
    for rule in room.RULES
}
"""Asked of a decision, of a status line or of a complement, not of an invoice: samples are in tests of their own."""
CODES = set(CASES) | SETTLED


def found(sample: Sample, code: str) -> list[Finding]:
    return [finding for finding in check(sample.invoice, sample.context) if finding.code == code]


def test_a_good_invoice_has_no_finding() -> None:
    assert check(GOOD, CONTEXT) == ()


def test_every_rule_has_its_samples() -> None:
    assert {rule.code for rule in RULES} == CODES
    assert len(RULES) == len(CODES)


@pytest.mark.parametrize("code", CASES)
def test_the_passing_sample_passes(code: str) -> None:
    assert found(CASES[code].passes, code) == []


@pytest.mark.parametrize("code", CASES)
def test_the_failing_sample_fails_and_names_what_was_found(code: str) -> None:
    sample = CASES[code].fails
    findings = found(sample, code)
    assert findings
    said = " ".join(finding.message.fr + finding.remedy.fr for finding in findings)
    assert [word for word in sample.shows if word not in said] == []


@pytest.mark.parametrize("code", CASES)
def test_both_languages_render_with_a_remedy(code: str) -> None:
    for finding in found(CASES[code].fails, code):
        for text in (*finding.message, *finding.remedy):
            assert text.strip()
            assert "{" not in text.replace("[0-9]{", "")
            assert "None" not in text
            assert "Text(" not in text
        assert finding.message.fr != finding.message.en


def names_in(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_two_languages_name_the_same_values(rule: Rule) -> None:
    french = names_in(rule.message.fr) | names_in(rule.remedy.fr)
    english = names_in(rule.message.en) | names_in(rule.remedy.en)
    assert french == english
    assert rule.source
    assert rule.field is None or rule.field in FIELDS
    for sentence in (rule.message.fr, rule.message.en, rule.remedy.fr, rule.remedy.en):
        assert sentence.rstrip()[-1] in ".}"


def test_every_module_of_rules_is_in_the_tuple() -> None:
    names = {module.name for module in walk_packages(validators.__path__, "validators.")}
    with_checks = {name for name in names if hasattr(import_module(name), "CHECKS")}
    assert with_checks == {module.__name__ for module in validators.VALIDATORS}


def test_every_question_written_is_asked() -> None:
    for module in validators.VALIDATORS:
        written = {id(value) for value in vars(module).values() if isinstance(value, Check)}
        assert written == {id(each) for each in module.CHECKS}


def test_a_setting_changes_the_severity() -> None:
    softened = context(severities={"DEV-02": Severity.INFO})
    assert [f.severity for f in check(invoice(devise="EURO"), softened)] == [Severity.INFO]


@pytest.mark.parametrize("packs", [{Pack.CHORUS_PRO}, {Pack.ACHEMINEMENT}, {Pack.LECTURE}, set()], ids=str)
def test_only_the_packs_asked_for_run(packs: set[Pack]) -> None:
    bad = replace(CASES["ACH-04"].fails.invoice, numero_facture=None)
    codes = {finding.code for finding in check(bad, context(packs=frozenset(packs)))}
    assert ("NUM-01" in codes) == (Pack.CHORUS_PRO in packs)
    assert ("ACH-04" in codes) == (Pack.ACHEMINEMENT in packs)


def test_routing_alone_still_refuses_an_invoice_without_recipient() -> None:
    alone = context(packs=frozenset({Pack.ACHEMINEMENT}))
    assert [f.code for f in check(invoice(siret_destinataire=None), alone)] == ["SIRET-01"]


def test_an_empty_invoice_gets_one_finding_for_each_missing_field() -> None:
    codes = [finding.code for finding in check(Invoice(), context(rights=None))]
    assert codes == [
        "NUM-01",
        "DATE-01",
        "TYPE-01",
        "DEV-01",
        "CADRE-01",
        "SIRET-04",
        "NOM-01",
        "SIRET-01",
        "PAI-01",
        "MNT-01",
        "MNT-02",
        "MNT-03",
    ]


def test_what_reading_refused_is_not_reported_absent_too() -> None:
    read = Rule(
        code="LEC-999",
        pack=Pack.LECTURE,
        field="date_facture",
        message=CHECKS[0].rule.message,
        remedy=CHECKS[0].rule.message,
        source="test",
    ).finding()
    undated = invoice(date_facture=None)
    assert check(undated, CONTEXT, (read,)) == ()
    doubtful = replace(read, severity=Severity.WARNING)
    assert [f.code for f in check(undated, CONTEXT, (doubtful,))] == ["DATE-01"]


def test_the_context_and_the_findings_travel_to_another_process() -> None:
    carried: Context = pickle.loads(pickle.dumps(CONTEXT))  # noqa: S301
    bad = CASES["ACH-15"].fails.invoice
    assert check(bad, carried) == check(bad, CONTEXT) != ()


def test_the_order_is_that_of_the_checks() -> None:
    rank = {each.rule.code: n for n, each in enumerate(CHECKS)}
    codes = [finding.code for finding in check(Invoice(), CONTEXT)]
    assert codes == sorted(codes, key=rank.__getitem__)


@pytest.mark.parametrize(("number", "fits"), [("A" * 20, True), ("  " + "A" * 20 + " ", True), (" " + "A" * 21, False)])
def test_blanks_around_a_number_do_not_count(number: str, fits: bool) -> None:
    codes = {one.code for one in check(replace(GOOD, numero_facture=number), CONTEXT)}
    assert ("NUM-02" not in codes) is fits
