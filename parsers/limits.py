"""Limits on what is read of a file, so that no file exhausts the machine."""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits on one document. Sizes are in bytes.

    The defaults follow the external specification of Chorus Pro (DSE 1.0, EDI limits): an invoice file and an
    attachment are at most 100 MB.
    """

    file: int = 100 * MEBIBYTE
    attachment: int = 100 * MEBIBYTE
    """Total bytes of the attached documents of one invoice, decoded or unzipped."""
    elements: int = 1_000_000
    """Elements and attributes of an XML tree; each uses about 250 bytes of memory."""
    embedded: int = 1_000
    """Files attached to one PDF."""
    pages: int = 2_000
    """Pages of a PDF searched for attached files."""
    metadata: int = MEBIBYTE
    """The XMP packet of a PDF."""
    objects: int = 500_000
    """Objects a PDF may declare; an invoice of a hundred pages has some thousands."""
