"""Writes a Factur-X or ZUGFeRD PDF: the readable page with the XML attached as in PDF/A-3.

Done: embedded fonts and colour profile, XMP with the profile, file specification with ``AFRelationship`` listed in
``AF`` and in the name tree. Not checked: full PDF/A conformance.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from PIL import ImageCms
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from domain.enum_tables import Partial
from samples.writers.profiles import Profile
from samples.writers.xmp import Packet, packet

NAME = "factur-x.xml"
_LEVELS = Partial(
    {
        Profile.MINIMUM: "MINIMUM",
        Profile.BASICWL: "BASIC WL",
        Profile.BASIC: "BASIC",
        Profile.EN16931: "EN 16931",
        Profile.EXTENDED: "EXTENDED",
    }
)


def facturx(page: bytes, xml: bytes, profile: Profile) -> bytes:
    """``page`` with ``factur-x.xml``; relationship Alternative, or Data in the two smallest profiles."""
    small = profile in {Profile.MINIMUM, Profile.BASICWL}
    return attach(page, xml, description(profile), relationship="Data" if small else "Alternative")


def description(profile: Profile) -> Packet:
    """The metadata of a Factur-X of this profile."""
    return Packet(
        prefix="fx",
        namespace="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
        schema="Factur-X PDFA Extension Schema",
        file=NAME,
        level=_LEVELS.require(profile),
    )


def zugferd1(page: bytes, xml: bytes) -> bytes:
    """``page`` with ``ZUGFeRD-invoice.xml`` (ZUGFeRD 1.0, 2014)."""
    described = Packet(
        prefix="zf",
        namespace="urn:ferd:pdfa:CrossIndustryDocument:invoice:1p0#",
        schema="ZUGFeRD PDFA Extension Schema",
        file="ZUGFeRD-invoice.xml",
        level="COMFORT",
    )
    return attach(page, xml, described, relationship="Alternative")


def attach(page: bytes, xml: bytes, described: Packet, relationship: str) -> bytes:
    """``page`` (a PDF) with ``xml`` attached under the name in ``described``. The same input gives the same bytes."""
    return carry(page, [File(name=described.file, content=xml, relationship=relationship)], described)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to attach; without ``content`` its specification has no embedded stream."""

    name: str
    content: bytes | None
    relationship: str | None
    mime: str = "text/xml"


def carry(page: bytes, files: Sequence[File], described: Packet | None) -> bytes:
    """``page`` (a PDF) with ``files`` attached and the metadata ``described``, if any, which need not match."""
    writer = PdfWriter(clone_from=io.BytesIO(page))
    writer.pdf_header = "%PDF-1.7"
    root: Any = writer.root_object
    if files:
        specifications = [_specification(writer, file) for file in files]
        leaves = [leaf for file, one in zip(files, specifications, strict=True) for leaf in (_text(file.name), one)]
        tree = DictionaryObject({NameObject("/Names"): ArrayObject(leaves)})
        root[NameObject("/Names")] = DictionaryObject({NameObject("/EmbeddedFiles"): writer._add_object(tree)})
        root[NameObject("/AF")] = ArrayObject(specifications)
        root[NameObject("/PageMode")] = NameObject("/UseAttachments")
    if described is not None:
        root[NameObject("/Metadata")] = _metadata(writer, packet(described))
    root[NameObject("/OutputIntents")] = ArrayObject([_intent(writer)])
    root[NameObject("/MarkInfo")] = DictionaryObject({})
    return _written(writer)


def _specification(writer: PdfWriter, file: File) -> Any:
    specification = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Filespec"),
            NameObject("/F"): _text(file.name),
            NameObject("/UF"): _text(file.name),
            NameObject("/Desc"): _text("Factur-X/ZUGFeRD Invoice"),
        }
    )
    if file.relationship is not None:
        specification[NameObject("/AFRelationship")] = NameObject(f"/{file.relationship}")
    if file.content is not None:
        stored = _embedded(writer, file.content, file.mime)
        specification[NameObject("/EF")] = DictionaryObject({NameObject("/F"): stored, NameObject("/UF"): stored})
    return writer._add_object(specification)


def _embedded(writer: PdfWriter, content: bytes, mime: str) -> Any:
    embedded = DecodedStreamObject()
    embedded.set_data(content)
    packed: Any = embedded.flate_encode()
    packed[NameObject("/Type")] = NameObject("/EmbeddedFile")
    packed[NameObject("/Subtype")] = NameObject(f"/{mime}")
    packed[NameObject("/Params")] = DictionaryObject(
        {NameObject("/Size"): NumberObject(len(content)), NameObject("/ModDate"): _text("D:20260101000000+00'00'")}
    )
    return writer._add_object(packed)


def _text(value: str) -> TextStringObject:
    return TextStringObject(value)


def _metadata(writer: PdfWriter, content: bytes) -> Any:
    stream = DecodedStreamObject()
    stream.set_data(content)
    stream[NameObject("/Type")] = NameObject("/Metadata")
    stream[NameObject("/Subtype")] = NameObject("/XML")
    return writer._add_object(stream)


def _intent(writer: PdfWriter) -> DictionaryObject:
    stream = DecodedStreamObject()
    stream.set_data(_srgb())
    profile: Any = stream.flate_encode()
    profile[NameObject("/N")] = NumberObject(3)
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/OutputIntent"),
            NameObject("/S"): NameObject("/GTS_PDFA1"),
            NameObject("/OutputConditionIdentifier"): TextStringObject("sRGB"),
            NameObject("/DestOutputProfile"): writer._add_object(profile),
        }
    )


@cache
def _srgb() -> bytes:
    """An sRGB profile with a constant creation date (bytes 24 to 35)."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile[:24] + bytes(12) + profile[36:]


def _written(writer: PdfWriter) -> bytes:
    writer._ID = ArrayObject([ByteStringObject(b"navette-samples!"), ByteStringObject(b"navette-samples!")])
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
