"""What follows a deposit or an action in the portal, done by one thread: lots are decided on, invoices go to their
recipients, and answers to the folders that invoices came from.

Nothing is kept here that is not in the ledger: what is not done when the process ends is done by the next run.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from queue import Empty, Queue
from threading import Lock, Thread

from domain.deposit import DepositedInvoice, Effect
from domain.errors import NavetteError
from domain.portal_depositor import is_of_portal
from domain.text import Text
from hub.brouillons.lots import decide_now
from hub.decide.claimed_pieces import decided_elsewhere
from hub.deliver.rounds import deliver, rounds
from hub.reply.send import send_replies
from hub.runtime.run_counts import RunCounts, troubles_of
from hub.runtime.station import Station
from hub.runtime.unexpected import as_fault

_BROUGHT = (Effect.SUBMIT, Effect.DELIVER)
_TOLD = (Effect.CERTIFY, Effect.REPORT, Effect.STATUS)
HELD_WAITS = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds after which a deposit is looked at again of which another process decides on a part; the last one recurs."""
_LATER = Text("portail : {what} (repris par le prochain passage)", "portal: {what} (taken up by the next run)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A deposit, or invoices about which something was done."""

    deposit_id: int | None = None
    invoice_ids: tuple[int, ...] = ()
    times: int = 0
    """How often another process was found at work on the deposit."""


class AtOnce:
    """The thread; one a process, because a second would take up what the first is delivering."""

    def __init__(self, station: Station, tell: Callable[[str], None]) -> None:
        """``tell`` is given a line for what could not be done now."""
        self._station, self._tell = station, tell
        self._asked: Queue[_Asked | None] = Queue()
        self._held: dict[_Asked, float] = {}
        """What is looked at again, and when (of the monotonic clock); of the thread alone."""
        self._lock = Lock()
        self._thread: Thread | None = None

    def follow(self, deposit_id: int) -> None:
        """Asks for all that follows this deposit; returns at once."""
        self._begin(_Asked(deposit_id=deposit_id))

    def follow_invoices(self, invoice_ids: Iterable[int]) -> None:
        """Asks for all that follows what was done about these invoices; returns at once."""
        if ids := tuple(dict.fromkeys(invoice_ids)):
            self._begin(_Asked(invoice_ids=ids))

    def _begin(self, asked: _Asked) -> None:
        self._asked.put(asked)
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=self._work, name="depots", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Waits until all that was asked is done, but for what another process decides on, and ends the thread."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None:
            self._asked.put(None)
            thread.join()

    def _work(self) -> None:
        while (asked := self._next()) is not None:
            try:
                lines = _followed(self._station, asked)
                if _is_held(self._station, asked, failed=bool(lines)):
                    wait = HELD_WAITS[min(asked.times, len(HELD_WAITS) - 1)]
                    self._held[replace(asked, times=asked.times + 1)] = time.monotonic() + wait
            except BaseException as error:  # noqa: BLE001 - whatever one deposit raises holds up no other
                lines = (as_fault(error, "portail").text,)
            for line in lines:
                self._tell(_LATER.with_({"what": line}).in_(self._station.settings.locale))

    def _next(self) -> _Asked | None:
        """What is asked, or due to be looked at again; ``None`` ends the thread."""
        if not self._held:
            return self._asked.get()
        first = min(self._held, key=self._held.__getitem__)
        try:
            return self._asked.get(timeout=max(0.0, self._held[first] - time.monotonic()))
        except Empty:
            del self._held[first]
            return first


def follow_deposit(station: Station, deposit_id: int) -> tuple[Text, ...]:
    """Decides on the deposit when it is not decided, and delivers its invoices; why something is left to the next
    run. Safe to run twice.
    """
    troubles = decide_now(station, station.ledger.deposits.by_id(deposit_id))
    brought = _bring(station, station.ledger.invoices.of_deposits(deposit_id))
    return tuple(trouble.text for trouble in (*troubles, *troubles_of(brought)))


def follow_invoices(station: Station, invoice_ids: Sequence[int]) -> tuple[Text, ...]:
    """Brings what was done about these invoices to their recipients, and tells the folders they came from; why
    something is left to the next run. An account that has one page a day is told by the runs. Safe to run twice.
    """
    invoices = station.ledger.invoices.by_ids(invoice_ids)
    brought = _bring(station, invoices)
    drops = {one.drop for one in invoices if not is_of_portal(one.drop) and _is_told(station, one.drop)}
    told = [counts for effect in _TOLD for counts in _tell(station, effect, drops)]
    return tuple(trouble.text for trouble in troubles_of((*brought, *told)))


def _is_held(station: Station, asked: _Asked, *, failed: bool) -> bool:
    """Whether another process decides on a part of the deposit: it is not decided, though nothing failed, or is seen to
    be at work.
    """
    if asked.deposit_id is None or not station.ledger.deposits.still_undecided({asked.deposit_id}):
        return False
    return not failed or bool(decided_elsewhere(station.ledger, asked.deposit_id))


def _followed(station: Station, asked: _Asked) -> tuple[Text, ...]:
    if asked.deposit_id is not None:
        return follow_deposit(station, asked.deposit_id)
    return follow_invoices(station, asked.invoice_ids)


def _bring(station: Station, invoices: Sequence[DepositedInvoice]) -> list[RunCounts]:
    """To recipients and valideurs."""
    recipients = {one.route.siret for one in invoices if one.route}
    recipients |= {valideur for one in invoices for valideur in (one.valideur_1, one.valideur_2)}
    return [counts for effect in _BROUGHT for counts in _deliver(station, effect, recipients - {""})]


def _is_told(station: Station, drop: str) -> bool:
    return drop in {one.name for one in station.settings.drops} and not station.settings.drop(drop).gathered


def _tell(station: Station, effect: Effect, drops: set[str]) -> list[RunCounts]:
    due = set(station.ledger.outbox.targets(effect, station.clock()))
    done: list[RunCounts] = []
    for drop in sorted(drops & due):
        with suppress(NavetteError):  # a closed door: what waits for it stays in the outbox
            done.append(send_replies(station, drop, effect))
    return done


def _deliver(station: Station, effect: Effect, recipients: set[str]) -> tuple[RunCounts, ...]:
    due = set(station.ledger.outbox.targets(effect, station.clock()))
    done: list[RunCounts] = []
    for one in rounds(station, sorted(recipients & due), 1, effect):
        with suppress(NavetteError):  # a closed door: what waits for it stays in the outbox
            done += deliver(station, one)
    return tuple(done)
