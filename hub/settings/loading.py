"""Settings read from a file and the environment, with their paths made absolute."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import (
    ValidationError,
)

from domain.errors import SettingsError
from hub.settings.connections import LocalDoor, SftpDoor
from hub.settings.model import Settings
from hub.settings.tables import AnnuaireTable, SignaturesTable, StoreTable

FILE = "navette.toml"
DEFAULTS = Path(__file__).with_name("defaults.toml")


def load(path: Path | None = None) -> Settings:
    """The settings of ``path`` (``navette.toml`` here when ``None``).

    Raises :class:`SettingsError` naming each wrong key, with what to do.
    """
    file = path or Path(FILE)
    if not file.is_file():
        raise SettingsError(f"There is no settings file {file}.", "Create one with `navette init`, or give --config.")
    return _build(_layered(_toml(DEFAULTS), _toml(file)), file)


def defaults() -> Settings:
    """The settings of a machine without a file: rules and published patterns, no doors."""
    return _build(_toml(DEFAULTS), DEFAULTS)


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} is not readable TOML: {error}.", "Correct the line that is named.") from error


def _layered(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        known = merged.get(key)
        merged[key] = _layered(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return merged


def _build(values: dict[str, Any], file: Path) -> Settings:
    try:
        settings = Settings(**values)
    except ValidationError as error:
        raise SettingsError(
            f"{file} cannot be used: {_reasons(error)}.", "Correct these keys and try again."
        ) from error
    return _anchored(settings, file.parent.absolute() if file != DEFAULTS else Path.cwd())


def _reasons(error: ValidationError) -> str:
    return "; ".join(f"{'.'.join(map(str, e['loc'])) or 'settings'}: {e['msg']}" for e in error.errors())


def _anchored(settings: Settings, base: Path) -> Settings:
    """The settings with every relative path made absolute from ``base``."""
    return settings.model_copy(
        update={
            "ledger": settings.ledger.model_copy(
                update={
                    "url": _sqlite(settings.ledger.url, base),
                    "password_file": _from(base, settings.ledger.password_file),
                }
            ),
            "store": StoreTable(folder=base / settings.store.folder),
            "annuaire": AnnuaireTable(folder=base / settings.annuaire.folder),
            "doors": {name: _door(door, base) for name, door in settings.doors.items()},
            "notifications": {
                name: table.model_copy(update={"url_file": _from(base, table.url_file)})
                for name, table in settings.notifications.items()
            },
            "reading": settings.reading.model_copy(update={"hints": _from(base, settings.reading.hints)}),
            "signatures": SignaturesTable(trust=_from(base, settings.signatures.trust)),
            "retention": settings.retention.model_copy(update={"folder": _from(base, settings.retention.folder)}),
        }
    )


def _sqlite(url: str, base: Path) -> str:
    prefix = "sqlite:///"
    if not url.startswith(prefix) or url == prefix:
        return url
    return prefix + str(base / url.removeprefix(prefix))


def _from(base: Path, path: Path | None) -> Path | None:
    return None if path is None else base / path.expanduser()


def _door(door: LocalDoor | SftpDoor, base: Path) -> LocalDoor | SftpDoor:
    if isinstance(door, LocalDoor):
        return door.model_copy(update={"root": base / door.root.expanduser()})
    paths = ("known_hosts", "key_file", "passphrase_file", "password_file")
    return door.model_copy(update={name: _from(base, getattr(door, name)) for name in paths})
