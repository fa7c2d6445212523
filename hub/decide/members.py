"""What a deposited file holds: one document, or the several of an archive, a Chorus Pro flux or a PDF."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import parsers
from domain.decision import Decision
from domain.finding import Finding
from parsers import cpp, flux_name
from parsers.archives import reader
from parsers.archives.member_content import refused
from parsers.page.rules import SEVERAL
from parsers.pdf import split_invoices

HEAD = 4096
"""First bytes of a file, enough to see whether it may hold several documents."""
_FLUX = b"<CPPFacture"


def may_hold_several(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is an archive, or a flux that may hold several invoices."""
    return is_archive(head) or _FLUX in head


def is_archive(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is an archive."""
    return reader.recognises(head[: reader.HEAD])


def is_flux_of_several(content: bytes) -> bool:
    """Whether the document is a flux that may hold more than one invoice, counted without parsing."""
    return _FLUX in content[:HEAD] and cpp.count(content) > 1


def documents(
    file: BinaryIO, name: str, limits: reader.ArchiveLimits, largest: int
) -> Iterator[reader.Member | Finding]:
    """The documents of a file that :func:`may_hold_several`, with the findings about it; none for a single document.

    An invoice of a flux is named ``#n`` after the name of the file or of the member. ``largest`` is the limit of a
    flux outside an archive, in bytes; above it nothing is split, and the whole file is one document, too big.
    """
    head = file.read(HEAD)
    file.seek(0)
    if reader.recognises(head[: reader.HEAD]):
        yield from flux_name.of_name(name)
        yield from _split(reader.unpack(file, name, limits), limits.members)
        return
    content = file.read(largest + 1)
    if len(content) > largest:
        return
    if many := _too_many(content, limits.members):
        yield from flux_name.of_name(name)
        yield cpp.TOO_MANY.finding(count=many, limit=limits.members)
    elif invoices := _invoices("", content):
        yield from flux_name.of_name(name)
        yield from invoices


def is_several(decision: Decision) -> bool:
    """Whether a document was refused for being a PDF of several invoices, which :func:`parts` may take apart.

    A signed one stays whole: its signature covers the whole file and none of the parts.
    """
    return not decision.signatures and any(finding.code == SEVERAL.code for finding in decision.findings)


def parts(name: str | None, content: bytes) -> tuple[reader.Member, ...]:
    """The invoices of the PDF ``content``, named ``#n`` after its name in its lot; empty when it is not split."""
    return tuple(
        reader.Member(name=f"{name or ''}#{rank}", content=part.content)
        for rank, part in enumerate(split_invoices.parts(content), start=1)
    )


def _split(answers: Iterable[reader.Member | Finding], most: int) -> Iterator[reader.Member | Finding]:
    """``answers``, with the invoices of each flux in its place. A flux of too many is refused alone."""
    for answer in answers:
        if not isinstance(answer, reader.Member):
            yield answer
        elif many := _too_many(answer.content, most):
            yield refused(cpp.TOO_MANY, answer.name, count=many, limit=most)
        else:
            yield from _invoices(answer.name, answer.content) or (answer,)


def _too_many(content: bytes, most: int) -> int:
    """How many invoices the flux ``content`` may hold, when it is more than ``most``; else 0."""
    many = cpp.count(content) if _FLUX in content[:HEAD] else 0
    return many if many > most else 0


def _invoices(name: str, content: bytes) -> tuple[reader.Member, ...]:
    return tuple(
        reader.Member(name=f"{name}#{rank}", content=invoice)
        for rank, invoice in enumerate(parsers.split(content), start=1)
    )
