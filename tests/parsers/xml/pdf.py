"""PDFs with files attached in every way PDF allows, built object by object; conforming unless asked otherwise."""

from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from samples.writers.xmp import Packet, packet

NAMESPACE = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"


def xmp(level: str = "EN 16931", file: str = "factur-x.xml", pdfa: tuple[str, str] | None = ("3", "B")) -> bytes:
    """The metadata of a Factur-X."""
    return packet(Packet(prefix="fx", namespace=NAMESPACE, schema="Factur-X", file=file, level=level, pdfa=pdfa))


class Pdf:
    """A PDF of one empty page, to attach files to."""

    def __init__(self, described: bytes | None = None) -> None:
        """``described``: the XMP metadata; by default that of a Factur-X, none when it is empty."""
        self.writer = PdfWriter()
        self.writer.root_object[NameObject("/OutputIntents")] = ArrayObject([DictionaryObject()])
        self.listed: list[IndirectObject] = []
        self.page = self.writer.add_blank_page(595, 842)
        metadata = xmp() if described is None else described
        if metadata:
            self.describe(metadata)

    def file(
        self,
        content: bytes,
        *,
        name: str = "factur-x.xml",
        key: str = "/F",
        name_key: str = "/UF",
        stream: bool = True,
        relationship: str | None = "Alternative",
    ) -> IndirectObject:
        """A file specification; ``stream`` false leaves out the file itself."""
        data = DecodedStreamObject()
        data.set_data(content)
        data[NameObject("/Subtype")] = NameObject("/text/xml")
        spec = DictionaryObject({NameObject("/Type"): NameObject("/Filespec")})
        spec[NameObject(name_key)] = TextStringObject(name)
        if relationship:
            spec[NameObject("/AFRelationship")] = NameObject(f"/{relationship}")
        files = DictionaryObject({NameObject(key): self.writer._add_object(data.flate_encode())})
        if stream:
            spec[NameObject("/EF")] = files
        return self.writer._add_object(spec)

    def names(self, *specs: IndirectObject) -> IndirectObject:
        """A leaf of the name tree."""
        self.listed += specs
        leaves = [entry for spec in specs for entry in (TextStringObject("x"), spec)]
        return self.writer._add_object(DictionaryObject({NameObject("/Names"): ArrayObject(leaves)}))

    def kids(self, *nodes: IndirectObject) -> IndirectObject:
        """A branch of the name tree."""
        return self.writer._add_object(DictionaryObject({NameObject("/Kids"): ArrayObject(nodes)}))

    def tree(self, node: IndirectObject) -> None:
        """Make ``node`` the root of the name tree, and list its files in the catalog's ``AF``."""
        self.writer.root_object[NameObject("/AF")] = ArrayObject(self.listed)
        names = self.writer._add_object(DictionaryObject({NameObject("/EmbeddedFiles"): node}))
        self.writer.root_object[NameObject("/Names")] = names

    def associate(self, *specs: IndirectObject) -> None:
        """List files in the catalog's ``AF`` only."""
        self.writer.root_object[NameObject("/AF")] = self.writer._add_object(ArrayObject(specs))

    def annotate(self, spec: IndirectObject) -> None:
        """Attach a file to the page as an annotation."""
        note = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/FileAttachment"),
                NameObject("/Rect"): ArrayObject([NumberObject(0)] * 4),
                NameObject("/FS"): spec,
            }
        )
        self.page[NameObject("/Annots")] = ArrayObject([self.writer._add_object(note)])

    def describe(self, xmp: bytes) -> None:
        """The metadata of the PDF, uncompressed as PDF/A wants it."""
        stream = DecodedStreamObject()
        stream.set_data(xmp)
        stream[NameObject("/Type")] = NameObject("/Metadata")
        self.writer.root_object[NameObject("/Metadata")] = self.writer._add_object(stream)

    def bytes(self) -> bytes:
        """The PDF."""
        out = BytesIO()
        self.writer.write(out)
        return out.getvalue()


def facturx(content: bytes, *, name: str = "factur-x.xml", **others: bytes) -> bytes:
    """A PDF with ``content`` attached as usual, and other files by their name (``_`` for the dot)."""
    pdf = Pdf(xmp(file=name))
    files = [pdf.file(content, name=name)]
    files += [pdf.file(data, name=".".join(other.rsplit("_", 1))) for other, data in others.items()]
    pdf.tree(pdf.names(*files))
    return pdf.bytes()
