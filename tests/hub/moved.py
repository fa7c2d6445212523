"""The content store moved from one place to the other."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from hub import settings
from hub.retention.store_move import move_store
from hub.runtime.station import ledger_url
from ledger import Ledger
from ledger.content_store.move import Moved


def moved(config: Path, to: Literal["folder", "s3"]) -> Moved:
    """The move."""
    chosen = settings.load(config)
    return move_store(chosen, Ledger.open(ledger_url(chosen)), to, datetime.now(UTC))
