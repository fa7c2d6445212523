"""The pages of a dropped file as pictures, with boxes around what was read: a browser is given the picture, never the
file.
"""

from domain.brouillon import StoredFile
from domain.text import Locale
from hub.brouillons.analysis import DRAWN, Analysis
from hub.inspect.page_images import WantedPage


def page_wanted(file: StoredFile, analysis: Analysis, number: int, locale: Locale) -> WantedPage | None:
    """The page ``number`` of what was analysed, from 1; ``None`` for one that was not read."""
    form = analysis.decision.format
    if form not in DRAWN or number not in analysis.pages:
        return None
    return WantedPage(
        name=file.name,
        location=file.location,
        format=form,
        number=number,
        doubts=analysis.doubts,
        locale=locale,
        evidence=analysis.evidence,
        legend=False,
    )
