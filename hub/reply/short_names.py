"""Answers whose names are too long for their server are left under shorter ones."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from connectors import Connector, Put
from domain.errors import NameTooLong, NavetteError

SHORT = 100
"""Bytes of a shorter name: encrypted folders take 143."""


def put(connector: Connector, items: Sequence[Put]) -> Iterator[tuple[Put, NavetteError | None]]:
    """Leaves each file; one whose name is too long for the server is left under :func:`shorter` of it."""
    refused: list[Put] = []
    for item, fault in connector.put(items):
        if isinstance(fault, NameTooLong) and shorter(item.name) != item.name:
            refused.append(item)
        else:
            yield item, fault
    if not refused:
        return
    again = [replace(item, name=shorter(item.name)) for item in refused]
    first = {id(new): item for new, item in zip(again, refused, strict=True)}
    for new, fault in connector.put(again):
        yield first[id(new)], fault


def shorter(name: str) -> str:
    """At most :data:`SHORT` bytes of ``name``: its beginning, eight digits of its digest, its extension; or
    ``name`` itself when it is no longer. The same name gives the same one, two names give two.
    """
    ending = PurePosixPath(name).suffix
    if _length(name) <= SHORT or _length(ending) > SHORT // 4:
        return name
    mark = f"~{hashlib.sha256(name.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}{ending}"
    stem = name.removesuffix(ending)
    while _length(stem + mark) > SHORT:
        stem = stem[:-1]
    return stem + mark


def _length(name: str) -> int:
    return len(name.encode("utf-8", "surrogateescape"))
