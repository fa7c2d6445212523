"""Tables of codes: the list of rule codes that never shrinks, and code lists held against the official ones."""

import re
from pathlib import Path

import pytest

from validators import RULES
from validators.chorus_pro.paiement import MODES
from validators.chorus_pro.tva import CATEGORIES
from validators.codes.currencies import ACTIVES
from validators.codes.payment_means import UNTDID_4461
from validators.codes.vatex import VATEX
from validators.common.french_document_types import TYPES

EVER = """
NUM-01 NUM-02 NUM-03 NUM-04
DATE-01 DATE-02 DATE-03 DATE-04 DATE-05
TYPE-01 TYPE-02 TYPE-03 TYPE-04 TYPE-05 TYPE-06 TYPE-07
DEV-01 DEV-02 DEV-03 DEV-04
CADRE-01 CADRE-02 CADRE-03 CADRE-04 CADRE-05 CADRE-06 CADRE-07 CADRE-08 CADRE-09 CADRE-10
SIRET-01 SIRET-02 SIRET-03 SIRET-04 SIRET-05 SIRET-06 SIRET-07 SIRET-08
IDF-01 IDF-02 NOM-01
TVA-01 TVA-02 TVA-03
DRO-01
ACH-00 ACH-01 ACH-02 ACH-03 ACH-04 ACH-05 ACH-06 ACH-07 ACH-08 ACH-09
ACH-10 ACH-11 ACH-12 ACH-13 ACH-14 ACH-15 ACH-16 ACH-17 ACH-18 ACH-19
LONG-01 LONG-02 LONG-03 LONG-04 LONG-05 LONG-06 LONG-07 LONG-08
PJ-01 PJ-02 PJ-03 PJ-04 PJ-05 PJ-06 PJ-07 PJ-08 PJ-09 PJ-10 PJ-11 PJ-12 PJ-13 PJ-14
PAI-01 PAI-02 PAI-03 PAI-04 PAI-05 PAI-06 PAI-07
REG-01 REG-02 REG-03 REG-04 REG-05 REG-06 REG-07
MNT-01 MNT-02 MNT-03 MNT-04 MNT-05 MNT-06 MNT-07 MNT-08 MNT-09
TOT-01 TOT-02 TOT-03 TOT-04 TOT-05 TOT-06 TOT-07 TOT-08 TOT-09 TOT-10 TOT-11
UNI-01 UNI-02 UNI-03 UNI-04 UNI-05
ORI-01 ORI-02
NAV-01 NAV-02 NAV-03 NAV-04 NAV-05 NAV-06 NAV-07 NAV-08
BQ-01 BQ-02
CPRO-17 CPRO-20 CPRO-26 CPRO-30
TRA-01 TRA-02 TRA-03 TRA-04 TRA-05 TRA-06 TRA-07 TRA-08 TRA-09 TRA-10 TRA-11 TRA-12 TRA-13 TRA-14
SUI-20 SUI-21 SUI-22 SUI-23 SUI-24 SUI-25 SUI-26 SUI-27 SUI-28 SUI-29
SUI-30 SUI-31 SUI-32 SUI-33 SUI-34 SUI-35
CPL-01 CPL-02 CPL-03 CPL-04 CPL-05 CPL-06
""".split()
"""Every code ever given. A new one is added; one that is retired stays here and is never used again."""

RETIRED: frozenset[str] = frozenset()


def test_every_code_is_in_the_list_and_none_is_used_again() -> None:
    assert {rule.code for rule in RULES} == set(EVER) - RETIRED
    assert len(EVER) == len(set(EVER))


def test_the_lists_are_the_official_ones(corpus: Path) -> None:
    """Held against the lists of the EN 16931 Schematron, where it is at hand."""
    schematron = corpus.parent / "reference" / "schematron" / "EN16931-CII-1.3.16.sch"
    if not schematron.is_file():
        pytest.skip("no EN 16931 Schematron beside the corpus")
    text = schematron.read_text(encoding="utf-8")

    def official(rule: str) -> set[str]:
        found = re.search(rf'id="{rule}".*?contains\(\' ([^\']+) \'', text)
        assert found
        return set(found[1].split())

    no_longer_or_never_in_iso_4217 = {"CNH", "STD"}
    assert official("BR-CL-04") - no_longer_or_never_in_iso_4217 == ACTIVES - {"STN"}
    assert official("BR-CL-16") == UNTDID_4461
    assert official("BR-CL-22") == VATEX
    assert official("BR-CL-17") >= CATEGORIES
    assert official("BR-CL-01") >= TYPES
    assert UNTDID_4461 >= MODES
