"""A small Schematron compiler for tests: official rules become XSLT 2, which saxonche runs.

Holds what the published files use: ``ns``, ``pattern``, ``rule``, ``let``, ``assert``, ``report``, ``value-of`` and
functions. As the standard says, a node is judged by the first rule of a pattern that matches it.
"""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lxml import etree
from lxml.etree import _Element as Element

saxonche = pytest.importorskip("saxonche", reason="the Schematron of the CDAR runs by saxonche")
SCH, XSL = "http://purl.oclc.org/dsdl/schematron", "http://www.w3.org/1999/XSL/Transform"
PROCESSOR = saxonche.PySaxonProcessor(license=False)


class Failed(NamedTuple):
    """A rule that a document breaks."""

    code: str
    flag: str
    message: str


def failures(schematron: Path, document: bytes) -> list[Failed]:
    """Every rule of the file that the document breaks."""
    node = PROCESSOR.parse_xml(xml_text=document.decode())
    report = _compiled(schematron).transform_to_string(xdm_node=node)
    return [
        Failed(
            str(one.get("id")), str(one.get("flag")), " ".join("".join(str(text) for text in one.itertext()).split())
        )
        for one in etree.fromstring(str(report).encode())
    ]


@cache
def _compiled(schematron: Path) -> Any:
    sheet = etree.tostring(stylesheet(etree.parse(str(schematron)).getroot())).decode()
    return PROCESSOR.new_xslt30_processor().compile_stylesheet(stylesheet_text=sheet)


def stylesheet(schema: Element) -> Element:
    """The rules of ``schema`` as a style sheet whose result is ``<failures>``."""
    spaces = {str(one.get("prefix")): str(one.get("uri")) for one in schema.iterfind(f"{{{SCH}}}ns")}
    spaces |= {prefix: uri for prefix, uri in schema.nsmap.items() if prefix}
    sheet = etree.Element(f"{{{XSL}}}stylesheet", nsmap={**spaces, "xsl": XSL}, version="2.0")
    _make(sheet, "output", method="xml")
    for function in schema.iterfind(f"{{{XSL}}}function"):
        sheet.append(function)
    patterns = schema.findall(f"{{{SCH}}}pattern")
    for scope in (schema, *patterns):
        for let in scope.iterfind(f"{{{SCH}}}let"):
            _make(sheet, "variable", name=str(let.get("name")), select=str(let.get("value")))
    root = etree.SubElement(_make(sheet, "template", match="/"), "failures")
    for rank, pattern in enumerate(patterns):
        _make(root, "apply-templates", select="/*", mode=f"p{rank}")
        _pattern(sheet, pattern, f"p{rank}")
    return sheet


def _pattern(sheet: Element, pattern: Element, mode: str) -> None:
    _make(
        _make(sheet, "template", match="@*|node()", mode=mode, priority="-10"),
        "apply-templates",
        select="@*|node()",
        mode=mode,
    )
    rules = pattern.findall(f"{{{SCH}}}rule")
    for rank, rule in enumerate(rules):
        template = _make(sheet, "template", match=str(rule.get("context")), mode=mode, priority=str(1000 - rank))
        for one in rule:
            _clause(template, one)
        _make(template, "apply-templates", select="@*|node()", mode=mode)


def _clause(template: Element, one: Element) -> None:
    name = etree.QName(one).localname if isinstance(one.tag, str) else ""
    if name == "let":
        _make(template, "variable", name=str(one.get("name")), select=str(one.get("value")))
    elif name in {"assert", "report"}:
        test = str(one.get("test"))
        broken = _make(template, "if", test=f"not({test})" if name == "assert" else test)
        told = etree.SubElement(broken, "failed", id=str(one.get("id")), flag=str(one.get("flag")))
        _make(told, "text").text = one.text
        for value in one:
            if isinstance(value.tag, str):
                _make(told, "value-of", select=str(value.get("select")))
            _make(told, "text").text = value.tail or ""


def _make(parent: Element, name: str, /, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{XSL}}}{name}", attributes)
