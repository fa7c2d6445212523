"""The source of a rule is a citation, the same on a French and on an English screen: no prose of either language."""

import re

import pytest

from domain.finding import Rule
from hub.inspect import rules
from tests.cli.conftest import Navette
from validators.packs.editions import EDITIONS

TITLES = {
    "annexe", "article", "articles", "cadre", "cotraitance", "de", "date", "du", "décret", "décembre", "et", "facture",
    "factures", "fiscal", "janvier", "limites", "loi", "cardinalités", "clé", "section", "statut", "statuts", "sous",
    "traitance", "travaux", "ter", "une", "formats", "dépôt", "publiques", "antivirus", "positions", "codes",
    "structures", "deposants", "code", "champ", "règles", "flux", "des", "valideur", "mécanismes", "cryptographiques",
}  # fmt: skip
"""Words of the official titles and of their parts, which are French."""
IDENTIFIER = re.compile(r"\S*[\d_/:.@#]\S*|\S*[a-z][A-Z]\S*")
"""Codes, paths of elements, names of files and of functions: they are of no language."""
WORD = re.compile(r"(?<![\w-])[a-zà-ÿ]{2,}(?![\w])")


def prose(source: str) -> list[str]:
    """The common words of a source that are in no official title; names begin with a capital letter."""
    return [word for word in WORD.findall(IDENTIFIER.sub(" ", source)) if word not in TITLES]


@pytest.mark.parametrize("rule", rules.every(), ids=lambda rule: rule.code)
def test_a_source_is_a_citation(rule: Rule) -> None:
    assert prose(rule.source) == []
    assert not re.search(r"\b(?:Section|Seed|Settings|Directory)\b(?! Service 1)", rule.source)


def test_the_source_of_a_pack_is_a_citation() -> None:
    assert [word for edition in EDITIONS.values() for word in prose(edition.source)] == []


@pytest.mark.parametrize(
    "source",
    [
        "BT-124; links are never followed",
        "Luhn; test SIRETs of Chorus Pro fail it, hence no refusal",
        "BR-FR-CPRO-04 to 08",
        "Annexe EDI p. 22 and G1.14; Factur-X MINIMUM carries none",
        "safety of the reader",
    ],
)
def test_prose_is_found(source: str) -> None:
    assert prose(source)


def test_explain_shows_the_same_source_in_both_languages(navette: Navette) -> None:
    french, english = (navette("explain", "PJ-06", "--locale", one).out for one in ("fr", "en"))
    assert "Source : BT-124" in french
    assert "Source: BT-124" in english
