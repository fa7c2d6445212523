"""From bytes to an invoice: one module per format; the first that recognises a document reads it.

:func:`read` returns a reading for any bytes; a bad document gets findings, never an exception.
"""

from typing import Protocol

from domain.decision import Reading
from domain.finding import Rule
from domain.reading_options import USUAL, ReadingOptions
from parsers import cii, cpp, facturx, flux_name, manual_entry, signature, signed_envelope, ubl
from parsers.facturx import page_rules
from parsers.limits import Limits
from parsers.pdf import embedded_files, text_pdf
from parsers.source import encoding, hardened_xml
from parsers.source.document import Source
from parsers.unknown import explain
from parsers.xml import attachments, completion, identifiers, read_tree, schema, values


class Parser(Protocol):
    """Interface of a format's module."""

    def recognises(self, source: Source) -> bool:
        """Whether the document is of this format."""

    def read(self, source: Source) -> Reading:
        """The reading of the document; never raises for a bad one."""


PARSERS: tuple[Parser, ...] = (facturx, cii, ubl, cpp, text_pdf)
"""Each has ``recognises(source)`` and ``read(source)``; the first that recognises a document reads it."""

_HEAD = 4096

RULES: tuple[Rule, ...] = (
    *explain.RULES,
    *hardened_xml.RULES,
    *encoding.RULES,
    *cpp.RULES,
    *embedded_files.RULES,
    *facturx.RULES,
    *page_rules.RULES,
    *values.RULES,
    *attachments.RULES,
    *completion.RULES,
    *identifiers.RULES,
    *read_tree.RULES,
    *schema.RULES,
    *text_pdf.RULES,
    *flux_name.RULES,
    *signature.RULES,
    *manual_entry.RULES,
)
"""Every rule that reading a document may report."""


def read(content: bytes, limits: Limits | None = None, reading_options: ReadingOptions = USUAL) -> Reading:
    """The reading of ``content`` within ``limits`` (default: those of :class:`~parsers.limits.Limits`).

    A document inside a signature (``.p7m``) is read in place of its envelope.
    """
    source = Source(content, limits, reading_options)
    if _fits(source) and signed_envelope.recognises(source):
        inside = signed_envelope.content(source)
        if inside is None:
            return signed_envelope.refused()
        source = Source(inside, limits, reading_options)
    return _read(source)


def _read(source: Source) -> Reading:
    if _fits(source):
        for parser in PARSERS:
            if parser.recognises(source):
                return parser.read(source)
    return explain.read(source)


def _fits(source: Source) -> bool:
    return len(source.content) <= source.limits.file


def split(content: bytes, limits: Limits | None = None) -> tuple[bytes, ...]:
    """One document per invoice of a file that holds several; empty for a file that is one document.

    Only a Chorus Pro flux holds several. Call it before :func:`read`, which refuses such a file unsplit.
    """
    if b"<CPPFacture" not in content[:_HEAD]:
        return ()
    return cpp.split(Source(content, limits))
