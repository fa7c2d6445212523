"""Nights of the ledger, as an operator reads them: when each began and ended, and the files that came meanwhile."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """A run of ``navette run``."""

    id: int
    drop: str | None
    """The only account it was for; ``None``: every account."""
    began_at: datetime
    ended_at: datetime | None
    """``None``: it has not ended, or was stopped before it could say so."""
    until: datetime
    """Its end; of one that has not ended, the beginning of the next one, or now."""
    received: int
    """Files received meanwhile, of its accounts; what came through the portal is not of a night."""
    failed: int
    """Those of them that were refused, whole or in part, or are not decided."""
