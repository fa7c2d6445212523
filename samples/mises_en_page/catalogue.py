"""The layouts, in two families."""

from samples.mises_en_page import (
    ouvertes_dessin,
    ouvertes_dessin_bis,
    ouvertes_figure,
    ouvertes_html,
    ouvertes_html_bis,
    ouvertes_tableur,
    ouvertes_ter,
    reservees_dessin,
    reservees_html,
)
from samples.mises_en_page.mise import Mise

OUVERTES: tuple[Mise, ...] = (
    *ouvertes_dessin.MISES,
    *ouvertes_dessin_bis.MISES,
    *ouvertes_figure.MISES,
    *ouvertes_html.MISES,
    *ouvertes_html_bis.MISES,
    *ouvertes_tableur.MISES,
    *ouvertes_ter.MISES,
)
"""To be looked at while a reader is improved."""
RESERVEES: tuple[Mise, ...] = (*reservees_dessin.MISES, *reservees_html.MISES)
"""For the final figure only."""
