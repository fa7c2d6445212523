"""Hardened XML parser: no DTD, no entity, no network, bounded size and depth."""

from dataclasses import dataclass
from typing import Any

from lxml import etree

from domain.finding import Finding, Level, Pack, Rule
from domain.text import Text
from parsers.limits import Limits
from parsers.source import encoding, xml_messages

MALFORMED = Rule(
    code="LEC-004",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "Le XML est mal formé, ligne {line}, colonne {column} : {detail}.",
        "The XML is not well-formed, line {line}, column {column}: {detail}.",
    ),
    remedy=Text(
        "Produisez de nouveau le fichier avec votre logiciel de facturation et vérifiez-le avant de le déposer.",
        "Produce the file again with your invoicing software and check it before you deposit it.",
    ),
    source="XML 1.0 §2.1",
)
TRUNCATED = Rule(
    code="LEC-005",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "Le XML est incomplet : il s'arrête ligne {line}, colonne {column}, avant sa fin ({detail}).",
        "The XML is incomplete: it stops at line {line}, column {column}, before its end ({detail}).",
    ),
    remedy=Text(
        "Transférez de nouveau le fichier en entier, en mode binaire.",
        "Transfer the whole file again, in binary mode.",
    ),
    source="XML 1.0 §2.1",
)
DTD = Rule(
    code="LEC-009",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "Le XML contient une déclaration DOCTYPE ou une entité ({detail}) : il est refusé sans être lu.",
        "The XML holds a DOCTYPE declaration or an entity ({detail}): it is refused unread.",
    ),
    remedy=Text(
        "Retirez la déclaration <!DOCTYPE ...> et toute entité autre que &amp; &lt; &gt; &quot; &apos;.",
        "Remove the <!DOCTYPE ...> declaration and every entity other than &amp; &lt; &gt; &quot; &apos;.",
    ),
    source="OWASP XXE, XML 1.0 §4",
)
TOO_COMPLEX = Rule(
    code="LEC-010",
    pack=Pack.LECTURE,
    level=Level.DEPOT,
    message=Text(
        "Le XML dépasse ce qui peut être lu ({detail}).",
        "The XML is beyond what can be read ({detail}).",
    ),
    remedy=Text(
        "Une facture a moins de 256 niveaux, au plus {limit} éléments et attributs, et des textes courts.",
        "An invoice has less than 256 levels, at most {limit} elements and attributes, and short texts.",
    ),
    source="DSE Chorus Pro 1.0, limites EDI",
)
RULES: tuple[Rule, ...] = (MALFORMED, TRUNCATED, DTD, TOO_COMPLEX)


def _hardened(*, large: bool, complete: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=large,
        remove_comments=not complete,
        remove_pis=not complete,
        collect_ids=False,
    )


_PARSERS = {
    (large, complete): _hardened(large=large, complete=complete)
    for large in (False, True)
    for complete in (False, True)
}
"""By large and complete. A large one is used only above ``_LARGE``: otherwise libxml2 refuses a text over 10 MB, such
as an attachment in base64. By then the size, the number of elements and the absence of a DTD have been checked on the
bytes."""
_LARGE = 10_000_000
_COUNTED_FROM = 1_000_000
"""Bytes below which the number of elements is not checked."""
_WIDE_FROM = 100_000
"""Bytes below which attributes of one element are not counted."""
_WIDE_ELEMENTS = etree.XPath("(//*[count(@*) > 100])[1]")
"""No element of UBL or CII may have more than ten."""
_WIDE = Text("un élément a {count} attributs, ligne {line}", "an element has {count} attributes, line {line}")
_ENTITY_CODES = frozenset({26, 27, 28, 87, 89})
_ENCODING_CODES = frozenset({6, 31, 32, 81})
_LIMIT_CODES = frozenset({114, 110, 95})
_PREMATURE_END, _AFTER_THE_END = 77, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """The root of the tree, or ``None`` and a fatal finding."""

    root: etree._Element | None = None
    findings: tuple[Finding, ...] = ()


def parse(content: bytes, limits: Limits, *, complete: bool = False) -> Parsed:
    """The tree of ``content``, with comments and processing instructions if ``complete``; never raises for a bad
    document.
    """
    if len(content) >= _COUNTED_FROM and (many := _elements(content)) > limits.elements:
        return _refused(TOO_COMPLEX.finding(detail=f"{many} > {limits.elements}", limit=limits.elements))
    try:
        root = etree.fromstring(content, parser_of(content, complete=complete))
    except etree.XMLSyntaxError as error:
        other = encoding.renamed(content) or encoding.marked(content)
        return (
            parse(other, limits, complete=complete) if other is not None else _refused(_fault(content, error, limits))
        )
    if len(content) >= _WIDE_FROM and (element := _too_wide(root)) is not None:
        detail = _WIDE.with_({"count": len(element.attrib), "line": element.sourceline or 0})
        return _refused(TOO_COMPLEX.finding(detail=detail, limit=limits.elements))
    info: Any = root.getroottree().docinfo
    if info.doctype:
        return _refused(DTD.finding(detail=info.doctype))
    name = (info.encoding or "UTF-8").upper()
    if encoding.canonical(name) is None:
        return _refused(encoding.REFUSED.finding(encoding=name))
    return Parsed(root=root, findings=encoding.doubt(content, name))


def _too_wide(root: etree._Element) -> etree._Element | None:
    """The first element with more attributes than any format has; reading them takes the square of their number."""
    found: Any = _WIDE_ELEMENTS(root)
    return found[0] if found else None


def parser_of(content: bytes, *, complete: bool) -> etree.XMLParser:
    """The parser of a document whose elements were counted, and of the pieces of it that are parsed again."""
    return _PARSERS[_may_be_large(content), complete]


def _elements(content: bytes) -> int:
    """Upper bound of the number of elements and attributes, without parsing; each uses memory in the tree."""
    return content.count(b"<") - content.count(b"</") + content.count(b"=")


def _may_be_large(content: bytes) -> bool:
    return len(content) > _LARGE and content.startswith((b"<", b"\xef\xbb\xbf<")) and b"<!DOCTYPE" not in content


def _refused(finding: Finding) -> Parsed:
    return Parsed(findings=(finding,))


def _fault(content: bytes, error: etree.XMLSyntaxError, limits: Limits) -> Finding:
    line, column = error.position
    code: int = getattr(error, "code", 0)
    detail = xml_messages.detail(code, str(error.msg or "").rsplit(", line ", 1)[0].strip())
    if code in _ENTITY_CODES or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return DTD.finding(detail=detail)
    if code in _LIMIT_CODES:
        return TOO_COMPLEX.finding(detail=detail, limit=limits.elements)
    if code in _ENCODING_CODES or encoding.declared_wide(content):
        return encoding.fault(content, line, column, detail)
    cut = code != _AFTER_THE_END and not content.rstrip(b" \t\r\n\0").endswith((b">", b">\0"))
    truncated = code == _PREMATURE_END or cut
    return (TRUNCATED if truncated else MALFORMED).finding(line=line, column=column, detail=detail)
