"""Format in which an invoice is delivered to a recipient."""

from enum import StrEnum


class DeliveryFormat(StrEnum):
    """The original and its attachments as files, the pivot of Chorus Pro that holds them all, or the two."""

    ORIGINAL = "original"
    CPP_PIVOT = "cpp-pivot"
    """An invoice that the pivot cannot represent is delivered as its original, with a note giving the reason."""
    BOTH = "both"
