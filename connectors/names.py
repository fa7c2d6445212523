"""Names of files and folders at a door: which are safe, and the names given to hidden and moved files."""

import hashlib
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from connectors.connector import Entry
from domain.errors import AccessRefused
from domain.text import Text

PART = ".part"
"""Extension of a file that is being written."""

_MARK = 16
"""Hexadecimal digits that tell hidden names of one file apart."""

LONGEST = 255
"""Bytes of a file name, the limit of almost every file system."""

SPARE_NAMES = 100
"""Names tried before a move fails."""


def safe_name(name: str) -> str:
    """``name`` when it names one file of its folder. Raises :class:`AccessRefused`."""
    if not name or name in {".", ".."} or "/" in name or "\0" in name:
        raise AccessRefused(
            Text(f"{name!r} ne peut pas nommer un fichier.", f"{name!r} cannot name a file."),
            Text(
                "Prenez un nom sans « / », autre que « . » et « .. ».",
                "Use a name without '/', other than '.' and '..'.",
            ),
        )
    return name


def steps(folder: str) -> tuple[str, ...]:
    """The parts of the path ``folder``, from the root down; none for the root (empty text). Raises
    :class:`AccessRefused`.
    """
    return tuple(safe_name(step) for step in folder.split("/")) if folder else ()


def part_name(name: str, content: bytes | Path) -> str:
    """The hidden name of a file until all of ``content`` is written.

    Named after name and content: two processes that write the same file at once write the same bytes, so neither can
    rename a half-written file; different files have different hidden names.
    """
    digest = hashlib.sha256(name.encode("utf-8", "surrogateescape") + b"\0")
    if isinstance(content, bytes):
        digest.update(content)
    else:
        with content.open("rb") as file:
            while piece := file.read(2**20):
                digest.update(piece)
    return f".{digest.hexdigest()[:24]}{PART}"


def another_part_name(part: str) -> str:
    """A hidden name that nobody can foresee, for when ``part`` is the name of something else."""
    return f"{part.removesuffix(PART)}-{secrets.token_hex(_MARK // 2)}{PART}"


def is_another_part_name(name: str, part: str) -> bool:
    """Whether ``name`` is one that :func:`another_part_name` gives for ``part``."""
    mark = name.removeprefix(f"{part.removesuffix(PART)}-").removesuffix(PART)
    return len(mark) == _MARK and set(mark) <= set("0123456789abcdef") and len(name) == len(part) + 1 + _MARK


def spare_names(name: str, entry: Entry) -> Iterator[str]:
    """``name``, then names with the moment the file was modified, the same for the same file."""
    yield safe_name(name)
    moment = _moment(entry.modified)
    yield _with_mark(name, moment)
    for count in range(2, SPARE_NAMES):
        yield _with_mark(name, f"{moment}-{count}")


def _moment(modified: float) -> str:
    try:
        return f"{datetime.fromtimestamp(modified, UTC):%Y-%m-%dT%H%M%SZ}"
    except (ValueError, OverflowError, OSError):
        return f"{modified:.0f}"


def _with_mark(name: str, mark: str) -> str:
    """``facture.tar.gz`` marked ``m`` is ``facture.m.tar.gz``; the stem is cut when the name gets too long."""
    suffixes = (
        PurePosixPath(name).suffixes[-2:] if name.lower().endswith(".tar.gz") else PurePosixPath(name).suffixes[-1:]
    )
    ending = "".join(suffixes)
    stem = name.removesuffix(ending)
    while stem and _length(f"{stem}.{mark}{ending}") > LONGEST:
        stem = stem[:-1]
    return f"{stem}.{mark}{ending}"


def _length(name: str) -> int:
    return len(name.encode("utf-8", "surrogateescape"))
