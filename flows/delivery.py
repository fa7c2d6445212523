"""The flow of delivery alone: tries again what a closed door left undone, before the next nightly run."""

from prefect import flow

from flows import steps
from flows.finishing import finish
from flows.nightly import fail_if_troubled
from flows.notifications import notify_all
from flows.runner import config_path, runner_of
from flows.summary import publish
from hub.runtime.late_night import with_late_nights
from hub.runtime.run_counts import RunCounts
from hub.runtime.what_waits import with_what_waits


@flow(name="deliver")
def deliver(config: str = "navette.toml") -> tuple[RunCounts, ...]:
    """Does every effect that is due: invoices to recipients, certificates and comptes rendus to suppliers.

    Raises :class:`domain.errors.NavetteError` at the end if something stayed undone.
    """
    path = config_path(config)
    station = steps.begin(path)
    with runner_of(station) as runner:
        drops = [drop.name for drop in station.settings.drops]
        done = with_what_waits(station, drops, finish(runner, path, station, drops))
    all_counts = with_late_nights(station, done)
    all_counts = notify_all(path, station, all_counts)
    publish(all_counts, station.settings.locale)
    return fail_if_troubled(all_counts)
