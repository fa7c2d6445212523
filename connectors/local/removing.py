"""Removing a file that this program wrote."""

import os
from pathlib import Path

from connectors.connector import Entry
from connectors.faults import replaced
from connectors.local.reading import is_alike
from connectors.local.tree import opened
from connectors.names import safe_name


def remove(root: Path, folder: str, entry: Entry) -> None:
    """Removes the file. Raises ``OSError``, and :class:`domain.errors.Vanished` when another file has the name."""
    with opened(root, folder) as descriptor:
        name = safe_name(entry.name)
        if not is_alike(entry, os.stat(name, dir_fd=descriptor, follow_symlinks=False)):
            raise replaced(name)
        os.unlink(name, dir_fd=descriptor)
