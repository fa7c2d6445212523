"""The pages of a PDF, with recognised words in place of the text of those that are pictures."""

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.ocr.confusions import corrected
from parsers.ocr.missed_words import with_missed_words
from parsers.ocr.missing import Missing
from parsers.ocr.processor_budget import ProcessorBudget
from parsers.ocr.recognition import PROCESSOR_SECONDS, Recognised, recognised
from parsers.ocr.tesseract import OutOfBudget, Stopped
from parsers.ocr.underscores import with_underscores
from parsers.page.layout.words import Leaf

_SURE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedScans:
    """The words of all pages, and which pages were recognised."""

    leaves: tuple[Leaf, ...]
    pages: tuple[Recognised, ...]
    budget: ProcessorBudget
    """What is left of the document's processor time."""

    @property
    def legible(self) -> int:
        """Number of recognised words with enough confidence."""
        return sum(
            confidence >= _SURE and len(word.text) > 2
            for page in self.pages
            for word, confidence in zip(page.leaf.words, page.confidences, strict=True)
        )


def recognised_scans(
    content: bytes, leaves: Sequence[Leaf], wanted: Sequence[int], languages: str
) -> RecognisedScans | Missing:
    """``leaves`` of the PDF ``content`` with the pages ``wanted`` recognised; or why not all of them were.

    Raises :class:`domain.errors.Unequipped` when tesseract or a language of ``languages`` is missing.
    """
    budget = ProcessorBudget(PROCESSOR_SECONDS)
    found: list[Recognised] = []
    try:
        for page in recognised(content, wanted, languages, budget):
            if isinstance(page, Missing):
                return page
            found.append(corrected(with_underscores(with_missed_words(page, languages, budget))))
    except OutOfBudget:
        return Missing.LATE
    except Stopped:
        return Missing.STOPPED
    seen = {page.leaf.number: page.leaf for page in found}
    return RecognisedScans(
        leaves=tuple(seen.get(leaf.number, leaf) for leaf in leaves), pages=tuple(found), budget=budget
    )
