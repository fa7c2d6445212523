"""Where a content store is, and the mark it must bear."""

from dataclasses import dataclass
from pathlib import Path

Where = Path
"""A folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedStore:
    """Where a content store is, and the mark it must bear: what a worker process is given of it."""

    where: Where
    mark: str | None = None
    """``None``: a store without a ledger."""
