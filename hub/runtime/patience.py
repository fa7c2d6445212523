"""Asking again what cannot be answered now: :class:`domain.errors.Unavailable`, and nothing else (docs/retry.md)."""

import time
from collections.abc import Callable
from typing import TypeVar

from domain.errors import Unavailable

Answer = TypeVar("Answer")

WAITS = (2.0, 10.0, 60.0)
"""Seconds before each new try of a question that a whole run depends on."""
BRIEF = (0.5, 2.0)
"""Seconds before each new try of what only one document depends on."""


POLL = 0.5
"""Seconds between two looks at what another process is to end."""


def comes(what: Callable[[], bool], within: float) -> bool:
    """Whether ``what`` holds before so many seconds are over; asked again and again meanwhile."""
    until = time.monotonic() + within
    while not (answer := what()) and time.monotonic() < until:
        time.sleep(POLL)
    return answer


def patiently(ask: Callable[[], Answer], waits: tuple[float, ...] = WAITS) -> Answer:
    """What ``ask`` answers. Raises what it raises, :class:`domain.errors.Unavailable` after the last try only."""
    for wait in waits:
        try:
            return ask()
        except Unavailable:
            time.sleep(wait)
    return ask()
