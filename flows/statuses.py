"""Statuses: what recipients, valideurs and suppliers answered is applied, and whoever it concerns is told."""

from itertools import chain

from prefect import flow

from flows import steps
from flows.answers import receive_answers
from flows.finishing import finish
from flows.nightly import fail_if_troubled, worth_telling
from flows.notifications import notify_all
from flows.runner import config_path, runner_of
from flows.summary import publish
from hub.runtime.run_counts import RunCounts, with_closed_doors


@flow(name="statuses")
def statuses(config: str = "navette.toml") -> tuple[RunCounts, ...]:
    """Status files and complements in, changes out: between the nights, several times an hour.

    Whatever else is due is done as well: a completed invoice is brought to its recipient again. Raises
    :class:`domain.errors.NavetteError` at the end if something stayed undone.
    """
    path = config_path(config)
    station = steps.begin(path)
    drops = [drop.name for drop in station.settings.drops]
    with runner_of(station.settings) as runner:
        answered = receive_answers(runner, path, station, drops, everybody=True)
        all_counts = worth_telling(with_closed_doors(chain(answered, finish(runner, path, station, drops))), drops)
    all_counts = notify_all(path, station, all_counts)
    publish(all_counts, station.settings.locale)
    return fail_if_troubled(all_counts)
