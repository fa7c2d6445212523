"""Codes of services without a label of their own: after a bare *Service :*, by their shape or as the directory knows
them, and in sentences about a service.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from parsers.page.fields.candidates import Candidate, candidate
from parsers.page.layout.cells import Cell
from parsers.page.marked.pages import Page, under

_SHAPED = re.compile(r"Service ?: ?([A-Z](?=[A-Z_-]*\d)[A-Z0-9_-]+)\s*$", re.A)
_SERVICE = re.compile(
    r"(?:code\s+)?(?:service|serv\.?|svc)(?:\s+(?:destinataire|factur[ée]|gestionnaire|acheteur|concern[ée]|demandeur"
    r"|b[ée]n[ée]ficiaire|ex[ée]cutant))?\s*[:=]?\s*",
    re.I,
)
_CODE = re.compile(r"(?P<code>[^\s,;()|]+(?:\s[^\s,;()|]+){0,4}?)(?=\s*$|\s*[,;(|]|\s+[-–—]\s)")
_LONGEST = 100


class Services(Protocol):
    """The services of structures; the directory is one."""

    def service(self, siret: str, code: str) -> object | None:
        """The service of this code in this structure, ``None`` when unknown."""


def shaped_services(pages: Iterable[Page]) -> Iterator[Candidate]:
    """Values after a bare *Service :* that have the shape of a code (capitals, then digits), not of a name."""
    for page in pages:
        for cell in (cell for line in page.lines for cell in line):
            found = _SHAPED.match(cell.text)
            if found is not None:
                yield candidate(found[1], 0.8, cell, found.start(1), found.end(1), "Service")


def known_services(pages: Iterable[Page], siret: str, known: Services) -> Iterator[Candidate]:
    """Values after, beside or below a bare *Service* that are a code of the structure ``siret`` in ``known``."""
    for page in pages:
        for cell in (cell for line in page.lines for cell in line):
            label = _SERVICE.match(cell.text)
            if label is None:
                continue
            for place, start in _places(page, cell, label.end()):
                found = _CODE.match(place.text, start)
                if found is not None and len(found["code"]) <= _LONGEST and known.service(siret, found["code"]):
                    yield candidate(found["code"], 0.9, place, found.start(), found.end(), label.group().strip(" :="))
                    break


def named_services(pages: Iterable[Page], siret: str, known: Services) -> Iterator[Candidate]:
    """The codes of the structure ``siret`` in the sentences about a service above the table of lines."""
    for page in pages:
        last = min(page.headers, default=len(page.lines))
        for cell in (cell for line in page.lines[:last] for cell in line):
            if len(cell.text) > _LONGEST_SENTENCE or _ABOUT.search(cell.text) is None:
                continue
            for token in _TOKEN.finditer(cell.text):
                code = token.group()
                if _is_telling(cell.text, token) and known.service(siret, code):
                    yield candidate(code, 0.85, cell, token.start(), token.end(), "Service")


_ABOUT = re.compile(r"\b(?:services?|code)\b", re.I)
_TOKEN = re.compile(r"[A-Za-z0-9](?:[\w./+&-]*\w)?")
_CALLED = re.compile(r"\b(?:code|code service|n°)\s*[:=]?\s*$", re.I)
_ENCLOSED = re.compile(r"[(\[«]\s*$")
_LONGEST_SENTENCE = 160


def _is_telling(text: str, token: re.Match[str]) -> bool:
    """Whether ``token`` is a code, not a word or a number: long and in capitals, called a code, or in brackets."""
    code, before = token.group(), text[: token.start()]
    if code.upper() != code:
        return False
    if len(code) > 2 and code.isupper():
        return True
    enclosed = _ENCLOSED.search(before) is not None and text[token.end() :].lstrip()[:1] in (")", "]", "»")
    return enclosed or _CALLED.search(before) is not None


def _places(page: Page, cell: Cell, end: int) -> Iterator[tuple[Cell, int]]:
    if end < len(cell.text):
        yield cell, end
        return
    yield from ((other, 0) for other in page.lines[cell.row][cell.column + 1 : cell.column + 2])
    below = under(page, cell)
    if below is not None:
        yield below, 0
