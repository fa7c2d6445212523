"""Groups that Cross Industry Invoice and ZUGFeRD 1 share under different namespaces, and their builders."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from lxml.etree import _Element as Element

from domain.invoice import (
    Address,
    AllowanceCharge,
    Attribute,
    Classification,
    Contact,
    CreditTransfer,
    Delivery,
    DirectDebit,
    Identifier,
    Line,
    Note,
    Party,
    Payment,
    PaymentCard,
    Period,
    VatBreakdown,
)
from parsers.xml.draft import Draft, ReferencedDocument, Tax
from parsers.xml.field_table import FieldRow, Table
from parsers.xml.values import compact_date, identifier, indicator, number

_VAT, _LOCAL = "VA", "FC"
_TENDER, _OBJECT = "50", "130"
_POINTS = {"5": "3", "29": "35", "72": "432"}
"""BT-8: CII code (UNTDID 2475) to EN 16931 code (UNTDID 2005)."""


def vat_point(text: str, _: Element) -> str:
    """BT-8; an unknown code is kept as written."""
    return _POINTS.get(text, text)


def party(
    *,
    identifiers: tuple[Identifier, ...] = (),
    tax_numbers: tuple[Identifier, ...] = (),
    **found: Any,
) -> Party:
    """BT-31 is the tax registration of scheme VA, BT-32 the one of scheme FC."""
    vat = (tax.value for tax in tax_numbers if tax.scheme == _VAT)
    local = (tax.value for tax in tax_numbers if tax.scheme == _LOCAL)
    return Party(identifiers=identifiers, vat_identifier=next(vat, None), tax_registration=next(local, None), **found)


def contact(*, person: str | None = None, department: str | None = None, **found: Any) -> Contact:
    """BT-41 is a person, else a department."""
    return Contact(name=person or department, **found)


def allowance(*, charge: bool = False, **found: Any) -> AllowanceCharge:
    """BG-20, BG-21, BG-27 or BG-28."""
    return AllowanceCharge(charge=charge, **found)


def logistics(**found: Any) -> AllowanceCharge:
    """A charge for carriage (profile extended), part of BT-108 like every other charge."""
    return AllowanceCharge(charge=True, **found)


def payment(
    *,
    credit_transfers: tuple[CreditTransfer, ...] = (),
    bic: str | None = None,
    debited_account: str | None = None,
    **found: Any,
) -> Payment:
    """BG-16; CII writes the bank (BT-86) beside the account (BT-84)."""
    if bic:
        credit_transfers = tuple(replace(transfer, bic=bic) for transfer in credit_transfers)
    debit = DirectDebit(debited_account=debited_account) if debited_account else None
    return Payment(credit_transfers=credit_transfers, direct_debit=debit, **found)


def credit_transfer(*, account: str | None = None, proprietary: str | None = None, **found: Any) -> CreditTransfer:
    """BG-17; BT-84 is the IBAN, else the proprietary account."""
    return CreditTransfer(account=account or proprietary, **found)


def delivery(*, ship_to: Party | None = None, day: date | None = None) -> Delivery | None:
    """BG-13, which CII splits between the ship-to party and the delivery event."""
    if ship_to is None:
        return Delivery(date=day) if day else None
    location = ship_to.identifiers[0] if ship_to.identifiers else None
    return Delivery(party_name=ship_to.name, location=location, address=ship_to.address, date=day)


def line(
    *,
    papers: tuple[ReferencedDocument, ...] = (),
    price_base_quantity: Decimal | None = None,
    gross_base_quantity: Decimal | None = None,
    **found: Any,
) -> Line:
    """BT-128 is the additional document of type 130; BT-149 stands under the net price, else under the gross one."""
    objects = (paper for paper in papers if paper.type_code == _OBJECT and paper.reference)
    document = next(objects, None)
    return Line(
        object_identifier=replace(document.reference, scheme=document.scheme)
        if document and document.reference
        else None,
        price_base_quantity=gross_base_quantity if price_base_quantity is None else price_base_quantity,
        **found,
    )


def classification(*, code: str | None = None, **found: Any) -> Classification | None:
    """BT-158."""
    return Classification(value=code, **found) if code else None


def tax(**found: Any) -> Tax:
    """BG-23, always in the invoice's currency."""
    return Tax(breakdown=VatBreakdown(**found))


