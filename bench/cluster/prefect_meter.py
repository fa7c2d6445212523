"""What this process asks of Prefect's server while a night runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import httpx
from prefect.events.clients import EventsClient


@dataclass(slots=True)
class PrefectMeter:
    """What was counted until now. Threads share one."""

    calls: int = 0
    """Requests to its API, tries again included."""
    events: int = 0
    """Events on their way to it."""
    _lock: Lock = field(default_factory=Lock)

    def add_call(self) -> None:
        """Counts a request."""
        with self._lock:
            self.calls += 1

    def add_event(self) -> None:
        """Counts an event."""
        with self._lock:
            self.events += 1


@contextmanager
def on_prefect() -> Iterator[PrefectMeter]:
    """Counts until the block ends."""
    meter = PrefectMeter()
    send, send_apart, emit = httpx.Client.send, httpx.AsyncClient.send, EventsClient.emit

    def sent(*values: Any, **words: Any) -> httpx.Response:
        meter.add_call()
        return send(*values, **words)

    async def sent_apart(*values: Any, **words: Any) -> httpx.Response:
        meter.add_call()
        return await send_apart(*values, **words)

    async def emitted(*values: Any, **words: Any) -> None:
        meter.add_event()
        await emit(*values, **words)

    httpx.Client.send, httpx.AsyncClient.send = sent, sent_apart  # type: ignore[method-assign]
    EventsClient.emit = emitted  # type: ignore[method-assign]
    try:
        yield meter
    finally:
        httpx.Client.send, httpx.AsyncClient.send = send, send_apart  # type: ignore[method-assign]
        EventsClient.emit = emit  # type: ignore[method-assign]
