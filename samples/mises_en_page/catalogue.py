"""The layouts, in two families."""

from samples.mises_en_page import ouvertes_dessin, ouvertes_html
from samples.mises_en_page.mise import Mise

OUVERTES: tuple[Mise, ...] = (*ouvertes_dessin.MISES, *ouvertes_html.MISES)
"""To be looked at while a reader is improved."""
RESERVEES: tuple[Mise, ...] = ()
"""For the final figure only."""