def draft(*, papers: tuple[ReferencedDocument, ...] = (), **found: Any) -> Draft:
    """BT-17 is the additional document of type 50 (UNTDID 1001)."""
    tenders = [paper.reference.value for paper in papers if paper.type_code == _TENDER and paper.reference]
    others = tuple(paper for paper in papers if paper.type_code != _TENDER)
    return Draft(papers=others, tender=tenders[0] if tenders else None, **found)


NOTE = Table((FieldRow("BT-22", "ram:Content", "text"), FieldRow("BT-21", "ram:SubjectCode", "subject")), Note)
ADDRESS = Table(
    (
        FieldRow("BT-38", "ram:PostcodeCode", "post_code"),
        FieldRow("BT-35", "ram:LineOne", "line_1"),
        FieldRow("BT-36", "ram:LineTwo", "line_2"),
        FieldRow("BT-162", "ram:LineThree", "line_3"),
        FieldRow("BT-37", "ram:CityName", "city"),
        FieldRow("BT-40", "ram:CountryID", "country"),
        FieldRow("BT-39", "ram:CountrySubDivisionName", "subdivision"),
    ),
    Address,
)
CONTACT = Table(
    (
        FieldRow("BT-41", "ram:PersonName", "person"),
        FieldRow("BT-41", "ram:DepartmentName", "department"),
        FieldRow("BT-42", "ram:TelephoneUniversalCommunication/ram:CompleteNumber", "telephone"),
        FieldRow("BT-43", "ram:EmailURIUniversalCommunication/ram:URIID", "email"),
        FieldRow("BT-43", "ram:EmailURIUniversalCommunication/ram:CompleteNumber", "email"),
    ),
    contact,
)
PARTY = Table(
    (
        FieldRow("BT-29", "ram:ID", "identifiers", identifier, many=True),
        FieldRow("BT-29", "ram:GlobalID", "identifiers", identifier, many=True),
        FieldRow("BT-27", "ram:Name", "name"),
        FieldRow("BT-33", "ram:Description", "legal_information"),
        FieldRow("BT-30", "ram:SpecifiedLegalOrganization/ram:ID", "legal_registration", identifier),
        FieldRow("BT-28", "ram:SpecifiedLegalOrganization/ram:TradingBusinessName", "trading_name"),
        FieldRow("BG-6", "ram:DefinedTradeContact", "contacts", CONTACT, many=True),
        FieldRow("BG-5", "ram:PostalTradeAddress", "address", ADDRESS),
        FieldRow("BT-34", "ram:URIUniversalCommunication/ram:URIID", "electronic_address", identifier),
        FieldRow("BT-31", "ram:SpecifiedTaxRegistration/ram:ID", "tax_numbers", identifier, many=True),
    ),
    party,
)
CREDIT_TRANSFER = Table(
    (
        FieldRow("BT-84", "ram:IBANID", "account"),
        FieldRow("BT-85", "ram:AccountName", "account_name"),
        FieldRow("BT-84", "ram:ProprietaryID", "proprietary"),
    ),
    credit_transfer,
)
CARD = Table((FieldRow("BT-87", "ram:ID", "number"), FieldRow("BT-88", "ram:CardholderName", "holder")), PaymentCard)
PAYMENT = Table(
    (
        FieldRow("BT-81", "ram:TypeCode", "means"),
        FieldRow("BT-82", "ram:Information", "means_text"),
        FieldRow("BG-18", "ram:ApplicableTradeSettlementFinancialCard", "card", CARD),
        FieldRow("BT-91", "ram:PayerPartyDebtorFinancialAccount/ram:IBANID", "debited_account"),
        FieldRow("BG-17", "ram:PayeePartyCreditorFinancialAccount", "credit_transfers", CREDIT_TRANSFER, many=True),
        FieldRow("BT-86", "ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID", "bic"),
    ),
    payment,
)
ATTRIBUTE = Table((FieldRow("BT-160", "ram:Description", "name"), FieldRow("BT-161", "ram:Value", "value")), Attribute)
CLASSIFICATION = Table(
    (
        FieldRow("BT-158", "ram:ClassCode", "code"),
        FieldRow("BT-158-1", "ram:ClassCode/@listID", "list_id"),
        FieldRow("BT-158-2", "ram:ClassCode/@listVersionID", "list_version"),
    ),
    classification,
)
PRODUCT_ROWS = (
    FieldRow("BT-157", "ram:SpecifiedTradeProduct/ram:GlobalID", "standard_item", identifier),
    FieldRow("BT-155", "ram:SpecifiedTradeProduct/ram:SellerAssignedID", "seller_item"),
    FieldRow("BT-156", "ram:SpecifiedTradeProduct/ram:BuyerAssignedID", "buyer_item"),
    FieldRow("BT-153", "ram:SpecifiedTradeProduct/ram:Name", "name"),
    FieldRow("BT-154", "ram:SpecifiedTradeProduct/ram:Description", "description"),
    FieldRow(
        "BG-32", "ram:SpecifiedTradeProduct/ram:ApplicableProductCharacteristic", "attributes", ATTRIBUTE, many=True
    ),
    FieldRow(
        "BT-158",
        "ram:SpecifiedTradeProduct/ram:DesignatedProductClassification",
        "classifications",
        CLASSIFICATION,
        many=True,
    ),
    FieldRow("BT-159", "ram:SpecifiedTradeProduct/ram:OriginTradeCountry/ram:ID", "origin_country"),
)


