"""PDFs with files attached in every way PDF allows, built object by object."""

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


class Pdf:
    """A PDF of one empty page, to attach files to."""

    def __init__(self) -> None:
        self.writer = PdfWriter()
        self.page = self.writer.add_blank_page(595, 842)

    def file(
        self, content: bytes, *, name: str = "factur-x.xml", key: str = "/F", name_key: str = "/UF", stream: bool = True
    ) -> IndirectObject:
        """A file specification; ``stream`` false leaves out the file itself."""
        data = DecodedStreamObject()
        data.set_data(content)
        data[NameObject("/Subtype")] = NameObject("/text/xml")
        spec = DictionaryObject({NameObject("/Type"): NameObject("/Filespec")})
        spec[NameObject(name_key)] = TextStringObject(name)
        files = DictionaryObject({NameObject(key): self.writer._add_object(data.flate_encode())})
        if stream:
            spec[NameObject("/EF")] = files
        return self.writer._add_object(spec)

    def names(self, *specs: IndirectObject) -> IndirectObject:
        """A leaf of the name tree."""
        leaves = [entry for spec in specs for entry in (TextStringObject("x"), spec)]
        return self.writer._add_object(DictionaryObject({NameObject("/Names"): ArrayObject(leaves)}))

    def kids(self, *nodes: IndirectObject) -> IndirectObject:
        """A branch of the name tree."""
        return self.writer._add_object(DictionaryObject({NameObject("/Kids"): ArrayObject(nodes)}))

    def tree(self, node: IndirectObject) -> None:
        """Make ``node`` the root of the name tree."""
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
        self.writer.root_object[NameObject("/Metadata")] = self.writer._add_object(stream)

    def bytes(self) -> bytes:
        """The PDF."""
        out = BytesIO()
        self.writer.write(out)
        return out.getvalue()


def facturx(content: bytes, *, name: str = "factur-x.xml", **others: bytes) -> bytes:
    """A PDF with ``content`` attached as usual, and other files by their name (``_`` for the dot)."""
    pdf = Pdf()
    files = [pdf.file(content, name=name)]
    files += [pdf.file(data, name=".".join(other.rsplit("_", 1))) for other, data in others.items()]
    pdf.tree(pdf.names(*files))
    return pdf.bytes()
