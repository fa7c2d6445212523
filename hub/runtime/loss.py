"""Why an item that was given to the worker pool got no answer."""

from concurrent.futures import TimeoutError as OutOfTime
from enum import StrEnum
from signal import SIGXCPU

from domain.text import Text


class Loss(StrEnum):
    """Why an item got no answer."""

    TIME = "time"
    CRASH = "crash"
    MEMORY = "memory"
    ALLOWANCE = "allowance"
    """Not tried: others like it used up the time that may be lost in this run."""
    NO_WORKER = "no worker"
    """Not tried, or in vain: no worker process starts on this machine."""

    @property
    def text(self) -> Text:
        """In words."""
        return _WORDS[self]


_WORDS = {
    Loss.TIME: Text("temps dépassé", "time"),
    Loss.CRASH: Text("arrêt brutal", "crash"),
    Loss.MEMORY: Text("mémoire épuisée", "memory"),
    Loss.ALLOWANCE: Text("temps du compte épuisé", "time of the account used up"),
    Loss.NO_WORKER: Text("aucun processus ne démarre", "no process starts"),
}


def loss_of(error: BaseException) -> Loss:
    """What ``error``, which the pool gave in place of an answer, stands for."""
    if isinstance(error, OutOfTime) or getattr(error, "exitcode", None) == -SIGXCPU:
        return Loss.TIME
    return Loss.MEMORY if isinstance(error, MemoryError) else Loss.CRASH
