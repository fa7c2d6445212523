"""The layouts, in two families."""

from samples.drawn_layouts import (
    open_html,
    open_html_more,
    open_matplotlib,
    open_reportlab,
    open_reportlab_more,
    open_spreadsheet,
    open_traps,
    reserved_html,
    reserved_reportlab,
)
from samples.drawn_layouts.layout import Mise

OUVERTES: tuple[Mise, ...] = (
    *open_reportlab.MISES,
    *open_reportlab_more.MISES,
    *open_matplotlib.MISES,
    *open_html.MISES,
    *open_html_more.MISES,
    *open_spreadsheet.MISES,
    *open_traps.MISES,
)
"""To be looked at while a reader is improved."""
RESERVEES: tuple[Mise, ...] = (*reserved_reportlab.MISES, *reserved_html.MISES)
"""For the final figure only."""
