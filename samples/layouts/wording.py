"""French display formats of amounts, rates, dates and identifiers."""

from datetime import date
from decimal import Decimal

from domain.invoice import Address, Invoice, VatBreakdown

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_SIGNS = {"EUR": "€"}


def amount(value: Decimal | None, devise: str | None = "EUR") -> str:
    """``1 234,56 €``, with no-break spaces; another currency keeps its code."""
    return f"{number(value)}\N{NO-BREAK SPACE}{_SIGNS.get(devise or '', devise or '')}"


def number(value: Decimal | None) -> str:
    """``1 234,56``."""
    return f"{value or Decimal(0):,.2f}".replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")


def quantity(value: Decimal | None) -> str:
    """``12`` or ``7,5``."""
    return format((value or Decimal(0)).normalize(), "f").replace(".", ",")


def rate(value: Decimal | None) -> str:
    """``5,5 %``."""
    return f"{quantity(value)}\N{NO-BREAK SPACE}%"


def numeric_date(day: date | None) -> str:
    """``03/11/2026``."""
    return day.strftime("%d/%m/%Y") if day else ""


def long_date(day: date | None) -> str:
    """``3 novembre 2026``, ``1er mars 2026``."""
    return f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}" if day else ""


def grouped(siret: str | None) -> str:
    """``999 000 110 00012``: a SIRET with its digits grouped; anything else unchanged."""
    text = siret or ""
    return f"{text[:3]} {text[3:6]} {text[6:9]} {text[9:]}" if len(text) == 14 else text


def iban(value: str | None) -> str:
    """By groups of four."""
    text = value or ""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def account(invoice: Invoice) -> str | None:
    """The IBAN to pay to."""
    return next((item.account for payment in invoice.payments for item in payment.credit_transfers), None)


def vat_label(part: VatBreakdown) -> str:
    """``TVA 20 % sur 100,00``."""
    return f"TVA {rate(part.rate)} sur {number(part.base)}"


def address_lines(address: Address | None) -> tuple[str, ...]:
    """Street, then post code and town."""
    return (address.line_1 or "", f"{address.post_code or ''} {address.city or ''}".strip()) if address else ()
