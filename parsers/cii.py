"""Cross Industry Invoice D16B and D22B, and its ancestor ZUGFeRD 1, as plain XML."""

from domain.decision import Reading
from domain.document import Format
from domain.tree import Syntax
from parsers import cii_table, zugferd1_table
from parsers.draft import Draft
from parsers.reading import reading
from parsers.source import Source
from parsers.table import Reader, compiled

_CII = f"{{{cii_table.NAMESPACES['rsm']}}}CrossIndustryInvoice"
_READERS: dict[str, Reader[Draft]] = {
    _CII: compiled(cii_table.INVOICE, cii_table.NAMESPACES),
    f"{{{zugferd1_table.NAMESPACES['rsm']}}}CrossIndustryDocument": compiled(
        zugferd1_table.INVOICE, zugferd1_table.NAMESPACES
    ),
}


def recognises(source: Source) -> bool:
    """Whether the root is that of a CII or ZUGFeRD 1 invoice."""
    return source.tag in _READERS


def read(source: Source) -> Reading:
    """The invoice in a source that :func:`recognises` accepts."""
    return reading(source, _READERS[source.tag], Format.CII, Syntax.CII if source.tag == _CII else None)
