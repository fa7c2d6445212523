"""Moving a file out of its folder, without ever overwriting or losing one."""

import os
from contextlib import suppress
from pathlib import Path

from connectors.connector import Entry, Move
from connectors.faults import crowded, put_back, replaced, strayed, vanished
from connectors.local.reading import describes, digest, is_alike
from connectors.local.renaming import rename_new
from connectors.local.tree import made, opened
from connectors.names import safe_name, spare_names


def move(root: Path, order: Move) -> None:
    """Carry out ``order``. Raises ``OSError``, and :class:`Vanished` when the file is missing or another one."""
    with made(root, order.to_folder) as target:
        try:
            with opened(root, order.folder) as source:
                _move(source, target, order)
        except FileNotFoundError:
            _must_be_there(target, order)


def _move(source: int, target: int, order: Move) -> None:
    name = safe_name(order.entry.name)
    if not _is_still(source, name, order):
        raise replaced(name)
    for spare in spare_names(order.to_name, order.entry):
        with suppress(FileExistsError):
            rename_new(source, name, target, spare)
            _confirm(source, target, order, spare)
            return
    raise crowded(order.to_name, order.to_folder)


def _is_still(folder: int, name: str, order: Move) -> bool:
    """Whether ``name`` is the file of ``order``: by its size and time, or when only the time differs by its bytes."""
    seen = os.stat(name, dir_fd=folder, follow_symlinks=False)
    if describes(order.entry, seen):
        return True
    return bool(order.sha256) and is_alike(order.entry, seen) and digest(folder, name) == order.sha256


def _must_be_there(target: int, order: Move) -> None:
    """Called when the source is missing: no error if this run or another one has moved it to the target already."""
    for spare in spare_names(order.to_name, order.entry):
        try:
            seen = os.stat(spare, dir_fd=target, follow_symlinks=False)
        except FileNotFoundError:
            break
        if is_alike(order.entry, seen):
            return
    raise vanished(order.entry.name)


def _confirm(source: int, target: int, order: Move, moved: str) -> None:
    """Checks the moved file: if the supplier replaced it just before the renaming, the new one is moved back."""
    with suppress(FileNotFoundError):
        if not _is_still(target, moved, order):
            _bring_back(source, target, order.entry, f"{order.to_folder}/{moved}")


def _bring_back(source: int, target: int, entry: Entry, place: str) -> None:
    for spare in spare_names(entry.name, entry):
        with suppress(FileExistsError):
            rename_new(target, place.rpartition("/")[2], source, spare)
            raise put_back(entry.name)
    raise strayed(entry.name, place)
