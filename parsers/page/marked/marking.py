"""From the words of a PDF to pages with their labels marked, in the language of the document."""

from collections.abc import Iterable

from domain.reading_hints import ReadingHints
from parsers.page.labels.languages import language_of
from parsers.page.labels.occurrences import vocabulary
from parsers.page.layout.cells import PageLines, page_lines
from parsers.page.layout.words import Leaf
from parsers.page.marked.decided_values import decided
from parsers.page.marked.pages import Page, page
from parsers.page.marked.supplier_hints import of_supplier, phrases_of


def marked_pages(leaves: Iterable[Leaf], known: Iterable[ReadingHints] = ()) -> tuple[Page, ...]:
    """The pages of ``leaves`` that have words; the supplier's own labels are marked too when they are ``known``."""
    pages = tuple(page_lines(leaf) for leaf in leaves if leaf.words)
    texts = [text for one in pages for text in _texts(one)]
    hints = of_supplier(known, texts)
    words = vocabulary(language_of(texts), phrases_of(hints) if hints is not None else ())
    return tuple(decided(page(one, words)) for one in pages)


def _texts(one: PageLines) -> Iterable[str]:
    return (cell.text for line in one.lines for cell in line)
