"""An invoice with every field of EN 16931 that a demo invoice leaves empty."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.invoice import (
    Address,
    AllowanceCharge,
    Attachment,
    Attribute,
    Classification,
    Delivery,
    DirectDebit,
    Identifier,
    Invoice,
    Line,
    Party,
    Payment,
    PaymentCard,
    Period,
    PrecedingInvoice,
    References,
)

DAY = date(2026, 1, 31)
PLACE = Address(
    line_1="12 quai du Port", line_2="Bâtiment B", line_3="Étage 3", city="Sète", post_code="34200",
    subdivision="Hérault", country="FR",
)  # fmt: skip


def whole(invoice: Invoice) -> Invoice:
    """``invoice`` with all of the model filled in (BT-83 is one for all payments in CII, so it is here)."""
    first = PrecedingInvoice(number="PAP-2025-0900", date=date(2025, 12, 1))
    return replace(
        invoice,
        numero_facture_origine=first.number,
        numero_marche="M-1",
        numero_engagement="EJ-1",
        vat_accounting_currency="USD",
        period=Period(start=date(2026, 1, 1), end=DAY),
        seller=replace(invoice.seller, trading_name="Papeterie d'essai"),
        payee=Party(
            name="Affacturage de démonstration",
            identifiers=(Identifier(value="99900088200011", scheme="0009"),),
            legal_registration=Identifier(value="999000882", scheme="0002"),
        ),
        seller_agent=Party(
            name="Titulaire d'essai",
            identifiers=(Identifier(value="99900088200029", scheme="0009"),),
            legal_registration=Identifier(value="999000882", scheme="0002"),
            electronic_address=Identifier(value="999000882", scheme="0225"),
            address=PLACE,
        ),
        buyer_agent=Party(
            name="Maîtrise d'œuvre d'essai", legal_registration=Identifier(value="99900088200037", scheme="0002")
        ),
        tax_representative=Party(name="Représentant", vat_identifier="FR12999000882", address=PLACE),
        delivery=Delivery(
            party_name="Médiathèque", location=Identifier(value="QUAI-1", scheme="0088"), date=DAY, address=PLACE
        ),
        payments=(*invoice.payments, *_payments(invoice.numero_facture)),
        totals=replace(
            invoice.totals, vat_accounting=invoice.totals.vat, paid=Decimal("10.00"), rounding=Decimal("0.01")
        ),
        references=_references(first),
        attachments=(
            Attachment(reference="BL-1", description="Bon", filename="bon.csv", mime="text/csv", content=b"a;b\n"),
            Attachment(reference="WEB-1", location="https://exemple.invalid/piece"),
        ),
        lines=tuple(_line(line) for line in invoice.lines),
    )


def _payments(remittance: str | None) -> tuple[Payment, ...]:
    return (
        Payment(
            means="48",
            remittance=remittance,
            means_text="Carte",
            card=PaymentCard(number="999999******1234", holder="Régie"),
        ),
        Payment(
            means="59", remittance=remittance, direct_debit=DirectDebit(mandate="RUM-1", debited_account="FR7612345")
        ),
    )


def _references(first: PrecedingInvoice) -> References:
    return References(
        project="PROJET-1",
        contract="M-1",
        purchase_order="EJ-1",
        sales_order="CDE-1",
        receiving_advice="REC-1",
        despatch_advice="EXP-1",
        tender="LOT-1",
        object_identifier=Identifier(value="COMPTEUR-1", scheme="AAA"),
        accounting="6064",
        preceding=(first,),
    )


def _line(line: Line) -> Line:
    return replace(
        line,
        note="Livré en deux fois",
        object_identifier=Identifier(value="COMPTEUR-2", scheme="AAA"),
        order_line="7",
        accounting_reference="6064-1",
        period=Period(start=date(2026, 1, 1), end=DAY),
        allowances=(
            AllowanceCharge(
                charge=False, amount=Decimal("1.00"), base=Decimal("10.00"), percent=Decimal(10), reason="Remise",
                reason_code="95",
            ),
            AllowanceCharge(charge=True, amount=Decimal("1.00"), reason="Éco-participation", reason_code="AEO"),
        ),
        gross_price=(line.net_price or Decimal(0)) + 1,
        price_discount=Decimal("1.00"),
        price_base_quantity=Decimal(1),
        price_base_unit=line.unit,
        buyer_item="ACH-1",
        standard_item=Identifier(value="03412345678906", scheme="0160"),
        classifications=(Classification(value="30192700", list_id="STI", list_version="2008"),),
        origin_country="FR",
        attributes=(Attribute(name="Couleur", value="Bleu"),),
    )  # fmt: skip
