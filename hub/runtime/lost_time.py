"""Processor time that an account loses in a run to documents that do not finish: bounded, so that no other waits.
What is left then waits for the next run.
"""

from dataclasses import dataclass, field
from threading import Lock

QUICK = 2 / 3
"""Part of the time that may be lost in first looks, which are short; the rest is for second ones."""


class Allowance:
    """An amount of time, in seconds, that several threads use up."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._lock = Lock()

    def lose(self, seconds: float) -> None:
        """Takes ``seconds`` from it."""
        with self._lock:
            self._left -= seconds

    @property
    def is_spent(self) -> bool:
        """Whether nothing is left."""
        return self._left <= 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LostTime:
    """The allowances of one account for one run."""

    quick: Allowance
    patient: Allowance

    @classmethod
    def of(cls, seconds: float) -> "LostTime":
        """``seconds``, shared out."""
        return cls(quick=Allowance(QUICK * seconds), patient=Allowance((1 - QUICK) * seconds))


@dataclass(frozen=True, slots=True, kw_only=True)
class LostTimes:
    """The lost time of each account in one run, of at most ``seconds`` each."""

    seconds: float
    _accounts: dict[str, LostTime] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, account: str) -> LostTime:
        """Of ``account``."""
        with self._lock:
            return self._accounts.setdefault(account, LostTime.of(self.seconds))

    def forget(self) -> None:
        """Forgets what was lost, at the start of a run."""
        with self._lock:
            self._accounts.clear()
