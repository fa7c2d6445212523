"""What this program starts never imports from the current folder: a folder named as a module of ours would be run."""

import os

VARIABLE = "PYTHONSAFEPATH"
"""Python's own (``python -P``); inherited by whatever is started: fork server, workers, Prefect's server."""


def ignore_current_folder() -> None:
    """Sets the variable for every process this one starts from now on. Safe to call again."""
    os.environ[VARIABLE] = "1"
