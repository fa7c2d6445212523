"""Nothing of the current folder is run: what this program starts neither imports from it nor takes settings from it.

A folder named as a module of ours would be run; so would what a ``.env``, a ``prefect.toml`` or a ``pyproject.toml``
names, which Prefect and what it starts read in the folder they are in.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

VARIABLE = "PYTHONSAFEPATH"
"""Python's own (``python -P``); inherited by whatever is started: fork server, workers, Prefect's server."""


def ignore_current_folder() -> None:
    """Sets the variable for every process this one starts from now on. Safe to call again."""
    os.environ[VARIABLE] = "1"


@contextmanager
def outside_current_folder() -> Iterator[None]:
    """Makes the root of the disk the current folder within the block, of this process and of what it starts: nobody
    but the administrator leaves files there. Paths used within the block are absolute.
    """
    before = Path.cwd()
    os.chdir(before.anchor)
    try:
        yield
    finally:
        with suppress(OSError):  # the folder may be gone by then
            os.chdir(before)
