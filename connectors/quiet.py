"""Which files of a drop are whole: those that are the same in two listings a few seconds apart."""

from collections.abc import Sequence

from connectors.connector import Entry
from domain.names_aside import HIDDEN, is_half_written, is_system, unfinished_beside

EMPTY_FOR = 60.0
"""Seconds during which an empty file counts as being written; after that it is an empty deposit."""

AHEAD = 86_400.0
"""Seconds by which the clock of a server may be ahead (a wrong zone): a later date is its sender's, and tells nothing
of when the file was written.
"""


def quiet(
    before: Sequence[Entry], after: Sequence[Entry], *, now: float | None = None
) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The entries of ``after`` that are ready, and those to leave alone until a later visit.

    ``now`` (seconds since 1970) is compared with the time of an empty file; without it, an empty file that did not
    change is ready.
    """
    seen = {entry.name: entry for entry in before}
    unfinished = unfinished_beside({entry.name: entry.size for entry in after})
    ready = tuple(
        entry
        for entry in after
        if seen.get(entry.name) == entry and _is_whole(entry, now) and entry.name not in unfinished
    )
    chosen = {entry.name for entry in ready}
    return ready, tuple(entry for entry in after if entry.name not in chosen)


def _is_whole(entry: Entry, now: float | None) -> bool:
    if is_half_written(entry.name) or is_system(entry.name) or entry.name.startswith(HIDDEN):
        return False
    young = now is not None and -AHEAD <= now - entry.modified < EMPTY_FOR
    return not (entry.size == 0 and young)
