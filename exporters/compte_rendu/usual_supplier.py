"""The supplier of nearly all documents of a page: named once, above the tables instead of on each of their rows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from exporters.compte_rendu.invoice_rows import SUPPLIER, InvoiceTable
from exporters.html.shown import NOTHING, Outside, outside

OTHERS = 5
"""One document in so many may have another supplier, which it names; with more, each names its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualSupplier:
    """Name and SIRET, or VAT number, as documents have them."""

    name: Outside
    code: Outside

    @property
    def named(self) -> Outside:
        """``EXEMPLE SAS (123 456 789 00012)``, or what is known of it."""
        both = self.name and self.code
        return outside(f"{self.name.text} ({self.code.text})" if both else self.name.text or self.code.text)


def usual_supplier(tables: Iterable[InvoiceTable | None]) -> UsualSupplier | None:
    """The supplier of nearly all documents of ``tables``; ``None`` when there is no such one."""
    named = Counter(
        UsualSupplier(name=row.supplier, code=row.supplier_code)
        for table in tables
        if table
        for row in table.rows
        if row.supplier or row.supplier_code
    )
    for supplier, times in named.most_common(1):
        if (named.total() - times) * OTHERS <= named.total():
            return supplier
    return None


def without(table: InvoiceTable | None, supplier: UsualSupplier | None) -> InvoiceTable | None:
    """``table`` without the column of suppliers: only what another one sent names it; as it is with ``None``."""
    if supplier is None or table is None:
        return table
    rows = tuple(
        replace(row, supplier=NOTHING, supplier_code=NOTHING)
        if UsualSupplier(name=row.supplier, code=row.supplier_code) == supplier
        else row
        for row in table.rows
    )
    headings = tuple(heading for heading in table.headings if heading != SUPPLIER)
    return replace(table, headings=headings, rows=rows)
