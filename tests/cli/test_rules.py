"""``navette rules``, ``navette explain``, and ``navette check --rules`` with official packs."""

import json

import pytest

from domain.finding import Pack
from tests.cli.conftest import SAMPLES, Navette

GOOD = SAMPLES / "factures" / "ubl-facture.xml"
CII = SAMPLES / "factures" / "cii-d16b-chorus.xml"
PDF = SAMPLES / "factures" / "texte-classique.pdf"


def test_every_pack_is_listed_with_version_date_scope_and_count(navette: Navette) -> None:
    listed = {row["pack"]: row for row in navette("rules", "--json").json}
    assert list(listed) == list(Pack)
    assert (listed["en16931"]["version"], listed["en16931"]["syntaxes"]) == ("1.3.16", ["ubl", "cii"])
    assert listed["br-fr"]["since"] == "2026-09-01"
    assert all(row["scope"] and row["rules"] > 0 for row in listed.values())
    shown = navette("rules").out
    assert all(pack.value in shown for pack in Pack)
    assert "15/05/2026" in shown


@pytest.mark.parametrize("pack", Pack)
def test_the_rules_of_a_pack_are_as_many_as_announced(navette: Navette, pack: Pack) -> None:
    (count,) = [row["rules"] for row in navette("rules", "--json").json if row["pack"] == pack]
    rows = navette("rules", "--pack", pack, "--json", "--locale", "en").json
    assert len(rows) == len({row["code"] for row in rows}) == count
    assert all(row["message"] and row["remedy"] and row["source"] for row in rows)
    assert {row["pack"] for row in rows} == {pack.value}
    shown = navette("rules", "--pack", pack).out
    assert rows[0]["code"] in shown


def test_a_rule_is_explained_however_its_code_is_written(navette: Navette) -> None:
    said = navette("explain", "br-co-15")
    assert said.code == 0
    for words in ("BR-CO-15", "BT-112", "en16931 1.3.16", "refus", "Que faire : ", "montant_ttc", "basicwl"):
        assert words in said.out
    english = navette("explain", "BR-CO-15", "--json", "--locale", "en").json
    assert english["source"] == "EN 16931-1, BR-CO-15"
    assert "not" in english["message"]


def test_a_rule_with_another_severity_in_the_other_syntax_or_in_the_settings_is_marked(
    navette: Navette, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "avertissement (UBL), refus (CII)" in navette("explain", "BR-51").out
    monkeypatch.setenv("NAVETTE_RULES__SEVERITIES", '{"SIRET-03": "fatal"}')
    assert "avertissement ; refus dans vos réglages" in navette("explain", "SIRET-03").out


def test_an_unknown_code_names_its_neighbours(navette: Navette) -> None:
    said = navette("explain", "BR-CO-155")
    assert said.code == 1
    assert "BR-CO-15" in said.err
    assert navette("explain", "\x1b[31m").err.count("\x1b") == 0
    assert navette("rules", "--pack", "nosuch").code == 2


def test_programs_get_an_unknown_code_as_json_too(navette: Navette) -> None:
    near = navette("explain", "BR-CO-155", "--json")
    assert (near.code, near.err) == (1, "")
    assert near.json["error"] == "Aucune règle n'a le code BR-CO-155."
    assert "BR-CO-15" in near.json["nearest"]
    far = navette("explain", "zz", "--json", "--locale", "en")
    assert (far.code, far.json) == (1, {"error": "No rule has the code zz.", "nearest": []})


def test_a_named_pack_gives_its_findings_and_no_other(navette: Navette) -> None:
    said = navette("check", SAMPLES / "refusees" / "ttc-faux.xml", "--rules", "en16931", "--jsonl")
    (line,) = [json.loads(line) for line in said.out.splitlines()]
    (finding,) = line["findings"]
    assert (finding["code"], finding["pack"], finding["term"]) == ("BR-CO-15", "en16931", "BT-112")
    assert finding["path"].startswith("/Invoice")
    assert finding["line"]


def test_a_version_that_is_not_here_is_exit_3_before_all_else(navette: Navette) -> None:
    said = navette("check", GOOD, SAMPLES / "refusees" / "ttc-faux.xml", "--rules", "en16931@1.2")
    assert said.code == 3
    assert "? indécise" in said.out
    assert "PACK-01" in said.out
    assert "indécises" in said.out.splitlines()[-1]
    assert navette("check", GOOD, "--rules", "en16931@1.3.16").code == 0
    assert navette("check", "--explain", GOOD, "--rules", "en16931@1.2", "--workers", "0").code == 3


def test_what_is_undecided_is_in_the_json(navette: Navette) -> None:
    said = navette("check", CII, "--rules", "xsd@0", "--jsonl")
    (line,) = [json.loads(line) for line in said.out.splitlines()]
    assert (said.code, line["decision"]) == (3, "undecided")


def test_a_document_without_xml_gets_a_finding_that_the_pack_does_not_apply(navette: Navette) -> None:
    said = navette("check", PDF, "--rules", "br-fr")
    assert said.code == 0
    assert "PACK-02" in said.out
