"""Processor time of the recognition of one document: that of this thread and of the programs it starts.

Elapsed time counts for nothing: what is decided on a document does not depend on what else the machine does.
"""

from time import thread_time


class ProcessorBudget:
    """``seconds`` of processor time from now on, in the thread that makes it."""

    __slots__ = ("_programs", "_seconds", "_since")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._since = thread_time()
        self._programs = 0.0

    @property
    def left(self) -> float:
        """Seconds left; negative when it is exceeded."""
        return self._seconds - (thread_time() - self._since) - self._programs

    def spend(self, seconds: float) -> None:
        """Counts ``seconds`` that a program used."""
        self._programs += seconds
