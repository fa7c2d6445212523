"""UBL 2.1 invoices and credit notes."""

from domain.decision import Reading
from domain.document import Format
from domain.tree import Syntax
from parsers.source.document import Source
from parsers.ubl.table import CREDIT_NOTE, INVOICE, NAMESPACES
from parsers.xml.draft import Draft
from parsers.xml.field_table import Reader, compiled
from parsers.xml.read_tree import reading

_URN = "urn:oasis:names:specification:ubl:schema:xsd:"
_READERS: dict[str, tuple[Format, Reader[Draft]]] = {
    f"{{{_URN}Invoice-2}}Invoice": (Format.UBL_INVOICE, compiled(INVOICE, NAMESPACES)),
    f"{{{_URN}CreditNote-2}}CreditNote": (Format.UBL_CREDITNOTE, compiled(CREDIT_NOTE, NAMESPACES)),
}


def recognises(source: Source) -> bool:
    """Whether the root is that of a UBL invoice or credit note."""
    return source.tag in _READERS


def read(source: Source) -> Reading:
    """The invoice in a source that :func:`recognises` accepts."""
    form, reader = _READERS[source.tag]
    return reading(source, reader, form, Syntax.UBL)
