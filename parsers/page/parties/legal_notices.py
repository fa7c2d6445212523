"""The supplier's name in a legal notice: ``Dupont SARL au capital de ...``, ``Dupont SAS - RCS Lyon 123 456 789``."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from parsers.page.labels.label_kinds import LabelKind
from parsers.page.layout.cells import Cell
from parsers.page.marked.pages import Page
from parsers.page.parties.naming import FORM, LEGAL, is_name, is_unended
from parsers.page.parties.owners import Sighting
from parsers.page.values.towns import POSTCODE

_LONG = (
    r"[Ss]oci[ée]t[ée] (?:par actions simplifi[ée]e|à responsabilit[ée] limit[ée]e|anonyme|civile|en nom collectif"
    r"|coop[ée]rative)|[Ee]ntreprise individuelle|[Aa]uto-?entrepreneur|[Mm]icro-?entre\w+|\(?loi (?:de )?1901"
)
_LEAD = re.compile(r"(?:si[èe]ge(?: social)?|[ée]metteur|[ée]tabli par|raison sociale|soci[ée]t[ée])\s*:\s*", re.I)
"""What may precede the name in a notice."""
_NAME = re.compile(r"(?P<name>[^\d,;:|–—•·()]{2,60}?)\s*(?=$|[,;|–—•·(]|\s-\s|\bau capital\b|\b[Cc]apital\b|\d)")
_NUMBER = r"N°|SIRE[TN]\b|Sire[tn]\b|R\.?C\.?S\b|RM\b|TVA\b|[Ii]mmatricul|[Ii]nscrite?\b"
_BEGINS_NUMBER = re.compile(rf"\s*(?:{_NUMBER}).*")
_LEGAL_NEXT = re.compile(rf"[\s,;|–—•·-]*(?:(?:{LEGAL})\b|{_LONG}|\(?(?:au )?[Cc]apital\b|{_NUMBER})")
_CAPITAL_NEXT = re.compile(rf"[\s,;|–—•·-]*(?:(?:{LEGAL}|{_LONG})\s+)?\(?(?:au )?[Cc]apital\b")
_LEGAL_FIRST = re.compile(rf"(?:{LEGAL})\s\S")
_SEPARATED = re.compile(r"\s*(?:[,;|–—•·]|\s-\s)\s*")
_PLACE_NEXT = re.compile(r"\s*(?:[,;|–—•·]|\s-\s)[^,;|–—•·\d]{0,30}\d")
"""A number of a street after a name."""
_MOST_WORDS = 8
_FORM_ALONE = re.compile(
    rf"(?:{LEGAL})(?:\s+(?:unipersonnelle|à (?:capital variable|associ[ée] unique)|de droit \w+|coop[ée]rative)\b.*)?",
    re.I,
)
"""A legal form without a name."""
_OTHER_NOTICE = re.compile(
    r"dispens|imprim|membre|[ée]dit[ée]|document|tout|en cas|pas d|aucun|escompte|indemnit|p[ée]nalit|retard|clause"
    r"|assur|garanti|logiciel|g[ée]n[ée]r|inscri|r[ée]sid|exon[ée]r|op[ée]ration|prestat|certifi|agr[ée][ée]",
    re.I,
)
"""Beginnings of notices that name nobody, unless a legal form follows."""
_FOOT = 0.8
"""Where the foot of a page begins, as a fraction of its height."""


class Notice(NamedTuple):
    """A name in a legal notice; ``sure`` when the party's own identifier is in the same notice."""

    text: str
    cell: Cell
    page: Page
    sure: bool


def notices(pages: tuple[Page, ...], found: tuple[Sighting, ...]) -> Iterator[Notice]:
    """The names in the legal notices of the first page, and beside the supplier's identifiers ``found``."""
    for page in pages[:1]:
        for cell in (cell for line in page.lines for cell in line):
            own = any(one.cell is cell for one in found)
            notice = any(mention.kind is LabelKind.MENTION for mention in page.of(cell))
            read = _read(cell.text) if own or notice else None
            if read is not None and (own or _CAPITAL_NEXT.match(cell.text, read.end)):
                yield Notice(read.name, cell, page, own and read.legal)
            elif own and cell.column and cell.top > _FOOT * page.height:
                yield from _along(page, page.lines[cell.row])


def _along(page: Page, line: tuple[Cell, ...]) -> Iterator[Notice]:
    """The name that begins a line of the foot whose parts are cells of their own."""
    read = _read(" | ".join(cell.text for cell in line))
    if read is not None and read.legal and read.name in line[0].text:
        yield Notice(read.name, line[0], page, sure=True)


def notice_name(text: str) -> str | None:
    """The name before a capital in ``text``; ``None`` without one."""
    read = _read(text)
    return read.name if read is not None and _CAPITAL_NEXT.match(text, read.end) else None


class _Read(NamedTuple):
    name: str
    end: int
    legal: bool
    """Whether a legal form, a registration or an address says that it is a firm's name."""


def _read(text: str) -> _Read | None:
    """The part of ``text`` with a legal form of its own, else its beginning."""
    lead = _LEAD.match(text)
    at = lead.end() if lead else 0
    first = None
    while (match := _NAME.match(text, at)) is not None:
        read = _part(text, match)
        if read is not None and _is_formed(read.name):
            return read
        first = first or (read if match.start() == (lead.end() if lead else 0) else None)
        end = _SEPARATED.match(text, match.end())
        if end is None:
            break
        at = end.end()
    return first


def _part(text: str, match: re.Match[str]) -> _Read | None:
    name = _BEGINS_NUMBER.sub("", match["name"]).strip(" -–—,")
    if not is_name(name) or is_unended(name) or _FORM_ALONE.fullmatch(name) or len(name.split()) > _MOST_WORDS:
        return None
    if _OTHER_NOTICE.match(name) and not _is_formed(name):
        return None
    end = match.start("name") + text[match.start("name") :].find(name) + len(name)
    placed = _PLACE_NEXT.match(text, end) is not None and POSTCODE.search(text, end) is not None
    return _Read(name, end, _is_formed(name) or placed or _LEGAL_NEXT.match(text, end) is not None)


def _is_formed(name: str) -> bool:
    return FORM.search(name) is not None or _LEGAL_FIRST.match(name) is not None
