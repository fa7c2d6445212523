"""From bytes to an invoice: one module per format, asked in turn whether a document is theirs.

:func:`read` answers for every string of bytes; a bad document gets findings, never an exception.
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
from parsers.xml import attachments, completion, read_tree, schema, values


class Parser(Protocol):
    """What the module of a format offers."""

    def recognises(self, source: Source) -> bool:
        """Whether the document is of this format."""

    def read(self, source: Source) -> Reading:
        """What the document holds; never raises for a bad one."""


PARSERS: tuple[Parser, ...] = (signed_envelope, facturx, cii, ubl, cpp, text_pdf)
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
    *read_tree.RULES,
    *schema.RULES,
    *text_pdf.RULES,
    *flux_name.RULES,
    *signature.RULES,
    *manual_entry.RULES,
)
"""Every rule of reading a document."""


def read(content: bytes, limits: Limits | None = None, lecture: ReadingOptions = USUAL) -> Reading:
    """What ``content`` is and holds, within ``limits`` (the defaults of :class:`~parsers.limits.Limits`)."""
    source = Source(content, limits, lecture)
    if len(content) <= source.limits.file:
        for parser in PARSERS:
            if parser.recognises(source):
                return parser.read(source)
    return explain.read(source)


def split(content: bytes, limits: Limits | None = None) -> tuple[bytes, ...]:
    """The documents of a file that holds several invoices, one each; empty for a file that is one document.

    Only a Chorus Pro flux holds several. To be asked before :func:`read`, which refuses such a file unsplit.
    """
    if b"<CPPFacture" not in content[:_HEAD]:
        return ()
    return cpp.split(Source(content, limits))
