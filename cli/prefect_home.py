"""Prefect as a guest: quiet, without telemetry, patient at its first start, unless the operator says otherwise."""

import os
from pathlib import Path

OWN = Path(__file__).resolve().parent.parent / "var" / "prefect"
"""Where demonstrations and measures keep Prefect's own base, away from the operator's."""

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_CLI_PROMPT": "false",
}


def prepare(*, apart: bool = False) -> None:
    """Sets what the operator has not set; to be called before Prefect is imported.

    ``apart``: with a base of its own, and no server of the operator's.
    """
    if apart:
        OWN.mkdir(parents=True, exist_ok=True)
        os.environ["PREFECT_HOME"] = str(OWN)
        os.environ.pop("PREFECT_API_URL", None)
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
