"""The body of ``deposer/flux``: a JSON object that holds a file in base64, which is never whole in memory.

The body is written to disk as it arrives; the file is decoded from there piece by piece, and the rest is read as JSON.
"""

import base64
import binascii
import json
import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from domain.errors import NavetteError
from domain.text import Text

_FILE = re.compile(rb'"fichierFlux"\s*:\s*"')
_STEP = 4 * 2**18
"""Characters of base64 decoded at once."""
LARGEST_REST = 1 << 16
"""Bytes of the object without its file."""
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]")


class NotAFlux(NavetteError):
    """The body is no object that holds a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FluxBody:
    """What came beside the file."""

    name: str
    syntax: str


def read(body: Path) -> tuple[FluxBody, Iterator[bytes]]:
    """What the body says, and the bytes of its file. Raises :class:`NotAFlux`; so may the iterator, at its first bad
    character.
    """
    with body.open("rb") as file:
        if not body.stat().st_size:
            raise _not_a_flux()
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            start, end = _place(content)
            rest = content[:start] + content[end:]
    said = _object(rest)
    name, syntax = said.get("nomFichier"), said.get("syntaxeFlux")
    if said.get("fichierFlux") != "" or not isinstance(name, str) or not name:
        raise _not_a_flux()
    said_syntax = syntax[:100].encode("utf-8", "replace").decode() if isinstance(syntax, str) else ""
    return FluxBody(name=name[:255], syntax=said_syntax), _decoded(body, start, end)


def _place(content: mmap.mmap) -> tuple[int, int]:
    """Where the text of the file begins and ends."""
    found = _FILE.search(content)
    end = content.find(b'"', found.end()) if found else -1
    if found is None or end < 0 or len(content) - (end - found.end()) > LARGEST_REST:
        raise _not_a_flux()
    return found.end(), end


def _object(rest: bytes) -> dict[str, object]:
    try:
        said = json.loads(rest)
    except (ValueError, RecursionError) as error:
        raise _not_a_flux() from error
    if not isinstance(said, dict):
        raise _not_a_flux()
    return said


def _decoded(body: Path, start: int, end: int) -> Iterator[bytes]:
    left = b""
    with body.open("rb") as file:
        file.seek(start)
        at = start
        while at < end:
            piece = file.read(min(_STEP, end - at))
            at += len(piece)
            text = _unescaped(left + piece)
            text, left = (text, b"") if at >= end else _whole(text)
            if _NOT_BASE64.search(text):
                raise _not_a_flux()
            try:
                yield base64.b64decode(text, validate=True)
            except binascii.Error as error:
                raise _not_a_flux() from error


def _whole(text: bytes) -> tuple[bytes, bytes]:
    """The characters that make whole bytes, and those left for the next piece; half an escape is left too."""
    usable = len(text) - text.endswith(b"\\")
    usable -= usable % 4
    return text[:usable], text[usable:]


def _unescaped(text: bytes) -> bytes:
    """What JSON may escape in base64: slashes, and the ends of lines."""
    return text.replace(b"\\/", b"/").replace(b"\\n", b"").replace(b"\\r", b"")


def _not_a_flux() -> NotAFlux:
    return NotAFlux(
        Text("La requête ne contient pas de flux.", "The request holds no flux."),
        Text(
            "Envoyez un objet JSON : fichierFlux (base64), nomFichier, syntaxeFlux.",
            "Send a JSON object: fichierFlux (base64), nomFichier, syntaxeFlux.",
        ),
    )
