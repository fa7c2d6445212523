"""Conformity of a PDF with an XML invoice to Factur-X: XMP, PDF/A-3, file names, relationship.

Nothing here refuses an invoice, which was read; deviations are reported because other recipients may refuse them.
"""

from domain.finding import Finding
from domain.text import Text
from parsers.facturx.rules import (
    BROKEN_XMP,
    NO_OUTPUT_INTENT,
    NO_RELATIONSHIP,
    NO_XMP,
    NOT_ASSOCIATED,
    NOT_PDFA3,
    OTHER_FILE,
    OTHER_LEVEL,
    OTHER_STANDARD,
    TRANSFORMED,
    UNUSUAL_NAME,
    WRONG_RELATIONSHIP,
)
from parsers.facturx.xmp import XmpMetadata
from parsers.pdf.embedded_files import Attached, Container

USUAL_NAME = "factur-x.xml"
_STANDARDS = {
    "zugferd-invoice.xml": Text("ZUGFeRD 1 ou 2.0", "ZUGFeRD 1 or 2.0"),
    "xrechnung.xml": Text("la XRechnung allemande", "the German XRechnung"),
}
NAMES = (USUAL_NAME, "xrechnung.xml", "zugferd-invoice.xml")
"""File names of the specifications, in order of preference; compared without case."""
_DATA_ONLY = frozenset({"minimum", "basicwl"})
"""Profiles that are no full invoice: their XML only supplements the page."""
_SOURCE = "Source"
_RELATIONSHIPS = ("Data", "Source", "Alternative")
_SAME_LEVEL = {"comfort": "en16931", "xrechnung": "en16931", "peppolbis3": "en16931"}
"""CIUS names that may also be announced as the profile EN 16931."""


def basename(file: Attached) -> str:
    """The attached file's own name, without folders, in lower case."""
    return folded(file.name)


def folded(name: str) -> str:
    """A file's name without folders, in lower case."""
    return name.replace("\\", "/").rpartition("/")[2].strip().casefold()


def nonconformities(
    invoice: Attached, profile: str | None, container: Container, described: XmpMetadata | None
) -> list[Finding]:
    """Findings about a PDF whose XML ``invoice`` was read; ``described`` is its XMP metadata."""
    return [
        *_of_name(invoice),
        *_of_relationship(invoice, profile),
        *([] if invoice.name in container.associated else [NOT_ASSOCIATED.finding(name=invoice.name)]),
        *_of_metadata(invoice, profile, container, described),
    ]


def _of_name(invoice: Attached) -> list[Finding]:
    name = basename(invoice)
    if name in _STANDARDS:
        return [OTHER_STANDARD.finding(name=invoice.name, standard=_STANDARDS[name])]
    return [] if name == USUAL_NAME else [UNUSUAL_NAME.finding(name=invoice.name)]


def _of_relationship(invoice: Attached, profile: str | None) -> list[Finding]:
    if not invoice.relationship:
        return [NO_RELATIONSHIP.finding(name=invoice.name)]
    allowed = _RELATIONSHIPS[:1] if profile in _DATA_ONLY else _RELATIONSHIPS
    if invoice.relationship in allowed:
        return [TRANSFORMED.finding(name=invoice.name)] if invoice.relationship == _SOURCE else []
    return [
        WRONG_RELATIONSHIP.finding(
            name=invoice.name, value=invoice.relationship, profile=profile or "?", allowed=allowed
        )
    ]


def _of_metadata(
    invoice: Attached, profile: str | None, container: Container, described: XmpMetadata | None
) -> list[Finding]:
    if container.metadata is None:
        return [NO_XMP.finding()]
    if described is None:
        return [BROKEN_XMP.finding()]
    found = [] if described.announces else [NO_XMP.finding()]
    if described.level and profile and _level(described.level) != _level(profile):
        found.append(OTHER_LEVEL.finding(level=described.level, profile=profile))
    if described.file and folded(described.file) != basename(invoice):
        found.append(OTHER_FILE.finding(announced=described.file, name=invoice.name))
    if described.part and not container.output_intent:
        found.append(NO_OUTPUT_INTENT.finding())
    return [*found, *_of_pdfa(described)]


def _level(name: str) -> str:
    """A profile name of XMP or BT-24 in one spelling, for comparison."""
    level = name.casefold().replace(" ", "").replace("-", "").replace("_", "")
    level = level.removeprefix("zugferd1").removesuffix("ctcfr")
    return _SAME_LEVEL.get(level, level)


def _of_pdfa(described: XmpMetadata) -> list[Finding]:
    part, conformance = described.part, (described.conformance or "").upper()
    if (part == "3" and conformance in ("A", "B", "U")) or (part == "4" and conformance in ("E", "F")):
        return []
    if not part:
        claim = Text("ses métadonnées n'annoncent aucun PDF/A", "its metadata announces no PDF/A")
    else:
        claim = Text(f"il s'annonce PDF/A-{part}{conformance}", f"it says it is PDF/A-{part}{conformance}")
    return [NOT_PDFA3.finding(claim=claim)]
