"""Where in an XML document each field was read: path and line, found by the table of its format.

Reading records no positions, for speed; this walks the same tables again on demand. A computed field (a sum, a
SIREN taken from a VAT number) has no position.
"""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element

from domain.document import FieldPlace
from domain.invoice import Invoice, fields
from parsers.cii import table as cii_table
from parsers.cii import zugferd1_table
from parsers.cpp import table as cpp_table
from parsers.source.document import Source
from parsers.ubl import table as ubl_table
from parsers.xml.field_table import Reader, Taken, compiled, line_of, taken

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_CPP: Reader[Any] = compiled(cpp_table.INVOICE, {})
_READERS: dict[str, Reader[Any]] = {
    f"{{{_UBL}Invoice-2}}Invoice": compiled(ubl_table.INVOICE, ubl_table.NAMESPACES),
    f"{{{_UBL}CreditNote-2}}CreditNote": compiled(ubl_table.CREDIT_NOTE, ubl_table.NAMESPACES),
    f"{{{cii_table.NAMESPACES['rsm']}}}CrossIndustryInvoice": compiled(cii_table.INVOICE, cii_table.NAMESPACES),
    f"{{{zugferd1_table.NAMESPACES['rsm']}}}CrossIndustryDocument": compiled(
        zugferd1_table.INVOICE, zugferd1_table.NAMESPACES
    ),
    "CPPFactureMixte": _CPP,
    "CPPFacturePivot": _CPP,
}
"""The compiled table of each format, by the root's qualified tag."""
_AMOUNTS = {"montant_ht": "BT-109", "montant_tva": "BT-110", "montant_ttc": "BT-112", "montant_a_payer": "BT-115"}
_NAMES = {"nom_fournisseur": ("seller",), "nom_destinataire": ("buyer",)}
_WITHIN = {
    "siret_fournisseur": ("seller",),
    "tva_fournisseur": ("seller",),
    "siret_destinataire": ("buyer",),
    "code_service": ("buyer", "buyer_reference"),
    "numero_engagement": ("purchase_order",),
    "numero_marche": ("contracts", "marche"),
    "numero_facture_origine": ("preceding", "origin"),
}
"""The groups or terms of the table from which each field may come."""


def places(content: bytes, invoice: Invoice) -> tuple[FieldPlace, ...]:
    """Positions of the fields of ``invoice`` in ``content`` (XML, or a PDF with an XML), in the order of the fields."""
    found = (tuple(_places(invoice, _texts(source))) for source in _sources(Source(content)))
    return max(found, key=len, default=())


def _sources(source: Source) -> tuple[Source, ...]:
    """The document itself; for a PDF, its attached files, of which the one with most positions is the one read."""
    if not source.is_pdf:
        return (source,)
    return tuple(Source(file.content, source.limits) for file in source.pdf.attached if file.content)


def _texts(source: Source) -> tuple[Taken, ...]:
    if source.root is None or source.tag not in _READERS:
        return ()
    return tuple(taken(_READERS[source.tag], _unit(source.root, source.tag)))


def _unit(root: Element, tag: str) -> Element:
    """The invoice element: below the envelope in a flux, the root elsewhere."""
    unit = root.find(f"*/{tag}Unitaire") if tag.startswith("CPP") else None
    return root if unit is None else unit


def _places(invoice: Invoice, texts: tuple[Taken, ...]) -> Iterator[FieldPlace]:
    for field, value in fields(invoice).items():
        found = next(
            (one for one in texts if value and _is_of(field, one) and _is_written(field, value, one.text)), None
        )
        if found is not None:
            yield FieldPlace(field=field, text=found.text, path=_path(found), line=line_of(found.element))


def _is_of(field: str, one: Taken) -> bool:
    if field in _AMOUNTS:
        return one.row.term == _AMOUNTS[field]
    if field in _NAMES:
        return one.groups == _NAMES[field] and one.row.name == "name"
    first = one.groups[0] if one.groups else one.row.name
    return first in _WITHIN.get(field, (field,))


def _is_written(field: str, value: str, text: str) -> bool:
    """Whether ``text`` is a written form of ``value``."""
    if field in _AMOUNTS:
        try:
            return Decimal(text) == Decimal(value)
        except InvalidOperation:
            return False
    if field == "date_facture":
        return text.replace("-", "").startswith(value.replace("-", ""))
    return "".join(text.split()) == "".join(value.split())


def _path(one: Taken) -> str:
    """``/Invoice/cac:InvoiceLine[2]/cbc:ID``, with the document's own prefixes."""
    steps = [_step(element) for element in (one.element, *one.element.iterancestors())]
    return "/".join(["", *reversed(steps), *([f"@{one.attribute}"] if one.attribute else [])])


def _step(element: Element) -> str:
    name = etree.QName(element).localname
    tag = f"{element.prefix}:{name}" if element.prefix else name
    before = sum(1 for _ in element.itersiblings(element.tag, preceding=True))
    alone = before == 0 and next(element.itersiblings(element.tag), None) is None
    return tag if alone else f"{tag}[{before + 1}]"
