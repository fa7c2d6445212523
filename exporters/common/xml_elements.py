"""Elements of an XML message with text from outside: what XML cannot hold becomes a space, empty text no element."""

import re
from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element as Element

_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def group(parent: Element, tag: str, attributes: Mapping[str, str] | None = None) -> Element:
    """An element that holds others."""
    return etree.SubElement(parent, tag, dict(attributes or {}))


def put(parent: Element, tag: str, text: str | None, attributes: Mapping[str, str] | None = None) -> None:
    """An element with ``text``; none at all when there is no text."""
    if text:
        group(parent, tag, attributes).text = sound(text)


def sound(text: str) -> str:
    """``text`` as XML can hold it."""
    return _UNSAFE.sub(" ", text)


def written(root: Element) -> bytes:
    """The document in UTF-8, indented, the same for the same elements."""
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"
