"""Runs the flows in this process, for the command line."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty

from prefect.events.worker import EventsWorker

from domain.errors import NavetteError, Unavailable
from domain.text import Text
from flows import finished
from flows.bulk import bulk_upload
from flows.nightly import fail_if_troubled, nightly_ingestion
from flows.prefect_gone import is_prefect_gone
from flows.reports import status_reports
from flows.statuses import statuses
from hub.runtime.run_counts import RunCounts
from hub.runtime.unfinished import Undone, Unfinished

PREFECT = "Prefect"
_SILENT = Text(
    "son serveur ne répondait plus à la fin du passage ({error}) : tout ce qui est dit ici est fait, son historique "
    "ne le dit pas.",
    "its server did not answer any more at the end of the run ({error}): all that is said here is done, its history "
    "does not say so.",
)
_UNREPORTED = Text(
    "Les états n'ont pas été écrits : le serveur de Prefect ne répond plus ({error}).",
    "Reports were not written: Prefect's server does not answer any more ({error}).",
)
_LATER = Text("Le prochain passage qui écrit les états les écrira.", "The next run that writes reports writes them.")
DRAIN_TIMEOUT = 10.0
"""Seconds Prefect has to send its last events."""


def run(config: Path, drop: str | None, bulk: Path | None, *, reports: bool) -> tuple[tuple[RunCounts, ...], Undone]:
    """Runs the nightly flow (or the bulk upload of ``bulk`` for ``drop``), and the status reports when asked.

    Returns the counts of what was done and why anything stayed undone; empty when nothing did.
    """
    file = str(config)
    all_counts, undone = _done(
        lambda: bulk_upload(str(bulk), str(drop), file) if bulk else nightly_ingestion(file, drop)
    )
    if reports:
        undone = (*undone, *_reported(file))
    _drain_events()
    return all_counts, undone


def _reported(file: str) -> Undone:
    """Why reports were not written. What the night did is told in any case, a server of Prefect that is gone or not."""
    try:
        status_reports(file, after_night=True)
    except NavetteError as error:
        return (error,)
    except Exception as error:
        if not is_prefect_gone(error):
            raise
        _give_events_up()
        return (Unavailable(_UNREPORTED.with_({"error": type(error).__name__}), _LATER),)
    return ()


def follow(config: Path) -> tuple[tuple[RunCounts, ...], Undone]:
    """Runs the follow-up alone: applies answers and sends the changes. Returns the same as :func:`run`."""
    answer = _done(lambda: statuses(str(config)))
    _drain_events()
    return answer


def _done(flow: Callable[[], tuple[RunCounts, ...]]) -> tuple[tuple[RunCounts, ...], Undone]:
    """What the flow did, and why anything stayed undone. A server of Prefect that is gone by the end costs a remark:
    everything was done by then, only its history does not say so.
    """
    finished.forget()
    try:
        return flow(), ()
    except Unfinished as error:
        return error.all_counts, (error,)
    except NavetteError:
        raise
    except Exception as error:
        counts = finished.kept()
        if counts is None:
            raise
        remark = _SILENT.with_({"error": type(error).__name__})
        _give_events_up()
    counts = (*counts, RunCounts(drop=PREFECT, is_account=False, remarks=(remark,)))
    try:
        return fail_if_troubled(counts), ()
    except Unfinished as error:
        return error.all_counts, (error,)


def _give_events_up() -> None:
    """Forgets the events that nobody is there to receive: each would be tried for seconds, and complained about."""
    instances: dict[int, EventsWorker] = EventsWorker._instances  # type: ignore[misc] # no public way; it is pinned
    for worker in tuple(instances.values()):
        with suppress(Empty):
            while True:
                worker._queue.get_nowait()
                worker._queue.task_done()


def _drain_events() -> None:
    """Sends Prefect's events before the interpreter shuts down, when no connection can be opened and errors are
    logged.
    """
    EventsWorker.drain_all(timeout=DRAIN_TIMEOUT)
