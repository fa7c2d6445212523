"""Fork-server preload: a worker that starts when its pool was closed already, or its run has ended, says nothing.

What it was to share with the others, locks and pipes, is gone by then; Python would show people the trace of that.
"""

import multiprocessing.spawn
import sys
from traceback import walk_tb
from types import TracebackType

GONE = (FileNotFoundError, EOFError, ConnectionError)
"""What a process meets that starts too late."""


def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Shows an error that nobody caught, as Python does, unless it is that of a worker that starts too late."""
    if not (issubclass(kind, GONE) and _was_starting(trace)):
        sys.__excepthook__(kind, error, trace)


def _was_starting(trace: TracebackType | None) -> bool:
    """Whether the process was receiving what it is to do."""
    starting = multiprocessing.spawn.__file__
    return any(frame.f_code.co_filename == starting and frame.f_code.co_name == "_main" for frame, _ in walk_tb(trace))


sys.excepthook = tell
