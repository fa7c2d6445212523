"""Settings read from a file and the environment, with their paths made absolute."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import (
    ValidationError,
)
from pydantic_settings import SettingsError as UnreadableVariable

from domain.errors import SettingsError
from domain.text import Text
from hub.settings.model import Settings
from hub.settings.reasons import reasons
from hub.settings.types import anchored_in

FILE = "navette.toml"
DEFAULTS = Path(__file__).with_name("structures.toml")


def load(path: Path | None = None) -> Settings:
    """The settings of ``path`` (``navette.toml`` here when ``None``).

    Raises :class:`SettingsError` naming each wrong key, with what to do.
    """
    file = path or Path(FILE)
    if not file.is_file():
        raise SettingsError(
            Text(f"Il n'y a pas de fichier de réglages {file}.", f"There is no settings file {file}."),
            Text(
                "Créez-en un avec `navette init`, ou donnez --config.",
                "Create one with `navette init`, or give --config.",
            ),
        )
    return _build(_layered(_toml(DEFAULTS), _toml(file)), file)


def defaults() -> Settings:
    """The settings of a machine without a file: rules and published patterns, no doors."""
    return _build(_toml(DEFAULTS), DEFAULTS)


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            Text(f"{file} n'est pas du TOML lisible : {error}.", f"{file} is not readable TOML: {error}."),
            Text("Corrigez la ligne qui est nommée.", "Correct the line that is named."),
        ) from error


def _layered(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        known = merged.get(key)
        merged[key] = _layered(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return merged


def _build(values: dict[str, Any], file: Path) -> Settings:
    base = file.parent.absolute() if file != DEFAULTS else Path.cwd()
    try:
        with anchored_in(base):
            return Settings(**values)
    except UnreadableVariable as error:
        raise SettingsError(
            Text(
                f"Une variable d'environnement ne peut pas servir : {error}.",
                f"An environment variable cannot be used: {error}.",
            ),
            Text("Corrigez ou retirez cette variable NAVETTE_.", "Correct or remove that NAVETTE_ variable."),
        ) from error
    except ValidationError as error:
        why = reasons(error, Text("réglages", "settings"))
        raise SettingsError(
            Text(f"{file} ne peut pas servir : {why.fr}.", f"{file} cannot be used: {why.en}."),
            Text("Corrigez ces clés et recommencez.", "Correct these keys and try again."),
        ) from error
