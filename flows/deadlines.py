"""Deadlines on their own, each morning: tacit steps are taken, and whoever must act soon is warned."""

from prefect import flow

from flows import steps
from flows.notifications import send_digests
from flows.runner import config_path
from hub.follow_up import deadlines as calendar
from hub.follow_up.deadlines import Deadlines


@flow(name="deadlines")
def deadlines(config: str = "navette.toml") -> Deadlines:
    """Applies every deadline that passed in silence and notes the warnings; what follows is for the next run."""
    path = config_path(config)
    station = steps.here(path)
    found = calendar.watch(station)
    if station.settings.notifications:
        send_digests(path, None)
    return found
