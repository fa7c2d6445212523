"""Retry of an SFTP session: jobs interrupted by a lost connection are done again on a new one (docs/retry.md)."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator

from connectors.sftp.jobs import Done, Job, JobQueue, K, R
from connectors.sftp.pipeline import converse
from connectors.sftp.remote import Remote
from connectors.sftp.wire import Cut
from domain.errors import NavetteError, Unavailable, Unreachable
from domain.text import Text

_log = logging.getLogger(__name__)


class RetryBudget:
    """How often and how long a batch is retried while no file is done (docs/retry.md). It is given up after
    ``retries`` new connections in a row that finish no file, and opens none later than ``patience`` seconds after the
    first that was lost. Waits are ``backoff`` seconds, doubled each time.
    """

    def __init__(self, retries: int, backoff: float, depth: int, patience: float) -> None:
        self._retries, self._backoff, self._depth, self._patience = retries, backoff, depth, patience
        self._stalls = 0
        self._since = 0.0

    @property
    def depth(self) -> int:
        """Files at a time; fewer after each stall, for a server that fails under many."""
        return max(1, self._depth >> (2 * self._stalls))

    def advanced(self) -> None:
        """Resets the count of stalls: a file is done."""
        self._stalls = 0

    def spent(self) -> bool:
        """Counts a stall and waits; whether the batch is to be given up."""
        if not self._stalls:
            self._since = time.monotonic()
        if self._stalls >= self._retries or time.monotonic() - self._since > self._patience:
            return True
        time.sleep(self._backoff * 2**self._stalls)
        self._stalls += 1
        return False


def resumed(
    connected: Callable[[], Remote], jobs: Iterable[Job[K, R]], budget: RetryBudget, server: str
) -> Iterator[Done[K, R]]:
    """Each job once: done, or with its fault.

    ``connected`` gives the connection in use or opens one; it raises :class:`NavetteError` when it cannot.
    """
    queue = JobQueue(jobs)
    while not queue.empty():
        try:
            for done in converse(connected(), queue, budget.depth):
                budget.advanced()
                yield done
        except (Cut, Unavailable) as reason:
            _log.warning("%s: %s", server, reason)
            if budget.spent():
                yield from _given_up(queue, _unavailable(server, reason))
        except NavetteError as refusal:
            yield from _given_up(queue, refusal)


def _given_up(queue: JobQueue[K, R], error: NavetteError) -> Iterator[Done[K, R]]:
    while job := queue.take():
        yield Done(key=job.key, outcome=error)


def _unavailable(server: str, reason: Cut | Unavailable) -> Unavailable:
    if isinstance(reason, Unavailable):
        return reason
    kind = Unreachable if reason.silent else Unavailable  # one that is silent would be waited for again by every batch
    return kind(
        Text(f"{server} : {reason.reason.fr}.", f"{server}: {reason.reason.en}."),
        Text(
            "Vérifiez le réseau et les journaux du serveur ; le prochain passage reprendra ici.",
            "Check the network and the server's logs; the next run goes on from here.",
        ),
    )
