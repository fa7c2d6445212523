"""Where the values of an invoice read from XML are printed on its pages, as evidence."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from domain.document import Evidence
from domain.invoice import FIELDS, Invoice
from parsers.facturx.page_rules import ACCOUNT, DIFFERS
from parsers.facturx.same_value import accounts
from parsers.pdf.printed_value import Printed, PrintedAt

_ONCE, _AGAIN = 0.95, 0.8
"""Confidence in the position of a value that is printed once, or several times."""
_SHORT = 3
"""Shortest code, in characters, whose position on the page is significant."""
_UNPRINTED = frozenset({"type_facture", "cadre_facturation", "devise"})
"""Fields that are codes in the XML and words on the page; not searched."""


def located(invoice: Invoice, printed: Printed) -> tuple[Evidence, ...]:
    """Where each value of ``invoice`` is printed; no evidence for a value that is not printed."""
    return tuple(proof(field, places) for field, places in _places(invoice, printed) if places)


def _places(invoice: Invoice, printed: Printed) -> Iterator[tuple[str, tuple[PrintedAt, ...]]]:
    for field in FIELDS:
        value = getattr(invoice, field)
        if isinstance(value, Decimal):
            yield field, printed.amount(value)
        elif isinstance(value, date):
            yield field, printed.day(value)
        elif isinstance(value, str) and field not in _UNPRINTED and (len(value) >= _SHORT or field in DIFFERS):
            yield field, printed.code(value)
    yield from ((ACCOUNT, printed.code(account)) for account in accounts(invoice))


def proof(field: str, places: tuple[PrintedAt, ...]) -> Evidence:
    """Evidence at the last position of a total, at the first of any other field."""
    place = max(places, key=_height) if field.startswith("montant") else min(places, key=_height)
    left, top, right, bottom = (round(edge, 1) for edge in place.box)
    return Evidence(
        field=field,
        text=place.text,
        page=place.page,
        box=(left, top, right, bottom),
        confidence=_ONCE if len(places) == 1 else _AGAIN,
    )


def _height(place: PrintedAt) -> tuple[int, float]:
    return place.page, place.box[1]
