"""Notifications at the end of a run: one digest for each channel of the settings; no run ever fails for it."""

from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows import steps
from flows.runner import config_path
from hub.notify.digests import notify
from hub.runtime.run_counts import Tally
from hub.runtime.station import Station


@flow(name="notifications")
def notifications(config: str = "navette.toml") -> Tally:
    """Tells every channel what it was not told yet; what cannot be sent is in the remarks."""
    return tell_channels(config_path(config), None)


@task(name="avertir", cache_policy=NO_CACHE)
def tell_channels(config: Path, tallies: tuple[Tally, ...] | None) -> Tally:
    """One digest a channel, and nothing when nothing happened."""
    return notify(steps.here(config), tallies)


def told(config: Path, place: Station, tallies: tuple[Tally, ...]) -> tuple[Tally, ...]:
    """The tallies of a run that told its channels, with what stopped one of them, if anything did."""
    if not place.settings.notifications:
        return tallies
    answer = tell_channels(config, tallies)
    return (*tallies, answer) if answer.remarks else tallies
