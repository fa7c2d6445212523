"""Preloaded by a fork server: its workers take a second to start, and do not end before that."""

import multiprocessing.spawn
import os
import signal
import time
from typing import Any

real = multiprocessing.spawn._main  # type: ignore[attr-defined]


def late(*arguments: Any) -> Any:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(1)
    if "NAVETTE_TEST_RAISES" in os.environ:
        raise ZeroDivisionError
    return real(*arguments)


multiprocessing.spawn._main = late  # type: ignore[attr-defined]
