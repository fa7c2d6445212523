"""The flux of *pièces justificatives* for the public accountant (PES_PJ of PES V2, read by Hélios)."""

from exporters.pes_pj.flux import as_xml, fluxes
from exporters.pes_pj.limits import LARGEST, note, obstacles
from exporters.pes_pj.list_csv import as_csv
from exporters.pes_pj.piece import PesPiece, pes_pieces

__all__ = ["LARGEST", "PesPiece", "as_csv", "as_xml", "fluxes", "note", "obstacles", "pes_pieces"]
