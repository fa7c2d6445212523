"""Reader of Cross Industry Invoice D16B and D22B, and of ZUGFeRD 1, as plain XML."""

from domain.decision import Reading
from domain.document import Format
from domain.tree import Syntax
from parsers.cii import table, zugferd1_table
from parsers.source.document import Source
from parsers.xml.draft import Draft
from parsers.xml.field_table import Reader, compiled
from parsers.xml.read_tree import reading

_CII = f"{{{table.NAMESPACES['rsm']}}}CrossIndustryInvoice"
_READERS: dict[str, Reader[Draft]] = {
    _CII: compiled(table.INVOICE, table.NAMESPACES),
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
