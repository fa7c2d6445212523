"""Notifications at the end of a run: one digest for each channel of the settings; no run ever fails for it."""

from dataclasses import replace
from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows import steps
from flows.runner import config_path
from hub.comptes.daily_letters import tell_accounts
from hub.notify import chain_head
from hub.notify.digests import notify
from hub.runtime.run_counts import RunCounts
from hub.runtime.station import Station


@flow(name="notifications")
def notifications(config: str = "navette.toml") -> RunCounts:
    """Sends every channel, and every account that chose so, what it was not told yet; what cannot be sent is in the
    remarks.
    """
    sent, written = send_digests(config_path(config), None), send_letters(config_path(config))
    return replace(sent, remarks=(*sent.remarks, *written.remarks))


@task(name="avertir", cache_policy=NO_CACHE)
def send_digests(config: Path, all_counts: tuple[RunCounts, ...] | None) -> RunCounts:
    """Sends one digest to each channel, and nothing when nothing happened."""
    return notify(steps.here(config), all_counts)


@task(name="ecrire", cache_policy=NO_CACHE)
def send_letters(config: Path) -> RunCounts:
    """Writes to each account of the portal what it chose to be told, at most once a day."""
    return tell_accounts(steps.here(config))


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
    answers = (
        *((send_digests(config, all_counts),) if station.settings.notifications else ()),
        *((send_letters(config),) if station.settings.portail.mails else ()),
    )
    return (*all_counts, *(each for each in answers if each.remarks))
