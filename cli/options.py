"""Options that several commands share, and the settings they lead to."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from hub.settings import Settings

Config = Annotated[
    Path, typer.Option("--config", "-c", envvar="NAVETTE_CONFIG", help="Settings file.", show_default=True)
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON, for programs.")]
DEFAULT_CONFIG = Path("navette.toml")


def settings_or_defaults(config: Path) -> "Settings":
    """The settings of ``config``; Navette's own defaults when none was named and there is none here.

    Raises :class:`domain.errors.SettingsError` when a file that was named is not there: it was meant.
    """
    from hub import settings

    return settings.defaults() if config == DEFAULT_CONFIG and not config.exists() else settings.load(config)
