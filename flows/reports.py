"""The flow of the reports for finance departments and suppliers, each morning."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from domain.text import Text
from flows import progress, steps
from flows.prefect_retry import DELAYS, may_pass
from flows.runner import config_path, outcome, runner_of
from hub.machines.same_run import Place
from hub.report import morning
from hub.runtime.late_night import with_late_nights
from hub.runtime.patience import patiently
from hub.runtime.run_counts import RunCounts, troubles_of, with_closed_doors
from hub.runtime.troubles import Trouble
from hub.runtime.unfinished import Unfinished

_CLOSED = Text("la porte est fermée.", "the door is closed.")


@task(
    name="etat",
    task_run_name="etat-{reader}",
    cache_policy=NO_CACHE,
    retries=3,
    retry_delay_seconds=DELAYS,
    retry_condition_fn=may_pass,
)
def write_report(config: Place, reader: morning.Reader, since: datetime | None) -> morning.Written:
    """Writes one reader's reports to the reader's folder."""
    written = morning.write(steps.here(config), reader, since)
    progress.advance("etats", 1)
    return written


@flow(name="status_reports")
def status_reports(
    config: str = "navette.toml", since: datetime | None = None, after_night: bool = False
) -> tuple[morning.Written, ...]:
    """Status report, lists and dashboard for every recipient (``rapports/``) and every supplier (``retours/``).

    ``since`` limits the status reports to what changed at that moment or later. ``after_night``: the run that has just
    ended in this process has reported its closed doors; these are not tried again, and only named.

    Raises :class:`Unfinished` at the end if a reader's door did not open.
    """
    path = config_path(config)
    station = steps.here(path) if after_night else steps.begin(path)
    if station.pool and station.settings.run.runner == "threads":
        station.pool.call()
    readers = patiently(lambda: morning.readers(station))
    progress.expect("etats", len(readers))
    with runner_of(station) as runner:
        futures = [
            (reader, runner.submit(write_report, {"config": path, "reader": reader, "since": since}))
            for reader in readers
        ]
        answers = [outcome(future, str(reader)) for reader, future in futures]
    late = () if after_night else with_late_nights(station, ())
    unwritten = [answer for answer in answers if isinstance(answer, RunCounts)]
    if unwritten:
        raise Unfinished(
            Text(f"États non écrits ({len(unwritten)}).", f"Reports not written ({len(unwritten)})."),
            Text("Le prochain passage les écrira.", "They are written again by the next run."),
            troubles=(*_troubles(unwritten, only_named=after_night), *troubles_of(late)),
        )
    if late:
        raise Unfinished(
            Text(
                "Les états sont écrits ; la nuit n'a pas commencé, ou n'est pas finie.",
                "The reports are written; the night did not begin, or has not ended.",
            ),
            Text("Lancez-la : `navette run`.", "Start it: `navette run`."),
            troubles=troubles_of(late),
        )
    return tuple(answer for answer in answers if isinstance(answer, morning.Written))


def _troubles(unwritten: Sequence[RunCounts], *, only_named: bool) -> tuple[Trouble, ...]:
    """Why reports were not written; each closed door once, and ``only_named`` without its reason."""
    doors = {fault.door for one in unwritten for fault in one.closed_doors}
    every = troubles_of(with_closed_doors(unwritten))
    return tuple(
        replace(one, text=_CLOSED, cause=None) if only_named and one.subject in doors else one for one in every
    )
