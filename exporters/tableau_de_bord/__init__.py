"""The dashboard of one reader as one HTML file."""

from exporters.tableau_de_bord.page import FileLink, as_html

__all__ = ["FileLink", "as_html"]
