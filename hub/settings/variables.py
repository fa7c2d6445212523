"""Environment variables that override the settings file: which one gives a value."""

import json
import os
from collections.abc import Sequence

PREFIX, NESTED = "NAVETTE_", "__"
type_path = Sequence[str | int]
"""Keys of the settings, from the outermost, as pydantic names the place of an error."""


def variables_of(field: str) -> tuple[str, ...]:
    """The variables that are set for one table or key of the settings' first level."""
    whole = f"{PREFIX}{field}".upper()
    return tuple(name for name in os.environ if name.upper() == whole or name.upper().startswith(whole + NESTED))


def variable_of(path: type_path) -> str | None:
    """The variable that gives the value at ``path``; ``None`` when the file does.

    A variable may give a whole table, in JSON.
    """
    longest_first = sorted((name for name in os.environ if name.upper().startswith(PREFIX)), key=len, reverse=True)
    return next((name for name in longest_first if any(_gives(name, one) for one in _written(path))), None)


def _written(path: type_path) -> tuple[type_path, ...]:
    """The path, and the one without the kind of a door, which pydantic adds: ``doors.principale.sftp.port``."""
    return (path, (*path[:2], *path[3:])) if len(path) > 3 and path[0] == "doors" else (path,)


def _gives(name: str, path: type_path) -> bool:
    steps = name.upper().removeprefix(PREFIX).split(NESTED)
    if not path or [str(step).upper() for step in path[: len(steps)]] != steps:
        return False
    return _holds(os.environ[name], path[len(steps) :])


def _holds(value: str, rest: type_path) -> bool:
    """Whether the JSON in ``value`` has something at ``rest``."""
    if not rest:
        return True
    try:
        found = json.loads(value)
        for step in rest:
            found = found[step]
    except (ValueError, LookupError, TypeError):
        return False
    return True
