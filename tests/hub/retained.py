"""Retention without a Prefect server, years later, and until this process kills itself."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from flows import steps
from hub.retention.counts import Retained
from hub.retention.run import retain
from tests.hub import inline


def years_later(config: Path, at: datetime, *, dry: bool = False) -> Retained:
    """The rules applied on the day ``at``."""
    return retain(replace(steps.here(config), clock=lambda: at), dry=dry)


def counted(config: Path, at: datetime, count_file: Path) -> None:
    """The same; ``count_file`` gets the number of moments it had."""
    inline.counted(partial(years_later, at=at), config, count_file)


def killed(config: Path, at: datetime, moment: int) -> None:
    """The same, until this process kills itself (SIGKILL) at the ``moment``-th call made by Navette's code."""
    inline.killed(partial(years_later, at=at), config, moment)