def period_table(start: str, end: str) -> Table[Period]:
    """BG-14 or BG-26."""
    return Table(
        (
            FieldRow(start, "ram:StartDateTime/udt:DateTimeString", "start", compact_date),
            FieldRow(end, "ram:EndDateTime/udt:DateTimeString", "end", compact_date),
        ),
        Period,
    )


def allowance_table(amount: str, base: str, percent: str, rate: str, rate_tag: str) -> Table[AllowanceCharge]:
    """BG-20 and BG-21, or BG-27 and BG-28: the terms of each, and the tag of a VAT rate."""
    return Table(
        (
            FieldRow("ChargeIndicator", "ram:ChargeIndicator/udt:Indicator", "charge", indicator),
            FieldRow(percent, "ram:CalculationPercent", "percent", number),
            FieldRow(base, "ram:BasisAmount", "base", number),
            FieldRow(amount, "ram:ActualAmount", "amount", number),
            FieldRow("BT-98", "ram:ReasonCode", "reason_code"),
            FieldRow("BT-97", "ram:Reason", "reason"),
            FieldRow("BT-95", "ram:CategoryTradeTax/ram:CategoryCode", "vat_category"),
            FieldRow(rate, "ram:CategoryTradeTax/" + rate_tag, "vat_rate", number),
        ),
        allowance,
    )


def logistics_table(rate_tag: str) -> Table[AllowanceCharge]:
    """Charges for carriage (profile extended, and ZUGFeRD 1)."""
    return Table(
        (
            FieldRow("", "ram:Description", "reason"),
            FieldRow("AppliedAmount", "ram:AppliedAmount", "amount", number),
            FieldRow("", "ram:AppliedTradeTax/ram:CategoryCode", "vat_category"),
            FieldRow("AppliedTradeTax", "ram:AppliedTradeTax/" + rate_tag, "vat_rate", number),
        ),
        logistics,
    )


def tax_table(rate_tag: str) -> Table[Tax]:
    """BG-23."""
    return Table(
        (
            FieldRow("BT-117", "ram:CalculatedAmount", "amount", number),
            FieldRow("", "ram:TypeCode", "scheme"),
            FieldRow("BT-120", "ram:ExemptionReason", "exemption_reason"),
            FieldRow("BT-116", "ram:BasisAmount", "base", number),
            FieldRow("BT-118", "ram:CategoryCode", "category"),
            FieldRow("BT-121", "ram:ExemptionReasonCode", "exemption_code"),
            FieldRow("BT-119", rate_tag, "rate", number),
        ),
        tax,
    )
