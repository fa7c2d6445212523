"""What the official rules answer to a thousand damages of valid documents, pinned code by code.

``tests/conformance`` holds these answers against the official artefacts where they are at hand; here nothing changes
unnoticed without them. ``answers.txt`` has, for each body of rules and each code, how many damages break it and the
digest of which ones, learnt by ``NAVETTE_UPDATE=1 .venv/bin/pytest tests/validators/test_official_answers.py``; the
diff is the review.
"""

import hashlib
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from zlib import crc32

import pytest
from lxml import etree

from domain.tree import Syntax, Tree
from parsers.xml.rule_tree import rule_tree
from tests.conformance.damage import VALUES, damages, fired
from tests.conformance.profiles import PROFILES, extended_documents
from tests.conformance.rich import documents
from tests.conformance.schema import schema
from tests.conformance.test_damages import RECIPES
from tests.conformance.test_extended import broken
from tests.validators.br_fr import damages_cii, damages_ubl, papiers
from validators import br_fr, en16931, facturx
from validators.engine.rule_body import RuleBody

ANSWERS = Path(__file__).with_name("answers.txt")
EACH = 997
"""One damage of so many, beside those that break each rule: all would take minutes."""
AT_LIMITS = ("S-ubl", "S-cii", "groupes-ubl", "groupes-cii", "carte-ubl")
AMOUNT = re.compile(r"[0-9]+\.[0-9]{2}").fullmatch
PUT_IN = {Syntax.UBL: damages_ubl.ALL, Syntax.CII: damages_cii.ALL}


def bodies(syntax: Syntax) -> dict[str, RuleBody]:
    own = {f"{profile}": body for (of, profile), body in facturx.OWN.items() if of is syntax}
    return {"en16931": getattr(en16931, syntax.name), "br-fr": getattr(br_fr, syntax.name), **own}


def sound(syntax: Syntax) -> Iterator[tuple[str, bytes]]:
    """Valid documents: rich ones, small ones of the French rules, those with lines in groups."""
    yield from ((name, content) for name, content in documents() if name.endswith(syntax.value))
    for rank, xml in enumerate(papiers.ALL):
        if (tree := rule_tree(etree.fromstring(xml.encode()))) and tree.syntax is syntax:
            yield f"papier-{rank}", xml.encode()
    for profile in PROFILES:
        if profile.syntax is syntax:
            grouped = (one for one in extended_documents(profile) if one[0].startswith("groupes"))
            yield from ((f"{profile.name} {name}", content) for name, content in grouped)


def damaged(syntax: Syntax) -> Iterator[tuple[str, Tree]]:
    """(name, tree): valid documents, one damage of each in so many, and the recipes that break each rule."""
    kept = json.loads(RECIPES.read_text(encoding="utf-8"))
    removed: set[str] = set()
    recipes = {tuple(one) for pack in ("en16931", "br-fr") for one in kept[f"{pack}-{syntax}"].values()}
    for name, content in sound(syntax):
        root = etree.fromstring(content)
        for rank, (what, do, undo) in enumerate(damages(root, VALUES, schema(syntax))):
            if (name, what) in recipes or crc32(f"{name} {rank}".encode()) % EACH == 0:
                do()
                yield f"{name} {rank} {what}", _tree(root)
                undo()
                recipes.discard((name, what))
        yield from ((f"{name} sans {path}", _tree(root)) for path in _without(root, removed))
        if name.endswith(AT_LIMITS):
            yield from ((f"{name} {what}", _tree(root)) for what in _at_limits(root))
    for profile in PROFILES:
        if profile.syntax is syntax:
            for what, content in broken(profile).items():
                yield f"{profile.name} {what}", _tree(etree.fromstring(content))
    for rank, one in enumerate(PUT_IN[syntax]):
        yield f"damage {rank}", _tree(etree.fromstring(one.damaged.encode()))


def _without(root: etree._Element, removed: set[str]) -> Iterator[str]:
    """Each element whose path was not ``removed`` before is taken away, and put back: no question needs what may be
    missing.
    """
    paths = root.getroottree()
    for element in [one for one in root.iter() if isinstance(one.tag, str)]:
        path, parent = re.sub(r"\[[0-9]+\]", "", paths.getpath(element)), element.getparent()
        if parent is not None and path not in removed:
            removed.add(path)
            place = parent.index(element)
            parent.remove(element)
            yield path
            parent.insert(place, element)


def _at_limits(root: etree._Element) -> Iterator[str]:
    """Every amount off by one to four cents, card numbers of ten and eleven digits; undone after each."""
    for rank, element in enumerate(root.iter()):
        text = element.text or ""
        if AMOUNT(text):
            values = [str(Decimal(text) + Decimal(cents).scaleb(-2)) for cents in (1, 2, 3, 4)]
        else:
            values = ["1234567890", "12345678901"] if "PrimaryAccountNumber" in str(element.tag) else []
        for value in values:
            element.text = value
            yield f"{rank} {value}"
        element.text = text


def _tree(root: etree._Element) -> Tree:
    tree = rule_tree(root)
    assert tree is not None
    return tree


@cache
def answers(syntax: Syntax) -> tuple[str, ...]:
    """A line for each body and code."""
    asked = bodies(syntax)
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name, tree in damaged(syntax):
        for body, rules in asked.items():
            for code in fired(rules, tree):
                found[body, code].append(name)
        tree.release()
    return tuple(
        f"{syntax} {body} {code}: {len(names)}, {_digest(names)}" for (body, code), names in sorted(found.items())
    )


def _digest(names: list[str]) -> str:
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:10]


@pytest.mark.parametrize("syntax", Syntax)
def test_no_answer_changes_unnoticed(syntax: Syntax) -> None:
    told = ANSWERS.read_text(encoding="utf-8").splitlines() if ANSWERS.exists() else []
    mine = [line for line in told if line.startswith(f"{syntax} ")]
    if os.environ.get("NAVETTE_UPDATE"):
        lines = sorted({*told} - {*mine} | {*answers(syntax)})
        ANSWERS.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        mine = list(answers(syntax))
    changed = sorted({*mine}.symmetric_difference(answers(syntax)))
    assert changed == [], "Meant? NAVETTE_UPDATE=1 .venv/bin/pytest tests/validators/test_official_answers.py"
