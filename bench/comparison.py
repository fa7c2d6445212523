"""Compares the speed of two implementations: run alternately several times, medians kept."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from domain.text import NOTHING, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table; rates are items per second, medians of ``runs`` alternate runs."""

    name: Text
    what: Text
    """What was processed, with its number."""
    ours: float
    naive: float
    naive_way: Text
    runs: int
    target: float | None = None
    note: Text = NOTHING

    @property
    def ratio(self) -> float:
        """Speed relative to the naive implementation."""
        return self.ours / self.naive


def compare_rates(
    ours: Callable[[], int], naive: Callable[[], int], runs: int, *, naive_runs: int | None = None
) -> tuple[float, float]:
    """The median rates of both, after one warm-up each; a call returns the number of items it processed."""
    ours(), naive()
    rates: tuple[list[float], list[float]] = ([], [])
    for turn in range(runs):
        rates[0].append(rate(ours))
        if turn < (naive_runs or runs):
            rates[1].append(rate(naive))
    return median(rates[0]), median(rates[1])


def rate(work: Callable[[], int]) -> float:
    """Items per second of one call."""
    started = perf_counter()
    pieces = work()
    return pieces / (perf_counter() - started)
