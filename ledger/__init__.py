"""The memory: what happened to every deposit, and the bytes it was."""

from ledger.batch import Batch
from ledger.ledger import Ledger
from ledger.outbox import DeadLetter
from ledger.store import ContentStore

__all__ = ["Batch", "ContentStore", "DeadLetter", "Ledger"]
