"""XML invoices whose tree is changed at random; they stay well-formed."""

from collections.abc import Callable
from copy import deepcopy
from random import Random

from lxml import etree

_TEXTS = (
    "", " ", "0", "-", "N/A", "\u00a0", "é" * 5000, "1" * 3000, "-0.00", "1,5", "99999999999999999999.99", "2026-02-31",
    "0000-00-00", "\u202e\u0634", "=cmd|' /C calc'!A0", "]]>", "A" * 200_000,
)  # fmt: skip
_ENCODINGS = ("utf-8", "utf-16", "iso-8859-1", "windows-1252", "ascii")
_DEEP = 400
_FEW = 200
"""Elements of what is repeated hundreds of times."""


def _any(chance: Random, root: etree._Element) -> etree._Element:
    return chance.choice(list(root.iter("*")))


def doubled(chance: Random, root: etree._Element) -> None:
    """An element is there several times."""
    one = _any(chance, root)
    parent = one.getparent()
    if parent is not None:
        many = 300 if sum(1 for _ in one.iter()) < _FEW else 2
        for _ in range(chance.choice([1, 2, many])):
            parent.insert(parent.index(one), deepcopy(one))


def removed(chance: Random, root: etree._Element) -> None:
    """An element is missing."""
    one = _any(chance, root)
    parent = one.getparent()
    if parent is not None:
        parent.remove(one)


def renamed(chance: Random, root: etree._Element) -> None:
    """An element has another's name, or one in no namespace."""
    _any(chance, root).tag = chance.choice([str(_any(chance, root).tag), "x", "{urn:x}ID"])


def moved(chance: Random, root: etree._Element) -> None:
    """An element is where another one should be."""
    one, to = _any(chance, root), _any(chance, root)
    if one is not root and one not in to.iterancestors() and one is not to:
        to.append(one)


def written(chance: Random, root: etree._Element) -> None:
    """A value is another one."""
    _any(chance, root).text = chance.choice(_TEXTS)


def described(chance: Random, root: etree._Element) -> None:
    """Attributes are other ones, or too many."""
    one = _any(chance, root)
    for rank in range(chance.choice([1, 5, 150])):
        one.set(chance.choice(["currencyID", "schemeID", "unitCode", "format", f"a{rank}"]), chance.choice(_TEXTS[:10]))


def deepened(chance: Random, root: etree._Element) -> None:
    """An element holds itself, level below level."""
    one = _any(chance, root)
    for _ in range(chance.choice([3, 60, _DEEP])):
        one = etree.SubElement(one, one.tag)


CHANGES: tuple[Callable[[Random, etree._Element], None], ...] = (
    doubled, removed, renamed, moved, written, written, described, deepened,
)  # fmt: skip


def changed(chance: Random, content: bytes) -> bytes:
    """The well-formed XML ``content`` with one to six changes, in some encoding."""
    root = etree.fromstring(content)
    for _ in range(chance.randrange(1, 7)):
        chance.choice(CHANGES)(chance, root)
    encoding = chance.choice(("utf-8",) * 4 + _ENCODINGS)
    return bytes(etree.tostring(root, encoding=encoding, xml_declaration=True))  # type: ignore[arg-type]
