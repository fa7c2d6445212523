"""The dashboard of one reader as one HTML file."""

from exporters.tableau_de_bord.page import Lien, as_html

__all__ = ["Lien", "as_html"]
