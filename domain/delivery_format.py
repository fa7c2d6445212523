"""What a recipient is brought for an invoice."""

from enum import StrEnum


class DeliveryFormat(StrEnum):
    """The original and its attachments as files, the pivot of Chorus Pro that holds them all, or the two."""

    ORIGINAL = "original"
    CPP_PIVOT = "cpp-pivot"
    """An invoice the pivot cannot hold is brought as its original, with a note that says why."""
    BOTH = "both"
