"""The details of an invoice line beside its name and amounts, one text a row."""

from collections.abc import Iterator

from domain.invoice import AllowanceCharge, Line
from domain.text import Locale, Text
from exporters.lisible.code_labels import money, percent, span

REMISE, FRAIS = Text("Remise", "Allowance"), Text("Frais", "Charge")


def details(line: Line, name: str, devise: str, locale: Locale) -> Iterator[str]:
    """Description, note, references, attributes, allowances and charges of ``line``, shown as ``name``."""
    for text in (line.description, line.note):
        if text and text != name:
            yield text
    if references := " · ".join(_references(line, name, locale)):
        yield references
    for attribute in line.attributes:
        yield f"{attribute.name or ''}{': ' if locale is Locale.EN else ' : '}{attribute.value or ''}"
    for one in line.allowances:
        yield allowance(one, devise, locale)


def allowance(one: AllowanceCharge, devise: str, locale: Locale) -> str:
    """``Remise 10 % : -5,00 € (fidélité)``."""
    what = (FRAIS if one.charge else REMISE).in_(locale)
    rate = percent(one.percent, locale)
    base = f" {'of' if locale is Locale.EN else 'de'} {money(one.base, devise, locale)}" if rate and one.base else ""
    reason = one.reason or one.reason_code
    amount = one.amount if one.charge or one.amount is None else -one.amount
    head = " ".join(filter(None, (what, rate))) + base
    return f"{head}{': ' if locale is Locale.EN else ' : '}{money(amount, devise, locale)}" + (
        f" ({reason})" if reason else ""
    )


def _references(line: Line, name: str, locale: Locale) -> Iterator[str]:
    english = locale is Locale.EN
    if line.seller_item and line.seller_item != name:
        yield f"{'Item' if english else 'Réf.'} {line.seller_item}"
    if line.buyer_item:
        yield f"{'Buyer item' if english else 'Réf. acheteur'} {line.buyer_item}"
    if line.standard_item:
        yield f"GTIN {line.standard_item.value}" if line.standard_item.scheme == "0160" else line.standard_item.value
    if line.order_line:
        yield f"{'Order line' if english else 'Ligne de commande'} {line.order_line}"
    if line.accounting_reference:
        yield f"{'Accounting' if english else 'Imputation'} {line.accounting_reference}"
    if line.object_identifier:
        yield line.object_identifier.value
    if line.period and (period := span(line.period, locale)):
        yield period
