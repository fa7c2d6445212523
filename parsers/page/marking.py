"""From the words of a PDF to its pages with their labels marked, in the language the document is written in."""

from collections.abc import Iterable

from parsers.page.cells import Sheet, sheet
from parsers.page.labels import vocabulary
from parsers.page.langues import Langue, langue
from parsers.page.pages import Page, page
from parsers.page.words import Leaf


def marked_pages(leaves: Iterable[Leaf]) -> tuple[Page, ...]:
    """The pages of ``leaves`` that have words."""
    sheets = tuple(sheet(leaf) for leaf in leaves if leaf.words)
    words = vocabulary(_langue(sheets))
    return tuple(page(one, words) for one in sheets)


def _langue(sheets: tuple[Sheet, ...]) -> Langue | None:
    return langue(cell.text for one in sheets for line in one.lines for cell in line)
