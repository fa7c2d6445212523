"""The flows run here and now, in this process, for the command line."""

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
    """Runs the night (or the bulk upload of ``bulk`` for ``drop``), and the status reports when asked.

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
    """Runs the follow-up alone: what was answered, and what it changed. Answers as :func:`run` does."""
    undone: Undone = ()
    try:
        all_counts = statuses(str(config))
    except Unfinished as error:
        all_counts, undone = error.all_counts, (error,)
    _drain_events()
    return all_counts, undone


def _drain_events() -> None:
    """Prefect's events leave before the process begins to end: from then on it opens no connection, and complains."""
    EventsWorker.drain_all(timeout=DRAIN_TIMEOUT)
