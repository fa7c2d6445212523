"""The flow of statuses: answers of recipients, valideurs and suppliers are applied, and status messages sent."""

from itertools import chain

from prefect import flow

from flows import steps
from flows.answers import receive_answers
from flows.finished import keep
from flows.finishing import finish
from flows.nightly import fail_if_troubled, worth_telling
from flows.notifications import notify_all
from flows.runner import config_path, runner_of
from flows.summary import publish
from hub.runtime.late_night import with_late_nights
from hub.runtime.run_counts import RunCounts
from hub.runtime.what_waits import with_what_waits


@flow(name="statuses")
def statuses(config: str = "navette.toml") -> tuple[RunCounts, ...]:
    """Receives status files and complements, sends status changes: between nightly runs, several times an hour. Other
    due effects are done as well: a completed invoice is delivered to its recipient again. Raises
    :class:`domain.errors.NavetteError` at the end if something stayed undone.
    """
    path = config_path(config)
    station = steps.begin(path)
    drops = [drop.name for drop in station.settings.drops]
    with runner_of(station) as runner:
        answered = receive_answers(runner, path, station, drops)
        done = chain(answered, finish(runner, path, station, drops))
        all_counts = worth_telling(with_what_waits(station, drops, done), drops)
    all_counts = keep(with_late_nights(station, all_counts))
    all_counts = notify_all(path, station, all_counts)
    publish(all_counts, station.settings.locale)
    return fail_if_troubled(all_counts)
