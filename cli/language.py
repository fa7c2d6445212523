"""The language of the command line: one for everything a command shows, help and errors included.

In this order: ``--locale`` among the arguments, the environment variable ``NAVETTE_LOCALE`` (the one that overrides
``locale`` in the settings), ``locale`` in the settings file that the command was given, French.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from itertools import pairwise, takewhile
from pathlib import Path

from domain.text import Locale

DEFAULT_CONFIG = Path("navette.toml")
_LOCALE: ContextVar[Locale] = ContextVar("locale", default=Locale.FR)


def current() -> Locale:
    """The language of the command that runs."""
    return _LOCALE.get()


def choose(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Sets what :func:`current` returns in this thread, from the command's arguments and environment."""
    _LOCALE.set(locale_of(arguments, environment))


def locale_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Locale:
    """The language requested; a value that is no language, and a file that cannot be read, count as absent."""
    named = (*_values(arguments, "--locale"), environment.get("NAVETTE_LOCALE", ""))
    for value in (*named, _in_file(_config(arguments, environment))):
        if value in set(Locale):
            return Locale(value)
    return Locale.FR


def _config(arguments: Sequence[str], environment: Mapping[str, str]) -> Path:
    """The settings file that the command will read."""
    given = _values(arguments, "--config", "-c")
    return Path(given[0] if given else environment.get("NAVETTE_CONFIG") or DEFAULT_CONFIG)


def _in_file(config: Path) -> str:
    """``locale`` in the settings file; empty when there is none or the file cannot be read."""
    try:
        found = tomllib.loads(config.read_text(encoding="utf-8-sig")).get("locale", "") if config.is_file() else ""
    except (OSError, ValueError):
        return ""
    return found if isinstance(found, str) else ""


def _values(arguments: Sequence[str], *names: str) -> list[str]:
    """The values given to an option, last first: the last one counts."""
    options = list(takewhile(lambda word: word != "--", arguments))
    return list(reversed(list(_given(options, names))))


def _given(options: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    for word, following in pairwise((*options, "")):
        for name in names:
            if word == name:
                yield following
            elif name.startswith("--") and word.startswith(f"{name}="):
                yield word.removeprefix(f"{name}=")
            elif not name.startswith("--") and word.startswith(name):
                yield word.removeprefix(name)
