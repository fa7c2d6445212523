"""Why a page has no words though it was to be recognised: nothing is known of it then."""

from enum import Enum


class Missing(Enum):
    """Reason for a page without words."""

    LATE = "late"
    """The processor time of its document was used up."""
    STOPPED = "stopped"
    """The program that recognises ended without an answer."""
