"""The look an operator brings: a folder with ``theme.css`` and what it names, served beside the portal's own style."""

import hashlib
import re
from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from portail.acces.asker import portail_of

SHEET = "theme.css"
LARGEST = 2_000_000
"""Bytes of one file."""
KINDS = {
    "css": "text/css; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
}
"""What is served, by ending; nothing else in the folder is."""
_NAME = re.compile(rf"[A-Za-z0-9][A-Za-z0-9_-]{{0,79}}\.({'|'.join(KINDS)})")
router = APIRouter()


@router.get("/statique/theme/{name}")
def themed(request: Request, name: str) -> Response:
    """A file of the folder. Answers 404 for what is not there, or is not of a look."""
    folder, found = portail_of(request).settings.portail.theme, _NAME.fullmatch(name)
    content = _content(folder / name) if folder is not None and found else None
    if content is None or found is None:
        raise HTTPException(404)
    return Response(content, media_type=KINDS[found[1]])


def sheet_version(folder: Path | None) -> str:
    """What changes with the style sheet of the folder; empty when there is none."""
    content = _content(folder / SHEET) if folder is not None else None
    return hashlib.sha256(content).hexdigest()[:12] if content else ""


def _content(path: Path) -> bytes | None:
    """The bytes of a file that is not too large; ``None``: there is none. A link to elsewhere is none."""
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST:
            return None
        return path.read_bytes()
    except OSError:
        return None
