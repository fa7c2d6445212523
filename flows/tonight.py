"""Runs the flows in this process, for the command line."""

from pathlib import Path

from prefect.events.worker import EventsWorker

from domain.errors import NavetteError
from flows.bulk import bulk_upload
from flows.nightly import nightly_ingestion
from flows.reports import status_reports
from flows.statuses import statuses
from hub.runtime.run_counts import RunCounts
from hub.runtime.unfinished import Undone, Unfinished

DRAIN_TIMEOUT = 10.0
"""Seconds Prefect has to send its last events."""


def run(config: Path, drop: str | None, bulk: Path | None, *, reports: bool) -> tuple[tuple[RunCounts, ...], Undone]:
    """Runs the nightly flow (or the bulk upload of ``bulk`` for ``drop``), and the status reports when asked.

    Returns the counts of what was done and why anything stayed undone; empty when nothing did.
    """
    file = str(config)
    undone: list[NavetteError] = []
    try:
        all_counts = bulk_upload(str(bulk), str(drop), file) if bulk else nightly_ingestion(file, drop)
    except Unfinished as error:
        all_counts, undone = error.all_counts, [error]
    if reports:
        try:
            status_reports(file, after_night=True)
        except NavetteError as error:
            undone.append(error)
    _drain_events()
    return all_counts, tuple(undone)


def follow(config: Path) -> tuple[tuple[RunCounts, ...], Undone]:
    """Runs the follow-up alone: applies answers and sends the changes. Returns the same as :func:`run`."""
    undone: Undone = ()
    try:
        all_counts = statuses(str(config))
    except Unfinished as error:
        all_counts, undone = error.all_counts, (error,)
    _drain_events()
    return all_counts, undone


def _drain_events() -> None:
    """Sends Prefect's events before the interpreter shuts down, when no connection can be opened and errors are
    logged.
    """
    EventsWorker.drain_all(timeout=DRAIN_TIMEOUT)
