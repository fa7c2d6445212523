"""Deadlines on their own, each morning: tacit steps are taken, and whoever must act soon is warned."""

from prefect import flow

from flows import steps
from flows.runner import config_path
from hub import deadlines as calendar
from hub.deadlines import Deadlines


@flow(name="deadlines")
def deadlines(config: str = "navette.toml") -> Deadlines:
    """Applies every deadline that passed in silence and notes the warnings; what follows is for the next run."""
    return calendar.watch(steps.here(config_path(config)))
