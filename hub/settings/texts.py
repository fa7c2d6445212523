"""Texts of the settings that no document can hold: found in the whole at load, not where they end (a certificate being
sealed, a page, an XML message, the name of a folder).
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from domain.text import Text

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that a file in UTF-8 or an XML document does not hold: halves of surrogate pairs (bytes of a variable that
are no UTF-8, ``\\ud800`` in its JSON), control characters, and the two that Unicode keeps for none.
"""
_WHY = Text(
    "le caractère {rank} ({code}) ne s'écrit dans aucun document ; récrivez ce texte en UTF-8",
    "character {rank} ({code}) cannot be written in any document; write this text again in UTF-8",
)
Path = tuple[str | int, ...]
"""Keys of the settings, from the outermost."""


class Unwritable(NamedTuple):
    """A text or a key, its place, and why it is refused."""

    path: Path
    why: Text


def unwritable(values: object, path: Path = ()) -> Iterator[Unwritable]:
    """Every text of ``values`` that cannot be written, and every key; a key that cannot is named by its table."""
    if isinstance(values, str):
        if found := _UNWRITABLE.search(values):
            code = f"U+{ord(found[0]):04X}"
            yield Unwritable(path, _WHY.with_({"rank": found.start() + 1, "code": code}))
    elif isinstance(values, Mapping):
        for key, value in values.items():
            wrong = tuple(unwritable(str(key), path))
            yield from wrong or unwritable(value, (*path, key))
    elif isinstance(values, list | tuple):
        for rank, value in enumerate(values):
            yield from unwritable(value, (*path, rank))
