"""Official packs asked of documents: what each profile answers to, and what happens when a pack cannot be asked."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import parsers
from domain.decision import Reading, Verdict, verdict
from domain.finding import Finding, Level, Pack, Severity
from domain.reading_options import ReadingOptions
from domain.tree import Node, Syntax, Tree
from exporters import cii
from samples.invoices.bases import PAPETERIE
from samples.invoices.builder import build
from samples.writers import ubl
from samples.writers.profiles import Profile, cut
from validators.engine.context import Context
from validators.engine.official_rules import OfficialRules
from validators.engine.rule_body import Assertion, RuleBody, RuleContext
from validators.packs.editions import EDITIONS, profiles_asked, rules_of
from validators.packs.run import official_findings
from validators.packs.scope import OFFICIAL

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
CONTEXT = Context(now=NOW)
TREE = ReadingOptions(tree=True)
GOOD = ubl.write(build(PAPETERIE))
FACTURES = Path(__file__).resolve().parents[3] / "samples" / "factures"


def asked(content: bytes, context: Context = CONTEXT, reading_options: ReadingOptions = TREE) -> tuple[Finding, ...]:
    return official_findings(parsers.read(content, reading_options=reading_options), context)


def only(pack: Pack) -> Context:
    return replace(CONTEXT, packs=frozenset({pack}), asked=frozenset({pack}))


def test_every_pack_is_listed_with_its_version_and_scope() -> None:
    assert list(EDITIONS) == list(Pack)
    assert all(
        edition.version and edition.source and edition.scope.fr != edition.scope.en for edition in EDITIONS.values()
    )
    assert {pack for pack in EDITIONS if EDITIONS[pack].bodies} == set(OFFICIAL)


@pytest.mark.parametrize("path", sorted(FACTURES.iterdir()), ids=lambda path: path.name)
def test_good_samples_hold_what_applies_to_them(path: Path) -> None:
    found = asked(path.read_bytes(), reading_options=replace(TREE, compare_page=False))
    assert [finding.message.fr for finding in found if finding.severity is Severity.FATAL] == []


@pytest.mark.parametrize("profile", Profile)
def test_a_profile_is_not_asked_what_it_has_no_place_for(profile: Profile) -> None:
    written = cii.write(cut(build(PAPETERIE), profile))
    assert [finding.message.fr for finding in asked(written) if finding.severity is Severity.FATAL] == []


def test_a_pack_that_is_named_is_asked_whole() -> None:
    written = cii.write(cut(build(PAPETERIE), Profile.MINIMUM))
    codes = {finding.code for finding in asked(written, only(Pack.EN16931))}
    assert "BR-16" in codes
    assert {finding.code for finding in asked(written, only(Pack.FACTURX))} == set()


def test_a_finding_names_the_pack_it_was_asked_by() -> None:
    written = cii.write(cut(build(PAPETERIE), Profile.MINIMUM)).replace(b"<ram:CountryID>FR</ram:CountryID>", b"")
    found = asked(written)
    assert {(finding.code, finding.pack) for finding in found} >= {("BR-09", Pack.FACTURX)}
    assert all(finding.line and finding.path for finding in found)


def test_what_the_extended_profiles_relax_is_not_asked_of_them() -> None:
    for syntax, profile in ((Syntax.CII, "extended"), (Syntax.CII, "extended-ctc-fr"), (Syntax.UBL, "extended-ctc-fr")):
        one = rules_of(Pack.EN16931, syntax, profile)
        assert one is not None
        assert "BR-CO-10" not in one.body.codes
        assert "BR-02" in one.body.codes
    assert "extended" not in profiles_asked("BR-CO-10")
    assert profiles_asked("BR-16") == ("basic", "en16931", "extended")


@pytest.mark.parametrize(
    ("guideline", "weight"),
    [
        ("urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0", Severity.FATAL),
        ("urn:cen.eu:en16931:2017#conformant#urn:example:extension", Severity.WARNING),
        ("urn:example:nothing", Severity.FATAL),
        ("", Severity.FATAL),
    ],
)
def test_an_unknown_specification_is_checked_by_what_it_follows(guideline: str, weight: Severity) -> None:
    broken = GOOD.replace(b"<cbc:InvoiceTypeCode>380<", b"<cbc:InvoiceTypeCode>999<")
    written = broken.replace(b"urn:cen.eu:en16931:2017", guideline.encode())
    found = asked(written, replace(CONTEXT, packs=frozenset({Pack.EN16931})))
    assert {one.severity for one in found if one.code == "BR-CL-01"} == {weight}


@pytest.mark.parametrize("profile", ["basic", "extended", "extended-ctc-fr"])
def test_a_rule_of_another_pack_is_not_run_again(profile: str) -> None:
    norm = rules_of(Pack.EN16931, Syntax.CII, profile)
    own, alone = (rules_of(Pack.FACTURX, Syntax.CII, profile, normed) for normed in (True, False))
    assert norm is not None and alone is not None
    codes = set(own.body.codes) if own else set()
    assert not codes & set(norm.body.codes)
    assert codes <= set(alone.body.codes)


def test_settings_weigh_these_rules_too() -> None:
    broken = GOOD.replace(b"<cbc:InvoiceTypeCode>380<", b"<cbc:InvoiceTypeCode>999<")
    (own,) = [one for one in asked(broken, only(Pack.EN16931)) if one.code == "BR-CL-01"]
    context = replace(only(Pack.EN16931), severities={"BR-CL-01": Severity.INFO})
    (weighed,) = [one for one in asked(broken, context) if one.code == "BR-CL-01"]
    assert (own.severity, weighed.severity) == (Severity.FATAL, Severity.INFO)


@pytest.mark.parametrize(("version", "met"), [("1.3.16", True), ("1.3", True), ("1.3.1", False), ("1.3.15", False)])
def test_a_version_that_is_not_here_leaves_the_document_undecided(version: str, met: bool) -> None:
    context = replace(only(Pack.EN16931), versions={Pack.EN16931: version})
    found = asked(GOOD, context)
    assert (verdict(found) is Verdict.UNDECIDED) is not met
    assert [finding.level for finding in found] == ([] if met else [Level.CONTROLE])


@pytest.mark.parametrize("severity", Severity)
def test_no_setting_turns_undecided_into_accepted(severity: Severity) -> None:
    context = replace(only(Pack.EN16931), versions={Pack.EN16931: "9"}, severities={"PACK-01": severity})
    assert verdict(asked(GOOD, context)) is Verdict.UNDECIDED


def test_the_version_of_any_pack_can_be_wanted() -> None:
    context = replace(CONTEXT, packs=frozenset({Pack.CHORUS_PRO}), versions={Pack.CHORUS_PRO: "0.9", Pack.XSD: "0"})
    (finding,) = asked(GOOD, context)
    assert finding.pack is Pack.CHORUS_PRO
    assert "0.9" in finding.message.fr


def test_a_tree_that_was_not_kept_is_no_silence() -> None:
    (finding,) = asked(GOOD, only(Pack.EN16931), ReadingOptions())
    assert (finding.code, finding.level) == ("PACK-01", Level.CONTROLE)


@pytest.mark.parametrize("name", ["texte-classique.pdf", "cpp-pivot.xml", "zugferd1.xml"])
def test_a_document_without_such_xml_gets_a_finding_that_no_rule_applies(name: str) -> None:
    content = (FACTURES / name).read_bytes()
    (finding,) = asked(content, only(Pack.BR_FR))
    assert (finding.code, finding.severity) == ("PACK-02", Severity.INFO)
    assert asked(content) == ()
    ubl_only = asked(GOOD, only(Pack.FACTURX))
    assert [one.message.en.rpartition("of a ")[2] for one in ubl_only] == ["CII invoice."]
    schema = [one.code for one in asked(content, only(Pack.XSD))]
    assert schema == ([] if name == "zugferd1.xml" else ["PACK-02"])


def test_a_zugferd_1_is_no_cii_whatever_it_states_it_follows() -> None:
    content = (FACTURES / "zugferd1.xml").read_bytes()
    odd = content.replace(b"urn:ferd:CrossIndustryDocument:invoice:1p0:comfort", b"urn:cen.eu:en16931:2017")
    assert odd != content
    assert asked(odd) == ()


def test_a_question_that_fails_is_our_fault_and_not_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Node, __: Tree) -> bool:
        raise RecursionError

    body = RuleBody((RuleContext("Invoice", (Assertion("BR-01", fails),)),))
    broken = OfficialRules(pack=Pack.EN16931, syntax=Syntax.UBL, body=body, rules={})
    monkeypatch.setattr("validators.packs.run.rules_of", lambda *_: broken)
    (finding,) = asked(GOOD, only(Pack.EN16931))
    assert finding.level is Level.CONTROLE
    assert "RecursionError" in finding.message.fr


def test_nothing_is_asked_of_what_could_not_be_read() -> None:
    assert official_findings(Reading(format=parsers.read(b"").format), only(Pack.EN16931)) == ()
