"""What follows a deposit in the portal, done by one thread: lots are decided on, invoices go to their recipients.

Nothing is kept here that is not in the ledger: what is not done when the process ends is done by the next run.
"""

from collections.abc import Callable
from contextlib import suppress
from queue import Queue
from threading import Lock, Thread

from domain.deposit import Effect
from domain.errors import NavetteError
from domain.text import Text
from hub.brouillons.lots import decide_now
from hub.deliver.rounds import deliver, rounds
from hub.runtime.run_counts import RunCounts, troubles_of
from hub.runtime.station import Station
from hub.runtime.unexpected import as_fault

_BROUGHT = (Effect.SUBMIT, Effect.DELIVER)
_LATER = Text("portail : {what} (repris par le prochain passage)", "portal: {what} (taken up by the next run)")


class AtOnce:
    """The thread; one a process, because a second would take up what the first is delivering."""

    def __init__(self, station: Station, tell: Callable[[str], None]) -> None:
        """``tell`` is given a line for what could not be done now."""
        self._station, self._tell = station, tell
        self._asked: Queue[int | None] = Queue()
        self._lock = Lock()
        self._thread: Thread | None = None

    def follow(self, deposit_id: int) -> None:
        """Asks for all that follows this deposit; returns at once."""
        self._asked.put(deposit_id)
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=self._work, name="depots", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Waits until all that was asked is done, and ends the thread."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None:
            self._asked.put(None)
            thread.join()

    def _work(self) -> None:
        while (deposit_id := self._asked.get()) is not None:
            try:
                lines = follow_deposit(self._station, deposit_id)
            except BaseException as error:  # noqa: BLE001 - whatever one deposit raises holds up no other
                lines = (as_fault(error, str(deposit_id)).text,)
            for line in lines:
                self._tell(_LATER.with_({"what": line}).in_(self._station.settings.locale))


def follow_deposit(station: Station, deposit_id: int) -> tuple[Text, ...]:
    """Decides on the deposit when it is not decided, and delivers its invoices; why something is left to the next
    run. Safe to run twice.
    """
    troubles = decide_now(station, station.ledger.deposits.by_id(deposit_id))
    invoices = station.ledger.invoices.of_deposits(deposit_id)
    recipients = {one.route.siret for one in invoices if one.route} | {one.valideur_1 for one in invoices}
    brought = (counts for effect in _BROUGHT for counts in _deliver(station, effect, recipients - {""}))
    return tuple(trouble.text for trouble in (*troubles, *troubles_of(brought)))


def _deliver(station: Station, effect: Effect, recipients: set[str]) -> tuple[RunCounts, ...]:
    due = set(station.ledger.outbox.targets(effect, station.clock()))
    done: list[RunCounts] = []
    for one in rounds(station, sorted(recipients & due), 1, effect):
        with suppress(NavetteError):  # a closed door: what waits for it stays in the outbox
            done += deliver(station, one)
    return tuple(done)
