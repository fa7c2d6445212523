"""The layouts, by family."""

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
from samples.drawn_layouts.layout import Layout
from samples.drawn_layouts.line_tables import open_tables, reserved_tables
from samples.drawn_layouts.real_life import open_real_life

OPEN: tuple[Layout, ...] = (
    *open_reportlab.LAYOUTS,
    *open_reportlab_more.LAYOUTS,
    *open_matplotlib.LAYOUTS,
    *open_html.LAYOUTS,
    *open_html_more.LAYOUTS,
    *open_spreadsheet.LAYOUTS,
    *open_traps.LAYOUTS,
    *open_tables.LAYOUTS,
    *open_real_life.LAYOUTS,
)
"""May be examined while the reader is improved."""
RESERVED: tuple[Layout, ...] = (*reserved_reportlab.LAYOUTS, *reserved_html.LAYOUTS, *reserved_tables.LAYOUTS)
"""For the final measure only."""
