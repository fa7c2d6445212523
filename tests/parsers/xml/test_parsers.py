"""The door of the room: who is asked, in which order, and which codes the findings have."""

from collections import Counter
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import parsers
from domain.document import Format
from domain.finding import Pack
from domain.specification import profile

CODES = """
LEC-001 LEC-002 LEC-003 LEC-004 LEC-005 LEC-006 LEC-007 LEC-008 LEC-009 LEC-010 LEC-011 LEC-012 LEC-013 LEC-014
LEC-015 LEC-016 LEC-017 LEC-018 LEC-019
LEC-020 LEC-021 LEC-022 LEC-023 LEC-024 LEC-025 LEC-026 LEC-027 LEC-028 LEC-029
LEC-030 LEC-031 LEC-032 LEC-033 LEC-034 LEC-035 LEC-036 LEC-037 LEC-038 LEC-039 LEC-040
LEC-041 LEC-042
""".split()
"""The codes of reading XML and containers: one may be added, none may go or change its meaning."""


def test_every_module_that_reads_a_format_is_asked() -> None:
    modules = [import_module(module.name) for module in walk_packages(parsers.__path__, "parsers.")]
    readers = {m.__name__ for m in modules if hasattr(m, "recognises") and hasattr(m, "read")}
    assert readers == {getattr(parser, "__name__", "") for parser in parsers.PARSERS}


def test_every_rule_of_every_module_is_gathered_once() -> None:
    modules = [import_module(module.name) for module in walk_packages(parsers.__path__, "parsers.")]
    declared = {rule.code for m in modules for rule in getattr(m, "RULES", ()) if rule.code.startswith("LEC-")}
    gathered = Counter(rule.code for rule in parsers.RULES)
    assert declared == {code for code in gathered if code.startswith("LEC-")}
    assert gathered.most_common(1)[0][1] == 1
    assert all(rule.pack is (Pack.XSD if rule.code.startswith("XSD-") else Pack.LECTURE) for rule in parsers.RULES)


def test_codes_are_stable() -> None:
    assert [code for code in sorted(rule.code for rule in parsers.RULES) if "LEC-" < code < "LEC-050"] == CODES


def test_rules_have_two_languages_and_a_remedy() -> None:
    for rule in parsers.RULES:
        assert rule.message.fr != rule.message.en, rule.code
        assert rule.remedy.fr, rule.code
        assert rule.remedy.en, rule.code
        assert rule.source, rule.code


def test_profiles() -> None:
    cen = "urn:cen.eu:en16931:2017"
    for customization, expected in (
        ("urn:factur-x.eu:1p0:minimum", "minimum"),
        ("urn:zugferd.de:2p0:minimum", "minimum"),
        ("urn:factur-x.eu:1p0:basicwl", "basicwl"),
        (cen + "#compliant#urn:factur-x.eu:1p0:basic", "basic"),
        (cen + ":compliant:factur-x.eu:1p0:en16931", "en16931"),
        (cen, "en16931"),
        (cen + "#conformant#urn:factur-x.eu:1p0:extended", "extended"),
        (cen + "#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0", "xrechnung"),
        (cen + "#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0", "peppol-bis-3"),
        (cen + "#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr", "extended-ctc-fr"),
        (cen + "#compliant#urn.cpro.gouv.fr:1p0:en16931-ctc-fr", "en16931-ctc-fr"),
        ("urn:ferd:CrossIndustryDocument:invoice:1p0:comfort", "zugferd-1-comfort"),
        ("autre", None),
        (None, None),
    ):
        assert profile(customization) == expected


def test_every_document_of_the_corpus_gets_an_answer(corpus: Path) -> None:
    formats: Counter[Format] = Counter()
    for path in sorted(path for path in corpus.rglob("*") if path.suffix.lower() == ".xml"):
        reading = parsers.read(path.read_bytes())
        formats[reading.format] += 1
        assert reading.invoice is not None or reading.findings, path
    assert formats[Format.UBL_INVOICE] == 907
    assert formats[Format.UBL_CREDITNOTE] == 160
    assert formats[Format.CII] == 198
    assert formats[Format.CPP_MIXTE] == formats[Format.CPP_PIVOT] == 1
    assert formats[Format.UNKNOWN] == 31
