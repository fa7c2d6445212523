"""How far a run is, seen from anywhere: an artifact of Prefect's that moves, by what the ledger says is left to do."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import copy_context
from threading import Event, Thread
from typing import Any

from prefect.artifacts import create_progress_artifact, update_progress_artifact

from domain.errors import NavetteError
from domain.text import Text
from flows.prefect_gone import is_prefect_gone
from hub.runtime.station import Station

PERIOD = 5.0
"""Seconds between two looks."""
EFFECTS = 4
"""Effects that a decided file has on the average: to take, to report, to certify, to deliver."""
_LEFT = Text(
    "Il reste : fichiers à décider, {files} ; effets à faire, {effects}.",
    "Left: files to decide on, {files}; effects to do, {effects}.",
)


@contextmanager
def seen_from_afar(station: Station) -> Iterator[None]:
    """Within the block the artifact ``avancement`` moves, when others do the work; a run on one machine has none."""
    if station.settings.run.runner != "dask":
        yield
        return
    over = Event()
    thread = Thread(target=copy_context().run, args=[_tell, station, over], name="avancement", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _tell(station: Station, over: Event) -> None:
    known, artifact, percent = 0, None, 0.0
    while True:
        last = over.wait(PERIOD)
        with suppress(NavetteError):  # the ledger does not answer: asked again
            files, effects = _left(station)
            known = max(known, files * (1 + EFFECTS) + effects)
            done = 100.0 * (1 - (files * (1 + EFFECTS) + effects) / known) if known else 100.0
            percent = max(percent, done)
            words = _LEFT.with_({"files": files, "effects": effects}).in_(station.settings.locale)
            artifact = _written(artifact, percent, words)
        if last:
            return


def _left(station: Station) -> tuple[int, int]:
    return station.ledger.deposits.count_undecided(), sum(station.ledger.outbox.waiting().values())


def _written(artifact: Any, percent: float, words: str) -> Any:
    """The artifact's id. A server of Prefect that is gone loses nothing but this."""
    try:
        if artifact is None:
            return create_progress_artifact(progress=percent, key="avancement", description=words)
        update_progress_artifact(artifact_id=artifact, progress=percent, description=words)
    except Exception as error:
        if not is_prefect_gone(error):
            raise
    return artifact
