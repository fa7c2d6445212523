"""Every word that an answer holds: of a page, a PDF and what is attached to it, a workbook, archives in archives."""

import base64
import io
import zipfile
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from httpx import Response
from pypdf import PdfReader

DEEPEST = 4
"""Archives in archives."""


def text_of(answer: Response) -> str:
    """The words of the answer, and of the name it is given as a file."""
    if answer.content.startswith(_FILES):
        words = _of_file(answer.content)
    elif "json" in answer.headers.get("content-type", ""):
        words = f"{answer.text}\n{_in_base64(answer)}"
    else:
        words = answer.content.decode("utf-8", "replace")
    return unescape(f"{words}\n{unquote(answer.headers.get('content-disposition', ''))}")


def holds(text: str, word: str) -> bool:
    """Whether the word is in the text, also where a page breaks it or writes it in groups."""
    return word in text or "".join(word.split()) in text


_PDF, _ZIP = b"%PDF", b"PK\x03\x04"
_FILES = (_PDF, _ZIP)


def _in_base64(answer: Response) -> str:
    """Of a file in a JSON object."""
    said = answer.json()
    file = said.get("fichierCR") if isinstance(said, dict) else None
    return _of_file(base64.b64decode(file)) if file else ""


@lru_cache(maxsize=500)
def _of_file(content: bytes, depth: int = 0) -> str:
    if content.startswith(_PDF):
        return _of_pdf(content, depth)
    if content.startswith(_ZIP) and depth < DEEPEST:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            members = parts.namelist()
            return "\n".join([*members, *(_of_file(parts.read(name), depth + 1) for name in members)])
    return unescape(content.decode("utf-8", "replace"))


def _of_pdf(content: bytes, depth: int) -> str:
    """The text of the pages, as it is and without its blanks; properties; the names and words of attached files."""
    reader = PdfReader(io.BytesIO(content))
    pages = "\n".join(page.extract_text() for page in reader.pages)
    properties = " ".join(map(str, (reader.metadata or {}).values()))
    files = [
        word for name, held in reader.attachments.items() for word in (name, *(_of_file(one, depth) for one in held))
    ]
    return "\n".join([pages, "".join(pages.split()), properties, *files])
