"""The memory: what happened to every deposit, and the bytes it was."""

from ledger.batch import Batch
from ledger.content_store.store import ContentStore
from ledger.ledger import Ledger
from ledger.outbox.queue import DeadLetter

__all__ = ["Batch", "ContentStore", "DeadLetter", "Ledger"]
