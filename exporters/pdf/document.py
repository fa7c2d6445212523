"""Properties of a PDF, the file attached to it, and the objects that hold them.

The bytes depend on the arguments only: no clock, no random identifier.
"""

import hashlib
from dataclasses import dataclass

from exporters.pdf import colour_profile
from exporters.pdf.writer import PdfFile, string

WIDTH, HEIGHT = 595, 842
"""A4 in points."""
PRODUCER = "Navette"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Properties of a PDF; ``created`` is ``YYYYMMDDhhmmss`` in UTC, ``language`` as in BCP 47."""

    title: str
    subject: str
    keywords: str
    language: str
    created: str
    author: str = PRODUCER
    factur_x: str = ""
    """Of a file that carries an invoice as XML, the profile that its properties name: ``EN 16931``; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file carried inside the PDF."""

    name: str
    mime: str
    description: str
    content: bytes
    relationship: str = "Data"
    """To the pages (ISO 32000-2, 14.13): ``Data``, ``Alternative``."""


def information(file: PdfFile, imprint: Imprint) -> int:
    """The information dictionary (ISO 32000-1, 14.3.3)."""
    properties = {
        "Title": imprint.title,
        "Subject": imprint.subject,
        "Keywords": imprint.keywords,
        "Author": imprint.author,
        "Creator": PRODUCER,
        "Producer": PRODUCER,
        "CreationDate": f"D:{imprint.created}Z",
        "ModDate": f"D:{imprint.created}Z",
    }
    return file.put(f"<< {' '.join(f'/{key} {string(value)}' for key, value in properties.items())} >>")


def carried(file: PdfFile, attached: Attached, imprint: Imprint) -> str:
    """The entries of the catalogue for a file carried inside, which is data of the page (ISO 19005-3, 6.8)."""
    digest = hashlib.md5(attached.content, usedforsecurity=False).hexdigest()
    about = f"/ModDate (D:{imprint.created}Z) /Size {len(attached.content)} /CheckSum <{digest}>"
    kind = f"/Type /EmbeddedFile /Subtype /{attached.mime.replace('/', '#2F')} /Params << {about} >> "
    content, name = file.stream(kind, attached.content), string(attached.name)
    described = file.put(
        f"<< /Type /Filespec /F {name} /UF {name} /Desc {string(attached.description)} /AFRelationship"
        f" /{attached.relationship} /EF << /F {content} 0 R /UF {content} 0 R >> >>"
    )
    return f" /Names << /EmbeddedFiles << /Names [{name} {described} 0 R] >> >> /AF [{described} 0 R]"


def output_intent(file: PdfFile) -> str:
    """What the colours of the pages are (ISO 19005-3, 6.2.3): sRGB."""
    profile = file.packed("/N 3 ", colour_profile.srgb_packed())
    name = string(colour_profile.NAME)
    return (
        f"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier {name} /Info {name}"
        f" /DestOutputProfile {profile} 0 R >>"
    )
