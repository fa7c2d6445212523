"""What a run did, kept as soon as it is done: Prefect's server may be gone by then, which undoes nothing."""

from hub.runtime.run_counts import RunCounts

_kept: list[tuple[RunCounts, ...]] = []


def keep(counts: tuple[RunCounts, ...]) -> tuple[RunCounts, ...]:
    """Keeps the counts of the run of this process, and returns them."""
    _kept[:] = [counts]
    return counts


def forget() -> None:
    """Another run begins."""
    _kept.clear()


def kept() -> tuple[RunCounts, ...] | None:
    """The counts, once all that could be done is done."""
    return _kept[0] if _kept else None
