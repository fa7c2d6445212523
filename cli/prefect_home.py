"""Prefect as a guest: quiet, without telemetry, patient at its first start, unless the operator says otherwise."""

import os

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
    "PREFECT_CLI_PROMPT": "false",
}


def prepare() -> None:
    """Sets what the operator has not set; to be called before Prefect is imported."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
