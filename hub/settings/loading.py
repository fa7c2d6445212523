"""Settings read from a file and the environment, with their paths made absolute."""

import re
import tomllib
from pathlib import Path
from typing import Any

from pydantic import (
    ValidationError,
)
from pydantic_settings import EnvSettingsSource
from pydantic_settings import SettingsError as UnreadableVariable

from domain.errors import SettingsError
from domain.text import Text
from hub.settings import syntax_faults
from hub.settings.model import Settings
from hub.settings.reasons import reasons
from hub.settings.texts import Unwritable, unwritable
from hub.settings.types import anchored_in
from hub.settings.variables import variable_of, variables_of

FILE = "navette.toml"
_IN_FILE = (
    Text("{file} ne peut pas servir", "{file} cannot be used"),
    Text("Corrigez ces clés et recommencez.", "Correct these keys and try again."),
)
_IN_ENVIRONMENT = (
    Text("L'environnement ne peut pas servir", "The environment cannot be used"),
    Text("Corrigez ou retirez ces variables NAVETTE_.", "Correct or remove these NAVETTE_ variables."),
)
_IN_BOTH = (
    Text("{file} et l'environnement ne peuvent pas servir", "{file} and the environment cannot be used"),
    Text(
        "Corrigez ces clés, corrigez ou retirez ces variables, et recommencez.",
        "Correct these keys, correct or remove these variables, and try again.",
    ),
)
"""What cannot be used, and what to do, by where the wrong values are."""
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
        why = syntax_faults.utf8(error) if isinstance(error, UnicodeDecodeError) else syntax_faults.toml(error)
        raise SettingsError(
            Text(f"{file} n'est pas du TOML lisible : {why.fr}.", f"{file} is not readable TOML: {why.en}."),
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
        _refuse_unwritable(values, EnvSettingsSource(Settings)(), file)
        with anchored_in(base):
            return Settings(**values)
    except UnreadableVariable as error:
        raise _unreadable(error) from error
    except ValidationError as error:
        raise _unusable(error, file) from error


def _refuse_unwritable(values: dict[str, Any], given: dict[str, Any], file: Path) -> None:
    """Raises :class:`SettingsError` when a text of the file (``values``) or of the variables cannot be written."""
    for (where, remedy), texts in ((_IN_FILE, values), (_IN_ENVIRONMENT, given)):
        wrong = tuple(unwritable(texts))
        if wrong:
            named = [(variable_of(one.path) if texts is given else None) or _dotted(one) for one in wrong]
            subject = where.with_({"file": file})
            whys = list(zip(named, (one.why for one in wrong), strict=True))
            raise SettingsError(
                Text(
                    f"{subject.fr} : {' ; '.join(f'{name} : {why.fr}' for name, why in whys)}.",
                    f"{subject.en}: {'; '.join(f'{name}: {why.en}' for name, why in whys)}.",
                ),
                remedy,
            )


def _dotted(one: Unwritable) -> str:
    return ".".join(map(str, one.path))


def _unreadable(error: UnreadableVariable) -> SettingsError:
    """A variable whose table is no JSON. pydantic names the field only: ``... for field "drops" from source ...``."""
    field = re.search(r'field "(\w+)"', str(error))
    names = ", ".join(variables_of(field[1] if field else ""))
    return SettingsError(
        Text(
            f"Une variable d'environnement ne peut pas servir : {names} n'est pas du JSON lisible.",
            f"An environment variable cannot be used: {names} is not readable JSON.",
        ),
        Text("Corrigez ou retirez cette variable NAVETTE_.", "Correct or remove that NAVETTE_ variable."),
    )


def _unusable(error: ValidationError, file: Path) -> SettingsError:
    """Values that are refused, each with its key in the file or the variable that gives it."""
    why = reasons(error, Text("réglages", "settings"), variable_of)
    given = [variable_of(one["loc"]) is not None for one in error.errors()]
    where, remedy = _IN_FILE if not any(given) else _IN_ENVIRONMENT if all(given) else _IN_BOTH
    subject = where.with_({"file": file})
    return SettingsError(Text(f"{subject.fr} : {why.fr}.", f"{subject.en}: {why.en}."), remedy)
