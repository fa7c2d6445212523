"""An accepted invoice as CPPFacturePivot V2_02, the file finance software takes from Chorus Pro (FEN0036A)."""

from exporters.pivot.attachments import Piece, complement, lisible, pieces_of, signature
from exporters.pivot.limits import obstacles
from exporters.pivot.message import SUFFIX, as_xml

__all__ = ["SUFFIX", "Piece", "as_xml", "complement", "lisible", "obstacles", "pieces_of", "signature"]
