"""For every fatal rule, a valid invoice and one generated damage that makes it fire; and the official rules agree.

``recettes.json`` keeps which damage does it, found by ``NAVETTE_UPDATE=1 pytest tests/conformance/test_damages.py``
among some ten thousand: looked for again, they would take minutes.
"""

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

import validators.br_fr
import validators.en16931
from domain.finding import Pack, Severity
from domain.tree import Syntax
from parsers.tree import grown
from tests.conformance import oracle
from tests.conformance.damage import VALUES, Damaged, damages, fired, reached
from tests.conformance.rich import documents
from tests.conformance.schema import schema
from validators.questionnaire import Body

RECIPES = Path(__file__).with_name("recettes.json")
ROOMS = {Pack.EN16931: validators.en16931, Pack.BR_FR: validators.br_fr}
ASKED = [pytest.param(pack, syntax, id=f"{pack}-{syntax}") for pack in ROOMS for syntax in Syntax]
NEVER = {
    (Pack.EN16931, Syntax.UBL): frozenset(),
    (Pack.EN16931, Syntax.CII): frozenset(),
    (Pack.BR_FR, Syntax.UBL): frozenset(),
    (Pack.BR_FR, Syntax.CII): frozenset(),
}
"""Rules that no document can break, as the official artefacts ask them."""


def body_of(pack: Pack, syntax: Syntax) -> Body:
    body: Body = getattr(ROOMS[pack], syntax.name)
    return body


def fatal(pack: Pack, syntax: Syntax) -> frozenset[str]:
    warnings = {rule.code for rule in ROOMS[pack].RULES if rule.severity is not Severity.FATAL}
    return frozenset(body_of(pack, syntax).codes) - warnings - NEVER[pack, syntax]


@cache
def damaged(pack: Pack, syntax: Syntax) -> dict[str, Damaged]:
    """By fatal code, the document that its recipe makes."""
    wanted = {code: tuple(recipe) for code, recipe in json.loads(RECIPES.read_text())[f"{pack}-{syntax}"].items()}
    found: dict[str, Damaged] = {}
    for name, content in sound(syntax):
        mine = {code: what for code, (document, what) in wanted.items() if document == name}
        root = etree.fromstring(content)
        before = fired(body_of(pack, syntax), grown(root))
        for what, do, undo in damages(root, VALUES, schema(syntax)) if mine else ():
            if what in mine.values():
                do()
                for code in fired(body_of(pack, syntax), grown(root)) - before - found.keys():
                    if mine.get(code) == what:
                        found[code] = Damaged(name, what, etree.tostring(root))
                undo()
    return found


def sound(syntax: Syntax) -> Iterator[tuple[str, bytes]]:
    return ((name, content) for name, content in documents() if name.endswith(syntax.value))


@pytest.mark.skipif(os.environ.get("NAVETTE_UPDATE") != "1", reason="recipes are looked for when asked to")
@pytest.mark.parametrize(("pack", "syntax"), ASKED)
def test_recipes_are_found(pack: Pack, syntax: Syntax) -> None:
    found = reached(body_of(pack, syntax), dict(sound(syntax)), VALUES, schema(syntax), fatal(pack, syntax))
    kept = json.loads(RECIPES.read_text()) if RECIPES.exists() else {}
    kept[f"{pack}-{syntax}"] = {code: [one.name, one.what] for code, one in sorted(found.items())}
    RECIPES.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


@pytest.mark.parametrize(("pack", "syntax"), ASKED)
def test_every_fatal_rule_fires_on_a_damage_of_its_own(pack: Pack, syntax: Syntax) -> None:
    assert sorted(fatal(pack, syntax) - damaged(pack, syntax).keys()) == []


@pytest.mark.parametrize(("pack", "syntax"), ASKED)
def test_the_official_rules_say_the_same_of_every_damage(pack: Pack, syntax: Syntax, any_corpus: Path | None) -> None:
    judge = oracle.judge(pack, syntax, any_corpus)
    if judge is None:
        pytest.skip("the official rules are not at hand: they are beside the corpus")
    body, ours = body_of(pack, syntax), fatal(pack, syntax)
    told = {
        code: (official - mine, mine - official)
        for code, one in damaged(pack, syntax).items()
        if (official := judge(one.content)) is not None
        and (mine := fired(body, grown(etree.fromstring(one.content))) & ours) != official
    }
    assert told == {}
