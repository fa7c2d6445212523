"""Damages to a valid document, generated: every element removed, emptied, doubled, filled, given other values.

Each damage changes one thing, so that what fires afterwards is its doing. ``reached`` finds, for each code of a body,
the first damage of any document that makes it fire.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from decimal import Context, localcontext
from itertools import combinations
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from domain.tree import Tree
from parsers.xml.rule_tree import rule_tree
from validators.engine.rule_body import RuleBody

CALM = Context(prec=60, traps=[])
Schema = Mapping[str, tuple[str, ...]]
"""By the tag of an element, the tags of the children its schema knows."""
FEW = 8
MANY = 12
ATTRIBUTES = (
    "schemeID",
    "schemeName",
    "schemeAgencyID",
    "schemeAgencyName",
    "schemeVersionID",
    "schemeDataURI",
    "schemeURI",
    "listID",
    "listAgencyID",
    "listVersionID",
    "listURI",
    "unitCode",
    "unitCodeListID",
    "unitCodeListAgencyID",
    "unitCodeListAgencyName",
    "currencyID",
    "currencyCodeListVersionID",
    "name",
    "format",
)
"""What a text may bear in either syntax."""
ROOT_ATTRIBUTES = ("languageID", "languageLocaleID")


class Damaged(NamedTuple):
    """A document that was damaged, and how."""

    name: str
    what: str
    content: bytes


Change = Callable[[], None]
Damage = tuple[str, Change, Change]
"""What it does, in words; the doing; and the undoing, after which the tree is as it was."""


def damages(root: Element, values: Iterable[str], schema: Schema) -> Iterator[Damage]:
    """Every damage of one thing in ``root``; ``values`` are what texts become, ``schema`` what may be added."""
    values = tuple(values)
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    for element in elements:
        yield from _of_text(element, values)
        yield from _of_attributes(element, values)
        yield from _of_element(element)
        yield from _of_children(element)
        yield from _added(element, schema)
    for tag in dict.fromkeys(str(one.tag) for one in elements):
        yield from _of_all([one for one in elements if one.tag == tag])
    for element in elements:
        yield from _of_twin(element)
        yield from _lifted(element)


VALUES = (
    *("0", "1", "-5.00", "999.999", "20", "XX", "S", "AE", "K", "O", "VA", "130", "30", "58", "true", "false", "SEPA"),
    *("2099-01-01", "1999-12-31", "2026-02-30", "20991301", "#XXX#note", "FR", "IT", "a b", "12345678901234", "0002"),
    *("0009", "0225", "0224", "DETAIL", "GROUP", "381", "384", "386", "S4", "B2", "EUR", "USD", "#BAR#B2B", "LISIBLE"),
)
"""What texts and attributes become: values that mean something somewhere, and are wrong elsewhere."""


def reached(
    body: RuleBody, documents: Mapping[str, bytes], values: Iterable[str], schema: Schema, wanted: frozenset[str]
) -> dict[str, Damaged]:
    """By code of ``wanted``, a damage that makes it fire in a document where it did not."""
    found: dict[str, Damaged] = {}
    values = tuple(values)
    for name, content in documents.items():
        root = etree.fromstring(content)
        before = fired(body, rule_tree(root))
        for what, do, undo in damages(root, values, schema):
            do()
            fresh = (fired(body, rule_tree(root)) - before - found.keys()) & wanted
            if fresh:
                found |= dict.fromkeys(fresh, Damaged(name, what, etree.tostring(root)))
            undo()
            if len(found) == len(wanted):
                return found
    return found


def fired(body: RuleBody, tree: Tree | None) -> frozenset[str]:
    """The codes that do not hold in ``tree``."""
    assert tree is not None
    with localcontext(CALM):
        return frozenset(failure.code for failure in body.failures(tree))


def _of_element(element: Element) -> Iterator[Damage]:
    parent = element.getparent()
    if parent is None:
        return
    place, name = parent.index(element), _local(element)
    yield f"{name} retiré", lambda: parent.remove(element), lambda: parent.insert(place, element)
    twin = deepcopy(element)
    yield f"{name} doublé", lambda: parent.insert(place, twin), lambda: parent.remove(twin)


def _of_twin(element: Element) -> Iterator[Damage]:
    """Doubled, with one text of the twin changed."""
    parent = element.getparent()
    if parent is None or not len(element) or len(element) > FEW:
        return
    place = parent.index(element)
    twin = deepcopy(element)
    for leaf in [one for one in twin.iter() if isinstance(one.tag, str) and not len(one)]:
        for value in ("S", "E", "XX"):
            text = leaf.text

            def do(leaf: Element = leaf, value: str = value) -> None:
                leaf.text = value
                parent.insert(place, twin)

            def undo(leaf: Element = leaf, text: str | None = text) -> None:
                leaf.text = text
                parent.remove(twin)

            yield f"{_local(element)} doublé avec {_local(leaf)} = {value}", do, undo


def _of_children(element: Element) -> Iterator[Damage]:
    """Emptied, and without two of its children."""
    children = list(element)
    if not children:
        return
    pairs = combinations(children, 2) if len(children) <= MANY else ()
    for gone in (children, *pairs):
        names = ", ".join(_local(one) for one in gone)
        yield (
            f"{_local(element)} sans {names}",
            lambda gone=gone: [element.remove(one) for one in gone],  # type: ignore[misc]
            lambda: element.__setitem__(slice(0, len(element)), children),
        )


def _lifted(element: Element) -> Iterator[Damage]:
    """A text said twice one level too high."""
    parent = element.getparent()
    above = parent.getparent() if parent is not None else None
    if above is None or len(element):
        return
    twins = (deepcopy(element), deepcopy(element))
    yield (
        f"{_local(element)} mis deux fois dans {_local(above)}",
        lambda: above.extend(twins),
        lambda: [above.remove(one) for one in twins],
    )


def _of_all(elements: list[Element]) -> Iterator[Damage]:
    """Every element of one name removed."""
    places = [(parent, parent.index(one), one) for one in elements if (parent := one.getparent()) is not None]
    if len(places) < 2:
        return
    yield (
        f"tout {_local(elements[0])} retiré",
        lambda: [parent.remove(one) for parent, _, one in places],
        lambda: [parent.insert(place, one) for parent, place, one in places],
    )


def _added(element: Element, schema: Schema) -> Iterator[Damage]:
    """What the schema lets it have and it has not: attributes and children, a child with leaves of its own."""
    for key in ATTRIBUTES if not len(element) else ROOT_ATTRIBUTES:
        if key not in element.attrib:
            yield (
                f"{_local(element)}/@{key} ajouté",
                lambda key=key: element.set(key, "1"),  # type: ignore[misc]
                lambda key=key: element.attrib.__delitem__(key),  # type: ignore[misc]
            )
    for tag in schema.get(str(element.tag), ()):
        if element.find(tag) is None:
            twins = (_leaf(tag), _leaf(tag))
            yield (
                f"{_local(twins[0])} ajouté deux fois à {_local(element)}",
                lambda twins=twins: element.extend(twins),  # type: ignore[misc]
                lambda twins=twins: [element.remove(one) for one in twins],  # type: ignore[misc]
            )
            for child in (_leaf(tag), *_branch(tag, schema)):
                yield (
                    f"{_local(child)} ajouté à {_local(element)}",
                    lambda child=child: element.append(child),  # type: ignore[misc]
                    lambda child=child: element.remove(child),  # type: ignore[misc]
                )


def _leaf(tag: str) -> Element:
    leaf = etree.Element(tag)
    leaf.text = "1"
    return leaf


def _branch(tag: str, schema: Schema) -> Iterator[Element]:
    if tag not in schema:
        return
    branch = etree.Element(tag)
    branch.extend(_leaf(below) for below in schema[tag] for _ in range(2))
    yield branch


def _of_text(element: Element, values: tuple[str, ...]) -> Iterator[Damage]:
    if len(element):
        return
    name, text = _local(element), element.text or ""
    finer = f"{text}001" if "." in text else f"{text}.001"
    for value in dict.fromkeys(("", f"{text}1", finer, f"{text}.1", f"{text}.123456789", f"-{text}", *values)):
        yield (
            f"{name} = {value!r}",
            lambda value=value: setattr(element, "text", value),  # type: ignore[misc]
            lambda: setattr(element, "text", text),
        )


def _of_attributes(element: Element, values: tuple[str, ...]) -> Iterator[Damage]:
    for key, old in list(element.attrib.items()):
        name = f"{_local(element)}/@{key}"
        back: Change = lambda key=key, old=old: element.set(key, old)  # type: ignore[misc]  # noqa: E731
        for value in ("", *values):
            yield f"{name} = {value!r}", lambda key=key, value=value: element.set(key, value), back  # type: ignore[misc]
        yield f"{name} retiré", lambda key=key: element.attrib.__delitem__(key), back  # type: ignore[misc]


def _local(element: Element) -> str:
    return str(etree.QName(element).localname)
