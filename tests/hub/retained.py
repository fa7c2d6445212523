"""Retention without a Prefect server, years later, and until this process kills itself."""

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from flows import steps
from hub.retention.counts import Retained
from hub.retention.run import retain
from tests.hub.inline import _Moments


def years_later(config: Path, at: datetime, *, dry: bool = False) -> Retained:
    """The rules applied on the day ``at``."""
    return retain(replace(steps.here(config), clock=lambda: at), dry=dry)


def counted(config: Path, at: datetime, count_file: Path) -> None:
    """The same; ``count_file`` gets the number of moments it had."""
    moments = _Moments(0)
    sys.setprofile(moments)
    years_later(config, at)
    sys.setprofile(None)
    count_file.write_text(str(moments.count))


def killed(config: Path, at: datetime, moment: int) -> None:
    """The same, until this process kills itself (SIGKILL) at the ``moment``-th call made by Navette's code."""
    sys.setprofile(_Moments(moment))
    years_later(config, at)
