"""The ledger: what happened to every deposit, and the content store that keeps its bytes."""

from ledger.batch import Batch
from ledger.content_store.place import Bucket, MarkedStore, Where
from ledger.content_store.store import ContentStore
from ledger.leases.leases import Hold
from ledger.ledger import Ledger
from ledger.outbox.queue import GivenUpTask, HeldTasks

__all__ = ["Batch", "Bucket", "ContentStore", "GivenUpTask", "HeldTasks", "Hold", "Ledger", "MarkedStore", "Where"]
