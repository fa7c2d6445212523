"""Reading options set by an operator, common to all parsers; picklable."""

from dataclasses import dataclass
from enum import StrEnum

from domain.reading_hints import ReadingHints
from domain.structure import Annuaire


class Ocr(StrEnum):
    """When pages are read by optical character recognition."""

    AUTO = "auto"
    """Only for pages without a usable text layer."""
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """The options of ``[rules]`` and ``[reading]`` that parsers use; the defaults are those of the settings."""

    compare_page: bool = True
    """Whether the printed pages of a Factur-X are compared with its XML."""

    ocr: Ocr = Ocr.NEVER
    """Requires an external program and takes seconds per page; off here, on by default in the settings."""
    ocr_lang: str = "fra"
    """Expected languages, as three-letter codes joined by ``+``."""

    tree: bool = False
    """Whether the XML tree is kept, for the packs that check it."""
    schema: bool = False
    """Whether the XML is validated against its publisher's schema."""

    lines: bool = False
    """Whether the lines of a text PDF are read from its pages; off where an invoice is decided on, which needs none."""

    indices: tuple[ReadingHints, ...] = ()
    """Hints for the pages of some suppliers."""
    annuaire: Annuaire | None = None
    """The directory, where a bare *Service :* is looked up; set in the process that reads."""


USUAL = ReadingOptions()
