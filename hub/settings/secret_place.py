"""Where a secret is read from: one place, an environment variable or a file."""

from pathlib import Path

from domain.text import Text
from hub.settings.reasons import BadValue


def one_place(name: str, variable: str | None, file: Path | None) -> None:
    """Raises :class:`BadValue` when the secret ``name`` has two places, of which one would be read in silence."""
    if variable is not None and file is not None:
        raise BadValue(
            Text(
                f"nommez {name}_env ou {name}_file, l'un des deux",
                f"name one of {name}_env and {name}_file",
            )
        )
