"""How documents are read: what an operator decides about reading, the same for every parser; it can be pickled."""

from dataclasses import dataclass
from enum import StrEnum

from domain.reading_hints import ReadingHints


class Ocr(StrEnum):
    """Whether pages that are pictures are read by recognising their characters."""

    AUTO = "auto"
    """Where a page has no text that can be read."""
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """The choices of ``[rules]`` and ``[reading]`` that parsers heed; the defaults are the settings' own."""

    compare_page: bool = True
    """Whether what the pages of a Factur-X print is held against its XML."""

    ocr: Ocr = Ocr.NEVER
    """It takes a program beside, and seconds a page: whoever reads asks for it, as the settings do by default."""
    ocr_lang: str = "fra"
    """The languages it expects, by their three letters, joined by ``+``."""

    tree: bool = False
    """Whether the XML is kept as a tree, for the packs that ask their rules of it."""
    schema: bool = False
    """Whether the XML is held against its publisher's schema."""

    indices: tuple[ReadingHints, ...] = ()
    """Hints for the pages of some suppliers."""


USUAL = ReadingOptions()
