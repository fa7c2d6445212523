"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Config = Annotated[
    Path, typer.Option("--config", "-c", envvar="NAVETTE_CONFIG", help="Settings file.", show_default=True)
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON, for programs.")]
DEFAULT_CONFIG = Path("navette.toml")
