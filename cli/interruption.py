"""Ctrl-C during a run: the process and its children end at once, as if they had been killed.

Prefect answers an interruption by telling its server so, which the same Ctrl-C has just ended: it then tries for
minutes. A run may be killed at any moment without losing or doubling anything, so nothing is gained by waiting.
"""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from cli import language
from domain.text import Text

INTERRUPTED = 130
"""Exit code: 128 and the number of SIGINT."""
IGNORED_WARNING = "ignore:resource_tracker"
"""Value of ``PYTHONWARNINGS``: Python's tracker warns when it frees the semaphores of processes that ended so."""
SHOW_CURSOR = "\x1b[?25h"
INTERRUPTED_RUN = Text(
    "interrompu. Ce qui était commencé sera terminé, une seule fois, par le prochain passage.",
    "interrupted. What was begun is finished, once, by the next run.",
)


@contextmanager
def at_once(code: int = INTERRUPTED) -> Iterator[None]:
    """Within the block Ctrl-C ends this process and its children, with the exit ``code``."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    message = f"\nnavette: {INTERRUPTED_RUN.in_(language.current())}\n".encode()

    def end(signum: int, frame: FrameType | None) -> None:
        del signum, frame
        for child in _children():
            _stop(child)
        if sys.stderr.isatty():
            os.write(2, SHOW_CURSOR.encode())
        os.write(2, message)
        os._exit(code)

    os.environ.setdefault("PYTHONWARNINGS", IGNORED_WARNING)
    before = signal.signal(signal.SIGINT, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _children() -> list[int]:
    """The processes that any thread of this one started."""
    lists = Path("/proc/self/task").glob("*/children")
    return [int(number) for one in lists for number in one.read_text(encoding="ascii").split()]


def _stop(process: int) -> None:
    try:
        os.kill(process, signal.SIGTERM)
    except ProcessLookupError:
        return
