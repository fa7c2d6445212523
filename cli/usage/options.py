"""Options that several commands share, and the settings they select."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli import language
from cli.language import DEFAULT_CONFIG as DEFAULT_CONFIG
from domain.text import Locale, Text

if TYPE_CHECKING:
    from hub.settings import Settings

Config = Annotated[
    Path,
    typer.Option("--config", "-c", envvar="NAVETTE_CONFIG", show_default=True),
    Text("Fichier de réglages.", "Settings file."),
]
AsJson = Annotated[
    bool, typer.Option("--json"), Text("Répond en JSON, pour les programmes.", "Answer in JSON, for programs.")
]
ChosenLocale = Annotated[
    Locale | None,
    typer.Option("--locale"),
    Text("Langue de ce qui est affiché, aide comprise.", "Language of what is shown, help included."),
]
"""Read by :mod:`cli.language` before the arguments are parsed; declared here so that it is parsed and documented."""


def bad_parameter(text: Text, hint: Text | str | None = None) -> typer.BadParameter:
    """The error of an argument that is not accepted; ``hint``: the option, or the argument as the help names it."""
    locale = language.current()
    return typer.BadParameter(text.in_(locale), param_hint=hint.in_(locale) if isinstance(hint, Text) else hint)


def settings_or_defaults(config: Path) -> "Settings":
    """The settings of ``config``; Navette's own defaults when none was named and there is none here.

    Raises :class:`domain.errors.SettingsError` when a file that was named is not there.
    """
    from hub import settings

    return settings.defaults() if config == DEFAULT_CONFIG and not config.exists() else settings.load(config)
