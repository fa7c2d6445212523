"""Whether a value read on a page is also in the XML of the same invoice, in this field or another."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from domain.invoice import Invoice, Party

_PIECE = re.compile(r"[^\W\d_]+|\d+")
_CENT = Decimal("0.01")
_HALF_A_CENT = Decimal("0.005")
_LARGEST = 15
"""Digits of the largest amount for which VAT is computed."""
_SIREN = 9


def agrees(field: str, value: object, invoice: Invoice) -> bool:
    """Whether ``value``, read on the page as ``field``, is consistent with ``invoice``."""
    if isinstance(value, Decimal):
        known = (*amounts(invoice), *by_line(invoice))
        return any(abs(abs(value) - abs(each)) < _HALF_A_CENT for each in known)
    if isinstance(value, date):
        return value in set(days(invoice))
    text = str(value)
    if field.startswith("siret"):
        parties = set(identifiers(invoice))
        return text in parties or text[:_SIREN] in parties
    return any(is_same_code(text, each) for each in codes(invoice))


def is_same_code(one: str, other: str) -> bool:
    """Whether two numbers are equal but for case, separators, leading zeros, or a part that one of them omits.

    A part is cut at a separator or between letters and digits: ``2026-0043`` is the same as ``FAC-2026-43``.
    """
    ours, theirs = sorted((_parts(one), _parts(other)), key=len)
    if not ours:
        return False
    if "".join(_PIECE.findall(one)).casefold() == "".join(_PIECE.findall(other)).casefold():
        return True
    return any(theirs[at : at + len(ours)] == ours for at in range(len(theirs) - len(ours) + 1))


def _parts(code: str) -> list[str]:
    return [piece.casefold().lstrip("0") or "0" for piece in _PIECE.findall(code)]


def codes(invoice: Invoice) -> Iterator[str]:
    """The invoice's number and all references it holds."""
    found = invoice.references
    others = (
        invoice.numero_facture,
        invoice.numero_engagement,
        invoice.numero_marche,
        invoice.buyer_reference,
        found.contract,
        found.purchase_order,
        found.sales_order,
        found.receiving_advice,
        found.despatch_advice,
        *(payment.remittance for payment in invoice.payments),
        *(each.number for each in found.preceding),
    )
    return (code for code in others if code)


def identifiers(invoice: Invoice) -> Iterator[str]:
    """The SIRETs, and the SIRENs of parties without SIRET, of all parties."""
    for party in _parties(invoice):
        written = [each.value for each in (*party.identifiers, party.legal_registration) if each is not None]
        values = ["".join(value.split()) for value in written]
        yield from (value for value in values if len(value) > _SIREN)
        if not any(len(value) > _SIREN for value in values):
            yield from values
    yield from (value for value in (invoice.siret_fournisseur, invoice.siret_destinataire) if value)
    if invoice.siren_fournisseur and not invoice.siret_fournisseur:
        yield invoice.siren_fournisseur


def _parties(invoice: Invoice) -> Iterator[Party]:
    agents = (invoice.payee, invoice.tax_representative, invoice.seller_agent, invoice.buyer_agent)
    yield from (party for party in (invoice.seller, invoice.buyer, *agents) if party is not None)


def days(invoice: Invoice) -> Iterator[date]:
    """The dates of the invoice, of its deliveries, periods, deadlines and precedents."""
    delivery, period = invoice.delivery, invoice.period
    found = [invoice.date_facture, invoice.due_date, invoice.vat_point_date]
    found += [delivery.date] if delivery else []
    found += [period.start, period.end] if period else []
    found += [each.date for each in invoice.references.preceding]
    return (day for day in found if day)


def amounts(invoice: Invoice) -> Iterator[Decimal]:
    """Every amount: totals, VAT breakdown, discounts and charges, lines."""
    totals = invoice.totals
    found = [totals.lines, totals.allowances, totals.charges, totals.without_vat, totals.vat, totals.vat_accounting]
    found += [totals.with_vat, totals.paid, totals.rounding, totals.due]
    found += [amount for part in invoice.vat_breakdown for amount in (part.base, part.amount)]
    found += [each.amount for each in invoice.allowances]
    found += [line.net_amount for line in invoice.lines]
    return (amount for amount in found if amount is not None and amount.is_finite())


def by_line(invoice: Invoice) -> Iterator[Decimal]:
    """The VAT, the total and the amount due that result from rounding VAT line by line.

    EN 16931 rounds once per rate (BR-CO-17), many pages once per line, discount or charge: the same invoice with a few
    cents of difference. Empty when the lines explain the stated VAT by more than such cents, or give it exactly.
    """
    totals = invoice.totals
    parts = [(line.net_amount, line.vat_rate) for line in invoice.lines]
    parts += [(each.amount if each.charge else _negated(each.amount), each.vat_rate) for each in invoice.allowances]
    if not invoice.lines or not all(_is_amount(amount) for amount in (totals.without_vat, totals.vat)):
        return
    taxes = [_tax(amount, rate) for amount, rate in parts]
    gap = sum((tax for tax in taxes if tax is not None), Decimal(0)) - (totals.vat or 0)
    if None not in taxes and 0 < abs(gap) <= _CENT * len(parts):
        yield from (each + gap for each in (totals.vat, totals.with_vat, totals.due) if each and _is_amount(each))


def _tax(amount: Decimal | None, rate: Decimal | None) -> Decimal | None:
    """VAT rounded to cents on ``amount`` at ``rate`` percent, 0 without a rate; ``None`` when it cannot be computed."""
    if amount is None or not _is_amount(amount) or not _is_amount(rate or _CENT):
        return None
    return (amount * (rate or 0) / 100).quantize(_CENT, ROUND_HALF_UP)


def _is_amount(value: Decimal | None) -> bool:
    return value is not None and value.is_finite() and value.adjusted() < _LARGEST


def _negated(value: Decimal | None) -> Decimal | None:
    return None if value is None else -value


def accounts(invoice: Invoice) -> tuple[str, ...]:
    """The accounts the invoice names, blanks removed: the ones to pay to first, then the one debited."""
    found = [transfer.account for payment in invoice.payments for transfer in payment.credit_transfers]
    found += [payment.direct_debit.debited_account for payment in invoice.payments if payment.direct_debit]
    return tuple("".join(account.split()).upper() for account in found if account)
