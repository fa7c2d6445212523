"""Format in which an invoice is delivered to a recipient."""

from enum import StrEnum


class DeliveryFormat(StrEnum):
    """The original and its attachments as files, the pivot of Chorus Pro that holds them all, or several of these."""

    ORIGINAL = "original"
    CPP_PIVOT = "cpp-pivot"
    """An invoice that the pivot cannot represent is delivered as its original, with a note giving the reason."""
    BOTH = "both"
    PES_PJ = "pes-pj"
    """The original and its attachments, and beside them the flux of *pièces justificatives* for the accountant."""


PIVOTS = frozenset({DeliveryFormat.CPP_PIVOT, DeliveryFormat.BOTH})
"""Formats with a pivot."""
