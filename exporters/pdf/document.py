"""Properties of a PDF and the file attached to it, given to reportlab's canvas.

The bytes depend on the arguments only: no clock, no random identifier.
"""

import hashlib
from dataclasses import dataclass

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595, 842
"""A4 in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Properties of a PDF; ``created`` is ``YYYYMMDDhhmmss`` in UTC, ``language`` as in BCP 47."""

    title: str
    subject: str
    keywords: str
    language: str
    created: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file carried inside the PDF."""

    name: str
    mime: str
    description: str
    content: bytes


def blank(imprint: Imprint, identity: bytes) -> Canvas:
    """An empty A4 page of a file with the properties ``imprint``; its identifier is computed from ``identity``."""
    canvas = Canvas("", (WIDTH, HEIGHT), pageCompression=0, invariant=1, pdfVersion=(1, 7), lang=imprint.language)
    canvas.setTitle(imprint.title)
    canvas.setSubject(imprint.subject)
    canvas.setKeywords(imprint.keywords)
    canvas.setAuthor("Navette")
    canvas.setCreator("Navette")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setDateFormatter(lambda *_: f"D:{imprint.created}Z")
    # invariant reads SOURCE_DATE_EPOCH, which would make the identifier differ from machine to machine
    canvas._doc.signature = hashlib.md5(identity, usedforsecurity=False)
    canvas._doc.defaultStreamFilters = [PDFZCompress]  # the page's own compression writes base 85 on top of it
    return canvas


def attach(canvas: Canvas, attached: Attached) -> None:
    """Adds ``attached`` to the embedded files (ISO 32000-1, 7.11.4), for which reportlab has no call of its own."""
    document = canvas._doc
    kind = f"/{attached.mime.replace('/', '#2F')}"
    stream = PDFStream(PDFDictionary({"Type": PDFName("EmbeddedFile"), "Subtype": kind}), attached.content)
    name = PDFString(attached.name)
    described = PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": name,
            "UF": name,
            "Desc": PDFString(attached.description),
            "EF": PDFDictionary({"F": document.Reference(stream)}),
        }
    )
    files = PDFDictionary({"Names": PDFArray([name, document.Reference(described)])})
    document.Catalog.Names = PDFDictionary({"EmbeddedFiles": files})
