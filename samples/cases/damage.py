"""Changes that make one fault in a valid invoice, and the refused cases built from them."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from domain.decision import Verdict
from domain.document import Format
from domain.invoice import CreditTransfer, Identifier, Invoice
from exporters import cii
from exporters.common.markup import indented
from samples.cases.case import Case
from samples.invoices import bases
from samples.invoices.builder import build
from samples.invoices.people import Destinataire
from samples.writers import ubl

Change = Callable[[Invoice], Invoice]


def sent(name: str, numero: str, why: str, to: Destinataire, engagement: str | None = "BC-2026-118") -> Case:
    """The stationer's invoice, addressed to ``to``."""
    demo = replace(bases.PAPETERIE, numero=numero, destinataire=to, engagement=engagement)
    return refused(name, build(demo), why)


def in_ubl(name: str, numero: str, why: str, change: Change) -> Case:
    """The stationer's invoice in UBL, changed."""
    return refused(name, change(build(replace(bases.PAPETERIE, numero=numero))), why)


def in_cii(name: str, numero: str, why: str, change: Change) -> Case:
    """The stationer's invoice in CII, changed."""
    invoice = change(build(replace(bases.PAPETERIE, numero=numero)))
    return replace(refused(name, invoice, why), content=indented(cii.write(invoice)), format=Format.CII)


def refused(name: str, invoice: Invoice, why: str) -> Case:
    """Any invoice in UBL, expected to be refused."""
    return Case(
        name=name,
        content=indented(ubl.write(invoice)),
        verdict=Verdict.REJECTED,
        format=Format.UBL_INVOICE,
        profile="en16931",
        invoice=invoice,
        why=why,
    )


def rewritten(case: Case, old: str, new: str, unread: Change) -> Case:
    """``case`` with text replaced in its bytes; ``unread`` removes the fields that become unreadable."""
    before = case.content.decode()
    if old not in before or case.invoice is None:
        raise ValueError(f"{case.name} does not hold {old!r}")
    return replace(case, content=before.replace(old, new).encode(), invoice=unread(case.invoice))


def same(invoice: Invoice) -> Invoice:
    """No change."""
    return invoice


def number(value: str | None) -> Change:
    """Changes the number."""
    return lambda invoice: replace(invoice, numero_facture=value)


def nobody(invoice: Invoice) -> Invoice:
    """Removes all identifiers of the seller, including the VAT number."""
    seller = replace(invoice.seller, identifiers=(), legal_registration=None, vat_identifier=None)
    return replace(invoice, seller=seller, siret_fournisseur=None, siren_fournisseur=None)


def short_seller(invoice: Invoice) -> Invoice:
    """Removes the last digit of the seller's SIRET."""
    value = (invoice.siret_fournisseur or "")[:-1]
    seller = replace(invoice.seller, identifiers=(Identifier(value=value, scheme="0009"),))
    return replace(invoice, seller=seller, siret_fournisseur=value)


def more_with_vat(invoice: Invoice) -> Invoice:
    """Adds ten euros to the total with VAT and the amount due."""
    total = (invoice.totals.with_vat or Decimal(0)) + 10
    return replace(invoice, totals=replace(invoice.totals, with_vat=total, due=total))


def more_vat(invoice: Invoice) -> Invoice:
    """Adds ten euros to the VAT total, the total and the amount due, not to the breakdown."""
    totals = invoice.totals
    vat = (totals.vat or Decimal(0)) + 10
    total = (totals.without_vat or Decimal(0)) + vat
    return replace(invoice, totals=replace(totals, vat=vat, with_vat=total, due=total))


def without_total(invoice: Invoice) -> Invoice:
    """Removes the total with VAT and the amount due."""
    return replace(invoice, totals=replace(invoice.totals, with_vat=None, due=None))


def without_due(invoice: Invoice) -> Invoice:
    """Removes the amount due."""
    return replace(invoice, totals=replace(invoice.totals, due=None))


def iban(value: str | None) -> Change:
    """Changes or removes the account to pay to."""
    transfers = (CreditTransfer(account=value),) if value else ()

    def change(invoice: Invoice) -> Invoice:
        return replace(
            invoice, payments=tuple(replace(payment, credit_transfers=transfers) for payment in invoice.payments)
        )

    return change


def as_exempt(invoice: Invoice) -> Invoice:
    """Marks lines and breakdown as exempt without a reason."""
    lines = tuple(replace(line, vat_category="E") for line in invoice.lines)
    return replace(
        invoice, lines=lines, vat_breakdown=tuple(replace(part, category="E") for part in invoice.vat_breakdown)
    )
