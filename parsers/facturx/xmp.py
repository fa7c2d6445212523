"""XMP metadata of a PDF: its PDF/A level and the XML invoice it announces.

Sources: ISO 16684-1 (XMP), ISO 19005-3 §6.6.4 (``pdfaid``), Factur-X 1.0 §6.3 and ZUGFeRD (extension schema).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

from parsers.limits import Limits
from parsers.source import hardened_xml

FACTURX = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
ZUGFERD_2 = "urn:zugferd:pdfa:CrossIndustryDocument:invoice:2p0#"
ZUGFERD_1 = "urn:ferd:pdfa:CrossIndustryDocument:invoice:1p0#"
_INVOICE = (FACTURX, ZUGFERD_2, ZUGFERD_1)
_PDFA = "http://www.aiim.org/pdfa/ns/id/"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_NODES = 20_000
"""Most elements that are read."""
_HEAD = 200
"""First bytes, in which a packet shows its encoding."""
_DECLARATION = re.compile(r"<\?xml\s[^>]{0,200}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class XmpMetadata:
    """The properties used, as written; ``None`` when absent."""

    part: str | None = None
    """``pdfaid:part``: ``1`` to ``4``."""
    conformance: str | None = None
    """``pdfaid:conformance``: ``A``, ``B``, ``U``; ``F`` or ``E`` for part 4."""
    standard: str | None = None
    """The namespace of the properties of the attached invoice: Factur-X's, or one of ZUGFeRD's."""
    file: str | None = None
    """``DocumentFileName``."""
    level: str | None = None
    """``ConformanceLevel``: ``MINIMUM``, ``BASIC WL``, ``BASIC``, ``EN 16931``, ``EXTENDED``, ``XRECHNUNG``..."""

    @property
    def announces(self) -> bool:
        """Whether an attached XML invoice is announced."""
        return self.standard is not None


def read(content: bytes, limits: Limits) -> XmpMetadata | None:
    """The properties of an XMP packet; ``None`` when it is not readable XML."""
    root = hardened_xml.parse(_in_utf8(content).strip(b" \t\r\n\0"), limits).root
    if root is None:
        return None
    found: dict[str, str] = {}
    for name, value in _properties(root):
        found.setdefault(name, value)
    standard = next((known for known in _INVOICE if any(name.startswith(f"{{{known}}}") for name in found)), None)
    return XmpMetadata(
        part=found.get(f"{{{_PDFA}}}part"),
        conformance=found.get(f"{{{_PDFA}}}conformance"),
        standard=standard,
        file=found.get(f"{{{standard}}}DocumentFileName"),
        level=found.get(f"{{{standard}}}ConformanceLevel"),
    )


def _in_utf8(content: bytes) -> bytes:
    """The packet in UTF-8; XMP may also be in UTF-16 or UTF-32, with or without a byte order mark."""
    width = 4 if b"\0\0\0<" in content[:_HEAD] or b"<\0\0\0" in content[:_HEAD] else 2
    at = content.find(b"<\0", 0, _HEAD) if width == 2 else content.find(b"<", 0, _HEAD)
    if at < 0:
        return content
    name = f"utf-{8 * width}-{'le' if at % width == 0 else 'be'}"
    text = content[: len(content) // width * width].decode(name, "replace").lstrip("\ufeff")
    return _DECLARATION.sub("", text.strip(" \t\r\n\0")).encode()


def _properties(root: Element) -> Iterator[tuple[str, str]]:
    """Qualified names and values: XMP writes a simple property as an element or as an attribute of its description."""
    for _, element in zip(range(_NODES), root.iter(f"{_RDF}Description"), strict=False):
        for name, value in element.attrib.items():
            yield str(name), str(value).strip()
        for child in element:
            if isinstance(child.tag, str) and len(child) == 0 and child.text:
                yield child.tag, child.text.strip()
