"""From bytes to an invoice: one module per format, asked in turn whether a document is theirs.

:func:`read` answers for every string of bytes; a bad document gets findings, never an exception.
"""

from typing import Protocol

from domain.decision import Reading
from domain.finding import Rule
from domain.lecture import USUAL, Lecture
from parsers import (
    cii,
    confrontation_regles,
    container,
    cpp,
    encoding,
    enveloppe,
    facturx,
    finishing,
    flux,
    pdf,
    piece_jointe,
    reading,
    saisie,
    schema,
    signature,
    ubl,
    unrecognised,
    values,
    xml_tree,
)
from parsers.limits import Limits
from parsers.source import Source


class Parser(Protocol):
    """What the module of a format offers."""

    def recognises(self, source: Source) -> bool:
        """Whether the document is of this format."""

    def read(self, source: Source) -> Reading:
        """What the document holds; never raises for a bad one."""


PARSERS: tuple[Parser, ...] = (enveloppe, facturx, cii, ubl, cpp, pdf)
"""Each has ``recognises(source)`` and ``read(source)``; the first that recognises a document reads it."""

_HEAD = 4096

RULES: tuple[Rule, ...] = (
    *unrecognised.RULES,
    *xml_tree.RULES,
    *encoding.RULES,
    *cpp.RULES,
    *container.RULES,
    *facturx.RULES,
    *confrontation_regles.RULES,
    *values.RULES,
    *piece_jointe.RULES,
    *finishing.RULES,
    *reading.RULES,
    *schema.RULES,
    *pdf.RULES,
    *flux.RULES,
    *signature.RULES,
    *saisie.RULES,
)
"""Every rule of reading a document."""


def read(content: bytes, limits: Limits | None = None, lecture: Lecture = USUAL) -> Reading:
    """What ``content`` is and holds, within ``limits`` (the defaults of :class:`~parsers.limits.Limits`)."""
    source = Source(content, limits, lecture)
    if len(content) <= source.limits.file:
        for parser in PARSERS:
            if parser.recognises(source):
                return parser.read(source)
    return unrecognised.read(source)


def split(content: bytes, limits: Limits | None = None) -> tuple[bytes, ...]:
    """The documents of a file that holds several invoices, one each; empty for a file that is one document.

    Only a Chorus Pro flux holds several. To be asked before :func:`read`, which refuses such a file unsplit.
    """
    if b"<CPPFacture" not in content[:_HEAD]:
        return ()
    return cpp.split(Source(content, limits))
