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
from parsers.xml.rule_tree import rule_tree
from tests.conformance import oracle
from tests.conformance.damage import VALUES, Damaged, damages, fired, reached
from tests.conformance.rich import documents
from tests.conformance.schema import schema
from tests.validators.br_fr import damages_cii, damages_ubl, papiers
from validators.engine.rule_body import RuleBody

RECIPES = Path(__file__).with_name("recettes.json")
ROOMS = {Pack.EN16931: validators.en16931, Pack.BR_FR: validators.br_fr}
ASKED = [pytest.param(pack, syntax, id=f"{pack}-{syntax}") for pack in ROOMS for syntax in Syntax]
_ALWAYS = frozenset({"BR-CO-05", "BR-CO-06", "BR-CO-07", "BR-CO-08"})
"""Whether a reason and its code say the same thing: no program can decide it, the artefacts do not check it."""
NEVER = {
    (Pack.EN16931, Syntax.UBL): _ALWAYS | {"BR-DEC-13", "BR-DEC-15"},
    (Pack.EN16931, Syntax.CII): _ALWAYS
    | {"BR-AF-08", "BR-AF-09", "BR-AG-08", "BR-AG-09", "CII-DT-010", "CII-DT-011", "CII-DT-012"},
    (Pack.BR_FR, Syntax.UBL): damages_ubl.NEVER,
    (Pack.BR_FR, Syntax.CII): damages_cii.NEVER,
}
"""Rules that no document can break, as the official artefacts ask them."""


PUT_IN = {
    (Pack.BR_FR, Syntax.UBL): damages_ubl.ALL,
    (Pack.BR_FR, Syntax.CII): damages_cii.ALL,
}
"""Tables by role and place, for rules about what the rich invoices do not say: it is put in, then broken."""


def body_of(pack: Pack, syntax: Syntax) -> RuleBody:
    body: RuleBody = getattr(ROOMS[pack], syntax.name)
    return body


def fatal(pack: Pack, syntax: Syntax) -> frozenset[str]:
    warnings = {rule.code for rule in ROOMS[pack].RULES if rule.severity is not Severity.FATAL}
    return frozenset(body_of(pack, syntax).codes) - warnings - NEVER[pack, syntax]


@cache
def damaged(pack: Pack, syntax: Syntax) -> dict[str, Damaged]:
    """By fatal code, the document that its recipe makes."""
    wanted = {code: tuple(recipe) for code, recipe in json.loads(RECIPES.read_text())[f"{pack}-{syntax}"].items()}
    found: dict[str, Damaged] = {}
    for name, content in sound(pack, syntax):
        mine = {code: what for code, (document, what) in wanted.items() if document == name}
        root = etree.fromstring(content)
        before = fired(body_of(pack, syntax), rule_tree(root))
        for what, do, undo in damages(root, VALUES, schema(syntax)) if mine else ():
            if what in mine.values():
                do()
                for code in fired(body_of(pack, syntax), rule_tree(root)) - before - found.keys():
                    if mine.get(code) == what:
                        found[code] = Damaged(name, what, etree.tostring(root))
                undo()
    return found


def sound(pack: Pack, syntax: Syntax) -> Iterator[tuple[str, bytes]]:
    """Documents without a fault; small ones of every kind that the French rules know come first for these."""
    if pack is Pack.BR_FR:
        small = ((f"papier-{rank}", xml.encode()) for rank, xml in enumerate(papiers.ALL))
        yield from ((name, content) for name, content in small if syntax_of(content) is syntax)
    yield from ((name, content) for name, content in documents() if name.endswith(syntax.value))


def syntax_of(content: bytes) -> Syntax | None:
    tree = rule_tree(etree.fromstring(content))
    return tree.syntax if tree else None


@pytest.mark.skipif(os.environ.get("NAVETTE_UPDATE") != "1", reason="recipes are looked for when asked to")
@pytest.mark.parametrize(("pack", "syntax"), ASKED)
def test_recipes_are_found(pack: Pack, syntax: Syntax) -> None:
    found = reached(body_of(pack, syntax), dict(sound(pack, syntax)), VALUES, schema(syntax), fatal(pack, syntax))
    kept = json.loads(RECIPES.read_text()) if RECIPES.exists() else {}
    kept[f"{pack}-{syntax}"] = {code: [one.name, one.what] for code, one in sorted(found.items())}
    RECIPES.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


@pytest.mark.parametrize(("pack", "syntax"), ASKED)
def test_every_fatal_rule_fires_on_a_damage_of_its_own(pack: Pack, syntax: Syntax) -> None:
    put_in = {code for one in PUT_IN.get((pack, syntax), ()) for code in one.codes.split()}
    assert sorted(fatal(pack, syntax) - damaged(pack, syntax).keys() - put_in) == []


@pytest.mark.parametrize(("pack", "syntax"), ASKED)
def test_the_official_rules_give_the_same_result_for_every_damage(
    pack: Pack, syntax: Syntax, any_corpus: Path | None
) -> None:
    judge = oracle.judge(pack, syntax, any_corpus)
    if judge is None:
        pytest.skip("the official rules are not at hand: they are beside the corpus")
    body, ours = body_of(pack, syntax), fatal(pack, syntax)
    contents = {f"{one.name}: {one.what}": one.content for one in damaged(pack, syntax).values()}
    contents |= {f"{one.new!r}": one.damaged.encode() for one in PUT_IN.get((pack, syntax), ())}
    told = {
        what: (official - mine, mine - official)
        for what, content in contents.items()
        if (official := judge(content)) is not None
        and (mine := fired(body, rule_tree(etree.fromstring(content))) & ours) != official
    }
    assert told == {}
