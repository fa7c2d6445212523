"""Taking a file out of its folder, without ever overwriting or losing one."""

import os
from contextlib import suppress
from pathlib import Path

from connectors.connector import Entry, Move
from connectors.faults import crowded, replaced, strayed, vanished
from connectors.local.reading import describes
from connectors.local.renaming import rename_new
from connectors.local.tree import made, opened
from connectors.names import safe_name, spare_names


def move(root: Path, order: Move) -> None:
    """Do ``order``. Raises ``OSError``, and :class:`Vanished` when the file is gone or another one."""
    with made(root, order.to_folder) as target:
        try:
            with opened(root, order.folder) as source:
                _move(source, target, order)
        except FileNotFoundError:
            _must_be_there(target, order)


def _move(source: int, target: int, order: Move) -> None:
    name = safe_name(order.entry.name)
    if not describes(order.entry, os.stat(name, dir_fd=source, follow_symlinks=False)):
        raise replaced(name)
    for spare in spare_names(order.to_name, order.entry):
        with suppress(FileExistsError):
            rename_new(source, name, target, spare)
            _confirm(source, target, order, spare)
            return
    raise crowded(order.to_name, order.to_folder)


def _must_be_there(target: int, order: Move) -> None:
    """The source is gone: fine when an earlier run, or another one, brought it to the target."""
    for spare in spare_names(order.to_name, order.entry):
        try:
            seen = os.stat(spare, dir_fd=target, follow_symlinks=False)
        except FileNotFoundError:
            break
        if seen.st_size == order.entry.size:
            return
    raise vanished(order.entry.name)


def _confirm(source: int, target: int, order: Move, moved: str) -> None:
    """A supplier may have replaced the file between our look and the renaming: then the new one goes back."""
    with suppress(FileNotFoundError):
        if not describes(order.entry, os.stat(moved, dir_fd=target, follow_symlinks=False)):
            _bring_back(source, target, order.entry, f"{order.to_folder}/{moved}")


def _bring_back(source: int, target: int, entry: Entry, place: str) -> None:
    for spare in spare_names(entry.name, entry):
        with suppress(FileExistsError):
            rename_new(target, place.rpartition("/")[2], source, spare)
            raise replaced(entry.name)
    raise strayed(entry.name, place)
