"""Notifications at the end of a run: one digest for each channel of the settings; no run ever fails for it."""

from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows import steps
from flows.runner import config_path
from hub.notify import chain_head
from hub.notify.digests import notify
from hub.runtime.run_counts import RunCounts
from hub.runtime.station import Station


@flow(name="notifications")
def notifications(config: str = "navette.toml") -> RunCounts:
    """Sends every channel what it was not sent yet; what cannot be sent is in the remarks."""
    return send_digests(config_path(config), None)


@task(name="avertir", cache_policy=NO_CACHE)
def send_digests(config: Path, all_counts: tuple[RunCounts, ...] | None) -> RunCounts:
    """Sends one digest to each channel, and nothing when nothing happened."""
    return notify(steps.here(config), all_counts)


@task(name="chaine", cache_policy=NO_CACHE)
def publish_head(config: Path) -> RunCounts:
    """Publishes the head of the chain of certificates outside the ledger."""
    return chain_head.publish(steps.here(config))


def with_published_head(config: Path, station: Station, all_counts: tuple[RunCounts, ...]) -> tuple[RunCounts, ...]:
    """The counts of a night with those of publishing the head, whose remarks say what could not be had."""
    if station.settings.chain.folder is None:
        return all_counts
    answer = publish_head(config)
    return (*all_counts, answer) if answer.remarks or answer.troubles else all_counts


def notify_all(config: Path, station: Station, all_counts: tuple[RunCounts, ...]) -> tuple[RunCounts, ...]:
    """The counts of a run with those of its notifications, whose remarks say what could not be sent."""
    if not station.settings.notifications:
        return all_counts
    answer = send_digests(config, all_counts)
    return (*all_counts, answer) if answer.remarks else all_counts
