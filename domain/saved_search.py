"""Searches that somebody keeps under a name, in one espace of the portal."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.espace import Espace

MOST = 50
"""Searches that one account keeps at a time."""
LONGEST_NAME = 80
"""Characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A search under a name."""

    id: int
    espace: Espace
    name: str
    query: str
    """Its criteria as an address has them, in the order of the form, without what is empty."""
    created_at: datetime


class Saving(StrEnum):
    """What became of a search to save, or of a new name."""

    SAVED = "saved"
    TAKEN = "taken"
    """Another search of the espace has this name."""
    TOO_MANY = "too-many"
    """The account keeps :data:`MOST` already."""
    ABSENT = "absent"
    """There is no such search to rename."""
