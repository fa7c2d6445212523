"""Writes the XMP packet of a Factur-X or ZUGFeRD PDF: PDF/A-3B, and the name and profile of the attached XML."""

from dataclasses import dataclass

_PROPERTIES = (
    ("DocumentFileName", "name of the embedded XML invoice file"),
    ("DocumentType", "INVOICE"),
    ("Version", "version of the XML schema"),
    ("ConformanceLevel", "conformance level of the XML data"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """The metadata about the attachment."""

    prefix: str
    namespace: str
    schema: str
    file: str
    level: str
    pdfa: tuple[str, str] | None = ("3", "B")
    """Part and level of PDF/A; ``None`` to declare none."""


def packet(described: Packet) -> bytes:
    """The XMP, with the description of its extension schema, required by PDF/A."""
    values = {"DocumentFileName": described.file, "DocumentType": "INVOICE", "Version": "1.0"}
    values["ConformanceLevel"] = described.level
    prefix = described.prefix
    shown = "".join(f"<{prefix}:{name}>{value}</{prefix}:{name}>" for name, value in values.items())
    return f"""<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
{_claim(described)}<rdf:Description rdf:about="" xmlns:{prefix}="{described.namespace}">{shown}</rdf:Description>
{_extension(described)}
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


def _claim(described: Packet) -> str:
    if described.pdfa is None:
        return ""
    part, conformance = described.pdfa
    return (
        '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
        f"<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>{conformance}</pdfaid:conformance></rdf:Description>\n"
    )


def _extension(described: Packet) -> str:
    properties = "".join(
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>"
        f"<pdfaProperty:description>{text}</pdfaProperty:description></rdf:li>"
        for name, text in _PROPERTIES
    )
    return (
        '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
        'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
        'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
        '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
        f"<pdfaSchema:schema>{described.schema}</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{described.namespace}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{described.prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property>"
        "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
    )
