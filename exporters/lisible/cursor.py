"""The position on the page of a readable view, and a new page when there is no more room below it."""

from domain.text import Locale
from exporters.pdf.document import WIDTH
from exporters.pdf.pages import PdfPages
from exporters.pdf.palette import GREY, LINE, NAVY
from exporters.pdf.structure import Role

LEFT, RIGHT = 48.0, WIDTH - 48.0
ROOM = RIGHT - LEFT
TOP, BOTTOM = 64.0, 782.0
"""Where a page after the first begins, and where every page ends, in points from the top."""
SMALL, BODY = 7.5, 8.5
"""Sizes in points."""
STEP_SMALL, STEP = 9.6, 11.5
"""From one line to the next, in points."""


class Cursor:
    """The pages, the language and currency they are in, and ``y``, where what comes next begins."""

    def __init__(self, sheet: PdfPages, locale: Locale, devise: str, running: str) -> None:
        """At the top of the first page; ``running`` heads the others."""
        self.sheet, self.locale, self.devise = sheet, locale, devise
        self.y = 0.0
        self._running = running

    def lacks(self, height: float) -> bool:
        """Whether ``height`` points do not fit below ``y``."""
        return self.y + height > BOTTOM

    def turn(self) -> None:
        """A new page, headed by the name of the document."""
        self.sheet.turn()
        self.sheet.box(0, 0, WIDTH, 6, NAVY)
        with self.sheet.within(None):
            self.sheet.fit(LEFT, 36, ROOM, self._running, 9, bold=True, colour=NAVY)
        self.sheet.box(LEFT, 44, ROOM, 0.6, LINE)
        self.y = TOP

    def need(self, height: float) -> None:
        """Makes room for ``height`` points, on a new page when they do not fit."""
        if self.lacks(height) and self.y > TOP:
            self.turn()

    def title(self, words: str, following: float = 30.0) -> None:
        """The heading of a section; a new page when what follows it does not fit."""
        self.need(26 + following)
        with self.sheet.inside(Role.H2):
            self.sheet.text(LEFT, self.y + 11, words, 9.5, bold=True, colour=NAVY)
        self.sheet.box(LEFT, self.y + 16, ROOM, 0.6, LINE)
        self.y += 29

    def small(self, x: float, y: float, words: str) -> None:
        """A label."""
        self.sheet.text(x, y, words, SMALL, colour=GREY)
