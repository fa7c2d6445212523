"""Ctrl-C, SIGTERM or SIGHUP during a run: the process and all it started end at once, as if they had been killed.

Prefect answers an interruption by telling its server so, which the same Ctrl-C has just ended: it then tries for
minutes. A run may be killed at any moment without losing or doubling anything, so nothing is gained by waiting.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from cli import language
from domain.text import Text
from hub.runtime import left_over

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
IGNORED_WARNING = "ignore:resource_tracker"
"""Value of ``PYTHONWARNINGS``: Python's tracker warns when it frees the semaphores of processes that ended so."""
SHOW_CURSOR = "\x1b[?25h"
INTERRUPTED_RUN = Text(
    "interrompu. Ce qui était commencé sera terminé, une seule fois, par le prochain passage.",
    "interrupted. What was begun is finished, once, by the next run.",
)


@contextmanager
def at_once(code: int | None = None) -> Iterator[None]:
    """Within the block Ctrl-C, SIGTERM and SIGHUP end this process and all it started: exit code 128 and the number of
    the signal, or ``code``. A signal that was ignored (``nohup``) stays so.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    os.environ.setdefault("PYTHONWARNINGS", IGNORED_WARNING)
    watcher = left_over.watch()
    message = f"\nnavette: {INTERRUPTED_RUN.in_(language.current())}\n".encode()

    def end(signum: int, frame: FrameType | None = None) -> None:
        del frame
        for child in _children():
            if child != watcher:
                left_over.end(child)
        if sys.stderr.isatty():
            os.write(2, SHOW_CURSOR.encode())
        os.write(2, message)
        os._exit(128 + signum if code is None else code)

    heeded = [one for one in SIGNALS if signal.getsignal(one) is not signal.SIG_IGN]
    before = {one: signal.signal(one, end) for one in heeded}
    with _heard_at_once(frozenset(heeded), end):
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)


@contextmanager
def _heard_at_once(signals: frozenset[signal.Signals], end: Callable[[int], None]) -> Iterator[None]:
    """Within the block ``end`` is called from a thread as soon as one of ``signals`` comes: the main thread may be
    waiting, and Prefect puts a handler of its own in place of ours while a flow runs.
    """
    listened, written = os.pipe()
    os.set_blocking(written, False)

    def listen() -> None:
        while number := os.read(listened, 1):
            if number[0] in signals:
                end(number[0])
        os.close(listened)

    before = signal.set_wakeup_fd(written, warn_on_full_buffer=False)
    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        os.close(written)
        listener.join()  # it hears first what came last: that may be why the block ends


def _children() -> list[int]:
    """The processes that any thread of this one started."""
    lists = Path("/proc/self/task").glob("*/children")
    return [int(number) for one in lists for number in one.read_text(encoding="ascii").split()]
