"""A Factur-X or ZUGFeRD PDF: the readable page, and the XML attached to it the way PDF/A-3 asks.

What is done: embedded fonts and colour profile, XMP that names the profile, file specification with
``AFRelationship`` listed in ``AF`` and in the name tree. What is not claimed: a conformance certificate.
"""

import io
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

from samples.profiles import Profile
from samples.xmp import Packet, packet

_LEVELS = {
    Profile.MINIMUM: "MINIMUM",
    Profile.BASICWL: "BASIC WL",
    Profile.BASIC: "BASIC",
    Profile.EN16931: "EN 16931",
    Profile.EXTENDED: "EXTENDED",
}


def facturx(page: bytes, xml: bytes, profile: Profile) -> bytes:
    """``page`` with ``factur-x.xml``; data is an alternative of the page, or only data in the two small profiles."""
    small = profile in {Profile.MINIMUM, Profile.BASICWL}
    described = Packet(
        prefix="fx",
        namespace="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
        schema="Factur-X PDFA Extension Schema",
        file="factur-x.xml",
        level=_LEVELS[profile],
    )
    return attach(page, xml, described, relationship="Data" if small else "Alternative")


def zugferd1(page: bytes, xml: bytes) -> bytes:
    """``page`` with ``ZUGFeRD-invoice.xml``, as in 2014."""
    described = Packet(
        prefix="zf",
        namespace="urn:ferd:pdfa:CrossIndustryDocument:invoice:1p0#",
        schema="ZUGFeRD PDFA Extension Schema",
        file="ZUGFeRD-invoice.xml",
        level="COMFORT",
    )
    return attach(page, xml, described, relationship="Alternative")


def attach(page: bytes, xml: bytes, described: Packet, relationship: str) -> bytes:
    """``page`` (a PDF) carrying ``xml`` under the name ``described`` gives. The same input gives the same bytes."""
    writer = PdfWriter(clone_from=io.BytesIO(page))
    writer.pdf_header = "%PDF-1.7"
    specification = _specification(writer, xml, described.file, relationship)
    tree = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject(described.file), specification])})
    root: Any = writer.root_object
    root[NameObject("/Names")] = DictionaryObject({NameObject("/EmbeddedFiles"): writer._add_object(tree)})
    root[NameObject("/AF")] = ArrayObject([specification])
    root[NameObject("/PageMode")] = NameObject("/UseAttachments")
    root[NameObject("/Metadata")] = _metadata(writer, packet(described))
    root[NameObject("/OutputIntents")] = ArrayObject([_intent(writer)])
    root[NameObject("/MarkInfo")] = DictionaryObject({})
    return _written(writer)


def _specification(writer: PdfWriter, xml: bytes, name: str, relationship: str) -> Any:
    embedded = DecodedStreamObject()
    embedded.set_data(xml)
    packed: Any = embedded.flate_encode()
    packed[NameObject("/Type")] = NameObject("/EmbeddedFile")
    packed[NameObject("/Subtype")] = NameObject("/text/xml")
    packed[NameObject("/Params")] = DictionaryObject(
        {
            NameObject("/Size"): NumberObject(len(xml)),
            NameObject("/ModDate"): TextStringObject("D:20260101000000+00'00'"),
        }
    )
    stored = writer._add_object(packed)
    return writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Filespec"),
                NameObject("/F"): TextStringObject(name),
                NameObject("/UF"): TextStringObject(name),
                NameObject("/Desc"): TextStringObject("Factur-X/ZUGFeRD Invoice"),
                NameObject("/AFRelationship"): NameObject(f"/{relationship}"),
                NameObject("/EF"): DictionaryObject({NameObject("/F"): stored, NameObject("/UF"): stored}),
            }
        )
    )


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
    """An sRGB profile, its creation date (bytes 24 to 35) made constant."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile[:24] + bytes(12) + profile[36:]


def _written(writer: PdfWriter) -> bytes:
    writer._ID = ArrayObject([ByteStringObject(b"navette-samples!"), ByteStringObject(b"navette-samples!")])
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
