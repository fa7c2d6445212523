"""A document: the bytes of one invoice, and where they were found."""

from dataclasses import dataclass, field
from enum import StrEnum

from domain.signature import Detachee


class Format(StrEnum):
    """What a document was recognised as."""

    UBL_INVOICE = "ubl-invoice"
    UBL_CREDITNOTE = "ubl-creditnote"
    CII = "cii"
    FACTURX = "facturx"
    PDF_TEXT = "pdf-text"
    PDF_IMAGE = "pdf-image"
    CPP_MIXTE = "cpp-mixte"
    CPP_PIVOT = "cpp-pivot"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """``path`` is the deposited file's name, ``member`` the name inside its archive (``None`` outside)."""

    path: str
    member: str | None = None
    content: bytes = field(repr=False)
    sha256: str
    """Of ``content``, 64 hexadecimal digits."""
    beside: tuple[Detachee, ...] = ()
    """The files of its archive that sign it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where on a page a value was read.

    ``box`` is (left, top, right, bottom) in points from the page's top left corner; ``page`` counts
    from 1; ``confidence`` is between 0 and 1.
    """

    field: str
    text: str
    page: int
    box: tuple[float, float, float, float]
    confidence: float
    label: str | None = None
    """The words beside it that said what it is; ``None`` when its place or shape did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A field left empty because several values are as good; each rival says where it stands.

    Without rivals, what stands on the page can be read in several ways (a date whose day may be its month).
    """

    field: str
    rivals: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPlace:
    """Where in an XML document a value was read: ``path`` from the root, ``line`` of the file from 1 (0: unknown)."""

    field: str
    text: str
    path: str
    line: int
