"""Valid invoices that say as much as EN 16931 lets them, one per VAT category and syntax: what gets damaged."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from domain.invoice import (
    Address,
    AllowanceCharge,
    Attachment,
    Attribute,
    Classification,
    Contact,
    CreditTransfer,
    Delivery,
    DirectDebit,
    Identifier,
    Invoice,
    Line,
    Note,
    Party,
    Payment,
    PaymentCard,
    Period,
    PrecedingInvoice,
    References,
    Totals,
    VatBreakdown,
)
from exporters import cii
from samples.writers import ubl


class Family(NamedTuple):
    """A VAT category (UNTDID 5305), its rate, why it is exempt, and the country of the seller and of the buyer."""

    category: str
    rate: Decimal | None
    exemption: str | None
    seller: str = "FR"
    buyer: str = "FR"


FAMILIES = (
    Family("S", Decimal(20), None),
    Family("Z", Decimal(0), None),
    Family("E", Decimal(0), "VATEX-EU-132"),
    Family("AE", Decimal(0), "VATEX-EU-AE"),
    Family("K", Decimal(0), "VATEX-EU-IC", "FR", "DE"),
    Family("G", Decimal(0), "VATEX-EU-G", "FR", "CH"),
    Family("O", None, "VATEX-EU-O"),
    Family("L", Decimal(7), None, "ES", "ES"),
    Family("M", Decimal(4), None, "ES", "ES"),
    Family("B", Decimal(22), None, "IT", "IT"),
)
_NUMBERS = {
    "FR": "FR64443061841",
    "DE": "DE123456789",
    "CH": "CHE123456788",
    "ES": "ESB12345674",
    "IT": "IT12345670017",
}
_DAY = date(2026, 10, 15)
_IBAN = "FR7630006000011234567890189"
_BASE = Decimal("295.00")


def documents() -> Iterator[tuple[str, bytes]]:
    """(name, bytes): every family as a UBL invoice and as CII, and the first ones as a credit note too."""
    for family in FAMILIES:
        invoice = _invoice(family, "380")
        yield f"{family.category}-ubl", ubl.write(invoice)
        yield f"{family.category}-cii", cii.write(invoice)
    direct = Payment(
        means="59", direct_debit=DirectDebit(mandate="M-1", creditor="FR00ZZZ123456", debited_account=_IBAN)
    )
    card = Payment(means="48", card=PaymentCard(number="1234", holder="Service"))
    plain = _invoice(FAMILIES[0], "380")
    for name, payment in (("prelevement", direct), ("carte", card)):
        creditor = Party(name="Affactureur", identifiers=(Identifier(value="FR00ZZZ123456", scheme="SEPA"),))
        paid = replace(plain, payments=(payment,), payee=creditor if payment is direct else plain.payee)
        yield f"{name}-ubl", ubl.write(paid)
        yield f"{name}-cii", cii.write(paid)
    twice = replace(
        plain, payments=(plain.payments[0], replace(plain.payments[0], means_text=None)), vat_point_code="432"
    )
    foreign = replace(
        plain,
        devise="USD",
        vat_accounting_currency="EUR",
        vat_point_date=_DAY,
        totals=replace(plain.totals, vat_accounting=Decimal("54.00")),
    )
    undated = replace(_invoice(FAMILIES[4], "380"), period=None)
    for name, one in (("deux-paiements", twice), ("devise", foreign), ("sans-periode", undated)):
        yield f"{name}-ubl", ubl.write(one)
        yield f"{name}-cii", cii.write(one)
    credit = replace(_invoice(FAMILIES[0], "381"), due_date=date(2026, 11, 14))
    yield "avoir-ubl", ubl.write(credit)
    yield "avoir-cii", cii.write(credit)


def _invoice(family: Family, kind: str) -> Invoice:
    vat = (_BASE * (family.rate or 0) / 100).quantize(Decimal("0.01"))
    return Invoice(
        numero_facture="C-2026-001",
        date_facture=_DAY,
        type_facture=kind,
        devise="EUR",
        cadre_facturation="M1",
        customization="urn:cen.eu:en16931:2017",
        due_date=date(2026, 11, 14) if kind == "380" else None,
        buyer_reference="SERVICE",
        payment_terms="Paiement à 30 jours",
        notes=(
            Note(subject="PMT", text="Indemnité forfaitaire de 40 euros"),
            Note(subject="PMD", text="Pénalités au taux légal"),
            Note(subject="AAB", text="Pas d'escompte"),
        ),
        seller=_party("Fournisseur", "443061841", family.seller, vat=family.category != "O"),
        buyer=_party("Acheteur", "130005481", family.buyer, vat=family.category != "O"),
        payee=Party(name="Affactureur", identifiers=(Identifier(value="55208131700015", scheme="0009"),)),
        tax_representative=None
        if family.category in {"O", "B"}
        else Party(name="Représentant", vat_identifier=_NUMBERS[family.seller], address=_address(family.seller)),
        delivery=Delivery(
            party_name="Dépôt",
            location=Identifier(value="13000548100015", scheme="0009"),
            date=_DAY,
            address=_address(family.buyer),
        ),
        period=Period(start=date(2026, 10, 1), end=date(2026, 10, 31)),
        payments=(
            Payment(
                means="30",
                means_text="Virement",
                remittance="C-2026-001",
                credit_transfers=(CreditTransfer(account=_IBAN, account_name="Fournisseur"),),
            ),
        ),
        allowances=(_allowance(family, "10.00", charge=False), _allowance(family, "5.00", charge=True)),
        totals=Totals(
            lines=Decimal("300.00"),
            allowances=Decimal("10.00"),
            charges=Decimal("5.00"),
            without_vat=_BASE,
            vat=vat,
            with_vat=_BASE + vat,
            paid=Decimal("20.00"),
            rounding=Decimal("0.05"),
            due=_BASE + vat - 20 + Decimal("0.05"),
        ),
        vat_breakdown=(
            VatBreakdown(
                base=_BASE,
                amount=vat,
                category=family.category,
                rate=family.rate,
                exemption_reason="Exonération" if family.exemption else None,
                exemption_code=family.exemption,
            ),
        ),
        references=References(
            project="PROJET",
            contract="2026-M-001",
            purchase_order="ENG-1",
            sales_order="CDE-1",
            receiving_advice="RECU-1",
            despatch_advice="EXP-1",
            tender="AO-1",
            object_identifier=Identifier(value="OBJ", scheme="AWV"),
            accounting="6064",
            preceding=(PrecedingInvoice(number="C-2026-000", date=date(2026, 9, 15)),),
        ),
        attachments=(
            Attachment(
                reference="PJ-1",
                filename="bon.pdf",
                mime="application/pdf",
                content=b"%PDF-1.7",
                description="BON_COMMANDE",
            ),
        ),
        lines=tuple(_line(rank, family) for rank in (1, 2)),
    )


def _party(name: str, siren: str, country: str, *, vat: bool) -> Party:
    return Party(
        name=name,
        trading_name=f"{name} enseigne",
        identifiers=(Identifier(value=f"{siren}00013", scheme="0009"),),
        legal_registration=Identifier(value=siren, scheme="0002"),
        vat_identifier=_NUMBERS[country] if vat else None,
        tax_registration=siren if vat and name == "Fournisseur" else None,
        legal_information="SARL au capital de 10 000 euros" if name == "Fournisseur" else None,
        electronic_address=Identifier(value=siren, scheme="0225"),
        address=_address(country),
        contacts=(Contact(name="Service", telephone="0102030405", email="service@example.fr"),),
    )


def _address(country: str) -> Address:
    return Address(line_1="1 rue du Port", city="Brest", post_code="29200", country=country)


def _allowance(family: Family, amount: str, *, charge: bool) -> AllowanceCharge:
    return AllowanceCharge(
        charge=charge,
        amount=Decimal(amount),
        base=Decimal(100),
        percent=Decimal(amount),
        vat_category=family.category,
        vat_rate=family.rate,
        reason="Transport" if charge else "Remise",
        reason_code="FC" if charge else "95",
    )


def _line(rank: int, family: Family) -> Line:
    net = Decimal(100 * rank)
    return Line(
        identifier=str(rank),
        note="Une note",
        object_identifier=Identifier(value="OBJ-1", scheme="AWV"),
        quantity=Decimal(10),
        unit="C62",
        net_amount=net,
        order_line=str(rank),
        accounting_reference="6064",
        period=Period(start=date(2026, 10, 1), end=date(2026, 10, 31)),
        allowances=(
            AllowanceCharge(
                charge=False,
                amount=Decimal("2.00"),
                base=Decimal(20),
                percent=Decimal(10),
                reason="Remise",
                reason_code="95",
            ),
            AllowanceCharge(
                charge=True,
                amount=Decimal("2.00"),
                base=Decimal(20),
                percent=Decimal(10),
                reason="Transport",
                reason_code="FC",
            ),
        ),
        net_price=net / 10,
        price_discount=Decimal("1.00"),
        gross_price=net / 10 + 1,
        price_base_quantity=Decimal(1),
        price_base_unit="C62",
        vat_category=family.category,
        vat_rate=family.rate,
        name="Papier",
        description="Papier blanc",
        seller_item="P-1",
        buyer_item="A-1",
        standard_item=Identifier(value="3609870000008", scheme="0160"),
        classifications=(Classification(value="30197630", list_id="STI"),),
        origin_country=family.seller,
        attributes=(Attribute(name="Format", value="A4"),),
    )
