"""Weighing two ways of doing the same thing: in turn, several times, medians kept."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table; rates are pieces a second, medians of ``runs`` runs taken in turn."""

    name: str
    what: str
    """What was counted, and how many of it."""
    ours: float
    naive: float
    naive_way: str
    runs: int
    target: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float:
        """How many times faster than the naive way."""
        return self.ours / self.naive


def weigh(
    ours: Callable[[], int], naive: Callable[[], int], runs: int, *, naive_runs: int | None = None
) -> tuple[float, float]:
    """The median rates of both; each call does its whole work and says how many pieces that was."""
    ours(), naive()
    rates: tuple[list[float], list[float]] = ([], [])
    for turn in range(runs):
        rates[0].append(rate(ours))
        if turn < (naive_runs or runs):
            rates[1].append(rate(naive))
    return median(rates[0]), median(rates[1])


def rate(work: Callable[[], int]) -> float:
    """Pieces a second of one call."""
    started = perf_counter()
    pieces = work()
    return pieces / (perf_counter() - started)
