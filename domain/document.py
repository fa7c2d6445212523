"""A document: the bytes of one invoice, and where they were found."""

from dataclasses import dataclass, field
from enum import StrEnum

from domain.signature import DetachedSignature


class Format(StrEnum):
    """Recognised format of a document."""

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
    beside: tuple[DetachedSignature, ...] = ()
    """Detached signature files of its archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Position on a page of a value that was read.

    ``box`` is (left, top, right, bottom) in points from the page's top left corner; ``page`` counts
    from 1; ``confidence`` is between 0 and 1.
    """

    field: str
    text: str
    page: int
    box: tuple[float, float, float, float]
    confidence: float
    label: str | None = None
    """The label next to it; ``None`` when it was identified by its position or form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A field left empty because several values are equally likely; each rival has its position.

    Without rivals, the text on the page can be read in several ways (day and month of a date interchangeable), or
    the page announces the field and its value was not read.
    """

    field: str
    rivals: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPlace:
    """Position in an XML document of a value that was read: ``path`` from the root, ``line`` of the file from 1 (0:
    unknown).
    """

    field: str
    text: str
    path: str
    line: int
