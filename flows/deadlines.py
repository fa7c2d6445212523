"""The flow of deadlines alone, each morning: tacit status changes are made, and coming deadlines get a warning."""

from prefect import flow

from flows import steps
from flows.nightly import fail_if_troubled
from flows.notifications import send_digests
from flows.runner import config_path
from hub.follow_up import deadlines as calendar
from hub.follow_up.deadlines import Deadlines
from hub.runtime.late_night import with_late_nights
from hub.runtime.patience import patiently


@flow(name="deadlines")
def deadlines(config: str = "navette.toml") -> Deadlines:
    """Applies every deadline that passed without an answer and records the warnings; deliveries and status messages
    are left to the next run. Raises :class:`domain.errors.NavetteError` at the end when a night did not begin or end.
    """
    path = config_path(config)
    station = steps.here(path)
    found = patiently(lambda: calendar.watch(station))
    if station.settings.notifications:
        send_digests(path, None)
    fail_if_troubled(with_late_nights(station, ()))
    return found
